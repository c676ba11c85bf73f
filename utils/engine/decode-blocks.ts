import type { Block, Decoded } from './blocks';
import { DECODERS } from './decoders/index';
import { attempt, type Faults } from './faults';
import type { Field } from './fields';
import { LIMITS } from './limits';
import type { ReportError } from './report';
import { NEVER, type Stop } from './stop';

export interface DecodedBlocks {
  readonly fields: readonly Field[];
  /** The first thing that kept a block from being read whole. */
  readonly problem: ReportError | undefined;
}

/** Decodes blocks, and the blocks inside them, in the medium's order. */
export function decodeBlocks(blocks: readonly Block[], faults: Faults, stop: Stop = NEVER): DecodedBlocks {
  const fields: Field[] = [];
  let problem: ReportError | undefined;
  let count = 0;
  let decodedBytes = 0;
  const decode = (block: Block, depth: number): void => {
    const met = stop() ?? limitMet(block, { depth, count: ++count, decodedBytes, fields: fields.length });
    if (met !== undefined) {
      problem ??= { code: met.code, message: met.message };
      return;
    }
    const decoder = DECODERS.find(({ kinds }) => kinds.includes(block.kind));
    if (decoder === undefined) {
      problem ??= { code: 'unsupported', message: `${block.place} is of a kind that the engine does not read.` };
      return;
    }
    const result = attempt(
      () => decoder.decode(block),
      faults,
      () => `reading ${block.place}`,
    );
    if ('error' in result) {
      problem ??= result.error;
      return;
    }
    const decoded = result.value;
    decodedBytes += bytesOf(decoded);
    for (const field of decoded.fields) fields.push(field);
    problem ??= decoded.problem;
    for (const inner of decoded.blocks ?? []) decode(inner, depth + 1);
  };
  for (const block of blocks) decode(block, 0);
  return { fields, problem };
}

interface Spent {
  readonly depth: number;
  readonly count: number;
  readonly decodedBytes: number;
  readonly fields: number;
}

function limitMet({ place }: Block, { depth, count, decodedBytes, fields }: Spent): ReportError | undefined {
  const overBudget = (message: string): ReportError => ({ code: 'over-budget', message });
  if (depth > LIMITS.blockNesting) return overBudget(`${place} is nested more than ${LIMITS.blockNesting} times.`);
  if (count > LIMITS.textBlocks) return overBudget(`The file has more than ${LIMITS.textBlocks} blocks of metadata.`);
  if (decodedBytes > LIMITS.decodedBytes) {
    return overBudget(`The file's metadata unpack to more than ${LIMITS.decodedBytes} bytes.`);
  }
  return fields > LIMITS.fields ? overBudget(`The file has more than ${LIMITS.fields} fields of metadata.`) : undefined;
}

/** What a decoder made, in bytes: the texts of its fields, and the blocks that it unpacked. */
function bytesOf({ fields, blocks = [] }: Decoded): number {
  const ofFields = fields.reduce((sum, { raw }) => sum + (raw?.length ?? 0), 0);
  return blocks.reduce((sum, { payload }) => sum + payload.length, ofFields);
}
