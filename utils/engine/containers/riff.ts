import { latin1 } from '../bytes';
import { LIMITS } from '../limits';
import type { Container } from '../walk';
import { type ChunkBlock, type IffFormat, walkIff } from './iff';
import { riffText } from './riff-chunks';

/** XMP Specification Part 3, 2.3.6 and 2.3.7: `_PMX`; and manifest stores (C2PA 2.x A.3.5). */
const BLOCKS: ReadonlyMap<string, { readonly kind: 'xmp' | 'jumbf'; readonly title: string; readonly limit: number }> =
  new Map([
    ['_PMX', { kind: 'xmp', title: '_PMX XMP', limit: LIMITS.xmpBytes }],
    ['XMP ', { kind: 'xmp', title: 'XMP', limit: LIMITS.xmpBytes }],
    ['C2PA', { kind: 'jumbf', title: 'C2PA', limit: LIMITS.c2paStoreBytes }],
  ]);

function formatOf(title: 'WAV' | 'AVI'): IffFormat {
  return {
    title,
    u32: (window, offset) => window.u32le(offset),
    isMedia: (id, type) => id === 'data' || (id === 'LIST' && type === 'movi'),
    blockOf: (id, type): ChunkBlock | undefined => {
      const block = BLOCKS.get(id.toUpperCase());
      if (block !== undefined) {
        const { kind, title: name, limit } = block;
        return { block: { kind, place: `${title} ${name}` }, skipBytes: 0, limitBytes: limit };
      }
      const text = riffText(title, id, type);
      return text && { ...text, limitBytes: LIMITS.textBytes };
    },
  };
}

const WAV = formatOf('WAV');
const AVI = formatOf('AVI');

/** WAV with its 64-bit forms (EBU Tech 3306, ITU-R BS.2088), and AVI with its OpenDML extension. */
export const riff: Container = {
  recognise: (head) => {
    const form = latin1(head.subarray(0, 12));
    if (/^(?:RIFF|RF64|BW64)[\s\S]{4}WAVE/.test(form)) return { name: 'wav', kind: 'audio' };
    return /^RIFF[\s\S]{4}AVI /.test(form) ? { name: 'avi', kind: 'video' } : null;
  },
  walk: (context, name) => walkIff(context, name === 'avi' ? AVI : WAV),
};
