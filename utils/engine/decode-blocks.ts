import type { Block } from './blocks';
import { DECODERS } from './decoders/index';
import { type Attempt, attempt } from './faults';
import type { Field } from './fields';
import { LIMITS } from './limits';
import type { ReportError } from './report';

export interface DecodedBlocks {
  readonly fields: readonly Field[];
  /** The first thing that kept a block from being read whole. */
  readonly problem: ReportError | undefined;
}

/** Decodes blocks, and the blocks inside them, in the medium's order. */
export function decodeBlocks(blocks: readonly Block[], faults: Attempt): DecodedBlocks {
  const fields: Field[] = [];
  let problem: ReportError | undefined;
  let count = 0;
  const decode = (block: Block, depth: number): void => {
    const stop = limitMet(block, depth, ++count);
    if (stop !== undefined) {
      problem ??= stop;
      return;
    }
    const decoder = DECODERS.find(({ kinds }) => kinds.includes(block.kind));
    if (decoder === undefined) {
      problem ??= { code: 'unsupported', message: `${block.place} is of a kind that the engine does not read.` };
      return;
    }
    const result = attempt(() => decoder.decode(block), { ...faults, doing: `reading ${block.place}` });
    if ('error' in result) {
      problem ??= result.error;
      return;
    }
    const decoded = result.value;
    for (const field of decoded.fields) fields.push(field);
    problem ??= decoded.problem;
    for (const inner of decoded.blocks ?? []) decode(inner, depth + 1);
  };
  for (const block of blocks) decode(block, 0);
  return { fields, problem };
}

function limitMet({ place }: Block, depth: number, count: number): ReportError | undefined {
  if (depth > LIMITS.blockNesting) {
    return { code: 'over-budget', message: `${place} is nested more than ${LIMITS.blockNesting} times.` };
  }
  if (count > LIMITS.textBlocks) {
    return { code: 'over-budget', message: `The file has more than ${LIMITS.textBlocks} blocks of metadata.` };
  }
  return undefined;
}
