/** Chunks of RIFF files that hold texts of their own kinds, wherever RIFF chunks are kept. */
import type { Block } from '../blocks';

export interface RiffText {
  readonly block: Pick<Block, 'kind' | 'place' | 'variant' | 'key'>;
  /** Bytes of the payload before the text: the type of a list. */
  readonly skipBytes: number;
}

/** Chunks whose payload is one text; `AIGC` is the label's own chunk. */
const TEXT_CHUNKS = new Set(['AIGC', 'IXML']);

/** @param listType What the payload begins with: the type where the chunk is a list. */
export function riffText(enclosing: string, id: string, listType: string): RiffText | undefined {
  if (id === 'LIST') {
    if (listType !== 'INFO') return undefined;
    return { block: { kind: 'riff-info', variant: 'list', place: `${enclosing} LIST INFO` }, skipBytes: 4 };
  }
  if (id.toUpperCase() === 'BEXT') {
    return { block: { kind: 'riff-info', variant: 'bext', place: `${enclosing} ${id}` }, skipBytes: 0 };
  }
  if (!TEXT_CHUNKS.has(id.toUpperCase())) return undefined;
  return { block: { kind: 'riff-info', variant: 'chunk', key: id, place: enclosing }, skipBytes: 0 };
}
