import type { Block } from '../../../../utils/engine/blocks';
import { drive } from '../../../../utils/engine/drive';
import { recognise } from '../../../../utils/engine/recognise';
import type { ContainerName, Note } from '../../../../utils/engine/report';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import type { ByteSource } from '../../../../utils/engine/source/byte-source';
import type { Ending, WalkOptions } from '../../../../utils/engine/walk';

export interface Walked {
  readonly name: ContainerName;
  readonly ending: Ending;
  readonly blocks: readonly Block[];
  readonly notes: readonly Note[];
}

/** Recognises and walks a medium, and gives what the walk emitted. */
export async function walkSource(source: ByteSource, options: Partial<WalkOptions> = {}): Promise<Walked> {
  const blocks: Block[] = [];
  const notes: Note[] = [];
  const head = await source.read(0, 64 * 1024);
  const { name, format } = recognise(head);
  if (format === undefined) throw new Error(`nothing to walk in ${name}`);
  const walk = format.walk(
    {
      size: () => source.size,
      isLocal: source.isLocal,
      options: { jpegTrailer: true, ...options },
      emit: (block) => blocks.push(block),
      note: (note) => notes.push(note),
    },
    name,
  );
  const ending = await drive(walk, source);
  return { name, ending, blocks, notes };
}

export const walkBytes = (medium: Uint8Array, options: Partial<WalkOptions> = {}): Promise<Walked> =>
  walkSource(bufferSource(medium), options);

/** Blocks as `kind place [variant]`, with the payload as Latin-1 text. */
export const shown = ({ blocks }: Walked): readonly (readonly [string, string])[] =>
  blocks.map(({ kind, place, payload }) => [`${kind} ${place}`, Buffer.from(payload).toString('latin1')]);

export const places = ({ blocks }: Walked): readonly string[] => blocks.map(({ place }) => place);
