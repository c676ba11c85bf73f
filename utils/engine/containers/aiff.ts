import { latin1 } from '../bytes';
import { LIMITS } from '../limits';
import type { Container } from '../walk';
import { type ChunkBlock, type IffFormat, walkIff } from './iff';

/** Chunks whose payload is one text (Audio Interchange File Format 1.3, "Text Chunks"); `AIGC` as in WAV. */
const TEXTS = new Set(['NAME', 'AUTH', '(c) ', 'ANNO', 'AIGC']);

const AIFF: IffFormat = {
  title: 'AIFF',
  u32: (window, offset) => window.u32(offset),
  isMedia: (id) => id === 'SSND',
  blockOf: (id, type): ChunkBlock | undefined => {
    if (TEXTS.has(id)) {
      const block = { kind: 'riff-info', variant: 'chunk', key: id, place: 'AIFF' } as const;
      return { block, skipBytes: 0, limitBytes: LIMITS.textBytes };
    }
    if (id === 'COMT') {
      const block = { kind: 'riff-info', variant: 'comments', key: id, place: 'AIFF' } as const;
      return { block, skipBytes: 0, limitBytes: LIMITS.textBytes };
    }
    // XMP Specification Part 3, 2.3.1: an application chunk of the type `XMP `.
    if (id !== 'APPL' || type !== 'XMP ') return undefined;
    return { block: { kind: 'xmp', place: 'AIFF APPL XMP' }, skipBytes: 4, limitBytes: LIMITS.xmpBytes };
  },
};

/** AIFF and AIFF-C. */
export const aiff: Container = {
  recognise: (head) =>
    /^FORM[\s\S]{4}AIF[FC]/.test(latin1(head.subarray(0, 12))) ? { name: 'aiff', kind: 'audio' } : null,
  walk: (context) => walkIff(context, AIFF),
};
