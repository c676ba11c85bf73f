/** Whole minimal files with one label each: the bytes are checked with exiftool where it reads the place. */
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../../utils/engine/inspect';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import { fromBase64 } from '../byte-builders';

const FILES: readonly (readonly [name: string, place: string, base64: string])[] = [
  [
    'png-text',
    'PNG tEXt AIGC',
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAAOHRFWHRBSUdDAHsiTGFiZWwiOiIxIiwiQ29udGVudFByb2R1Y2VyIjoieCIsIlByb2R1Y2VJRCI6InkifTPU84oAAAAKSURBVHicY2AAAAACAAFIr6RxAAAAAElFTkSuQmCC',
  ],
  [
    'png-ztxt-after-idat',
    'PNG zTXt AIGC',
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAADt6VFh0QUlHQwAAeJyrVvJJTErNUbJSMlTSUXLOzytJzSsJKMpPKU1OLVKyUqpQ0lGCcj1dlKyUKpVqAaFGEBeo0MxNAAAAAElFTkSuQmCC',
  ],
  [
    'png-xmp',
    'PNG iTXt XMP',
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAABQGlUWHRYTUw6Y29tLmFkb2JlLnhtcAAAAAAAPHg6eG1wbWV0YSB4bWxuczp4PSJhZG9iZTpuczptZXRhLyI+PHJkZjpSREYgeG1sbnM6cmRmPSJodHRwOi8vd3d3LnczLm9yZy8xOTk5LzAyLzIyLXJkZi1zeW50YXgtbnMjIj48cmRmOkRlc2NyaXB0aW9uIHJkZjphYm91dD0iIiB4bWxuczpUQzI2MD0iaHR0cDovL3d3dy50YzI2MC5vcmcuY24vbnMvQUlHQy8xLjAvIj48VEMyNjA6QUlHQz57IkxhYmVsIjoiMSIsIkNvbnRlbnRQcm9kdWNlciI6IngiLCJQcm9kdWNlSUQiOiJ5In08L1RDMjYwOkFJR0M+PC9yZGY6RGVzY3JpcHRpb24+PC9yZGY6UkRGPjwveDp4bXBtZXRhPty9l9kAAAAKSURBVHicY2AAAAACAAFIr6RxAAAAAElFTkSuQmCC',
  ],
  [
    'mp4-udta-keys',
    'MP4 moov/udta/meta/keys AIGC',
    'AAAAGGZ0eXBpc29tAAACAGlzb21tcDQxAAAArG1vb3YAAACkdWR0YQAAAJxtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABtZHRhAAAAAAAAAAAAAAAAAAAAABxrZXlzAAAAAAAAAAEAAAAMbWR0YUFJR0MAAABTaWxzdAAAAEsAAAABAAAAQ2RhdGEAAAABAAAAAHsiTGFiZWwiOiIxIiwiQ29udGVudFByb2R1Y2VyIjoieCIsIlByb2R1Y2VJRCI6InkifQ==',
  ],
  [
    'mp4-moovmeta-qt',
    'MP4 moov/meta/keys AIGC',
    'AAAAGGZ0eXBpc29tAAACAGlzb21tcDQxAAABCW1vb3YAAAEBbWV0YQAAACFoZGxyAAAAAAAAAABtZHRhAAAAAAAAAAAAAAAAAAAAAD9rZXlzAAAAAAAAAAIAAAAjbWR0YWNvbS5hcHBsZS5xdWlja3RpbWUuYXJ0d29yawAAAAxtZHRhQUlHQwAAAJlpbHN0AAAARgAAAAEAAAA+ZGF0YQAAAAEAAAAAeyJzb3VyY2VfdHlwZSI6IiIsImRhdGEiOnsicHJvZHVjdCI6ImRvdWJhbyJ9fQAAAEsAAAACAAAAQ2RhdGEAAAABAAAAAHsiTGFiZWwiOiIxIiwiQ29udGVudFByb2R1Y2VyIjoieCIsIlByb2R1Y2VJRCI6InkifQ==',
  ],
  [
    'mp4-mdir-keyless',
    'MP4 moov/udta/meta/ilst',
    'AAAAGGZ0eXBpc29tAAACAGlzb21tcDQxAAAAjG1vb3YAAACEdWR0YQAAAHxtZXRhAAAAIWhkbHIAAAAAAAAAAG1kaXIAAAAAAAAAAAAAAAAAAAAAU2lsc3QAAABLAAAAAAAAAENkYXRhAAAAAQAAAAB7IkxhYmVsIjoiMSIsIkNvbnRlbnRQcm9kdWNlciI6IngiLCJQcm9kdWNlSUQiOiJ5In0=',
  ],
  [
    'jpg-app11-glued',
    'JPEG APP11',
    '/9j/6wA5QUlHQ3siTGFiZWwiOiIxIiwiQ29udGVudFByb2R1Y2VyIjoieCIsIlByb2R1Y2VJRCI6Inkiff/Z',
  ],
  [
    'jpg-exif-usercomment',
    'JPEG APP1 EXIF UserComment',
    '/9j/4QB4RXhpZgAASUkqAAgAAAABAGmHBAABAAAAGgAAAAAAAAABAIaSBwBEAAAALAAAAAAAAABBU0NJSQAAAHsiQUlHQyI6eyJMYWJlbCI6IjEiLCJDb250ZW50UHJvZHVjZXIiOiJ4IiwiUHJvZHVjZUlEIjoieSJ9ff/Z',
  ],
  [
    'wav-chunk',
    'WAV AIGC',
    'UklGRmQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAQUlHQzMAAAB7IkxhYmVsIjoiMSIsIkNvbnRlbnRQcm9kdWNlciI6IngiLCJQcm9kdWNlSUQiOiJ5In0AZGF0YQQAAACAgICA',
  ],
  [
    'wav-info',
    'WAV LIST INFO AIGC',
    'UklGRnAAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgATElTVEAAAABJTkZPQUlHQzMAAAB7IkxhYmVsIjoiMSIsIkNvbnRlbnRQcm9kdWNlciI6IngiLCJQcm9kdWNlSUQiOiJ5In0AZGF0YQQAAACAgICA',
  ],
  [
    'mp3-v24-utf8',
    'ID3v2 TXXX AIGC',
    'SUQzBAAAAAAAQ1RYWFgAAAA5AAADQUlHQwB7IkxhYmVsIjoiMSIsIkNvbnRlbnRQcm9kdWNlciI6IngiLCJQcm9kdWNlSUQiOiJ5In0=',
  ],
  [
    'mp3-v23-utf16',
    'ID3v2 TXXX AIGC',
    'SUQzAwAAAAAAf1RYWFgAAAB1AAAB//5BAEkARwBDAAAA//57ACIATABhAGIAZQBsACIAOgAiADEAIgAsACIAQwBvAG4AdABlAG4AdABQAHIAbwBkAHUAYwBlAHIAIgA6ACIAeAAiACwAIgBQAHIAbwBkAHUAYwBlAEkARAAiADoAIgB5ACIAfQA=',
  ],
  [
    'mkv',
    'Matroska Tags AIGC',
    'GkXfo4tCgohtYXRyb3NrYRhTgGfLElTDZ8Zzc8NjwIBnyL1Fo4RBSUdDRIezeyJMYWJlbCI6IjEiLCJDb250ZW50UHJvZHVjZXIiOiJ4IiwiUHJvZHVjZUlEIjoieSJ9',
  ],
  [
    'flv',
    'FLV onMetaData AIGC',
    'RkxWAQUAAAAJAAAAABIAAFEAAAAAAAAAAgAKb25NZXRhRGF0YQgAAAABAARBSUdDAgAzeyJMYWJlbCI6IjEiLCJDb250ZW50UHJvZHVjZXIiOiJ4IiwiUHJvZHVjZUlEIjoieSJ9AAAJAAAAXA==',
  ],
  [
    'flac',
    'FLAC comment AIGC',
    'ZkxhQwAAACIQABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAhAAARQEAAABhAQAAADgAAABBSUdDPXsiTGFiZWwiOiIxIiwiQ29udGVudFByb2R1Y2VyIjoieCIsIlByb2R1Y2VJRCI6InkifQ==',
  ],
];

describe.each(FILES)('%s', (name, place, base64) => {
  it(`gives one finding at ${place}`, async () => {
    const { findings, verdict, error } = await inspect(bufferSource(fromBase64(base64)), {
      input: name,
      faults: 'throw',
    });
    expect(findings.map(({ mark, status, place: at }) => [mark, status, at])).toEqual([
      ['gb45438', 'ai-generated', place],
    ]);
    expect(verdict).toEqual({ status: 'ai-generated', assurance: 'declared', disagreement: false });
    // The tags of MP3 stand before frames, which these do not have.
    expect(error?.code ?? null).toBe(name.startsWith('mp3') ? 'truncated' : null);
  });
});
