/** `expected.json` of a folder with media: what is known of each file, by its path in the folder. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/** A mark that stands in the file. A status or assurance that is left out is open. */
const ExpectedMarkSchema = v.object({
  mark: v.string(),
  status: v.exactOptional(v.string()),
  assurance: v.exactOptional(v.string()),
  /** For people. */
  tool: v.exactOptional(v.string()),
});

const EntrySchema = v.object({
  file: v.string(),
  /** `unlabelled`: known to carry no label. In any other split, marks beyond those listed are no fault. */
  split: v.string(),
  marks: v.optional(v.array(ExpectedMarkSchema), []),
  /** Left out where it is open. */
  verdict: v.exactOptional(v.object({ status: v.exactOptional(v.string()) })),
  /** A status that would be wrong, where the right one is open. */
  never: v.exactOptional(v.string()),
});
export type Entry = v.InferOutput<typeof EntrySchema>;

const EntriesSchema = v.array(EntrySchema);
/** The list may stand by itself or under this name. */
const WrappedSchema = v.object({ files: EntriesSchema });

/** What is wrong with the folder that was named. */
export class NoExpectations extends Error {}

/** @throws NoExpectations */
export function readExpected(path: string): readonly Entry[] {
  const content = parsed(path);
  const entries = Array.isArray(content) ? v.safeParse(EntriesSchema, content) : v.safeParse(WrappedSchema, content);
  if (!entries.success) {
    const [issue] = entries.issues;
    throw new NoExpectations(`${path}: ${issue.message} (${v.getDotPath(issue) ?? 'as a whole'})`);
  }
  return 'files' in entries.output ? entries.output.files : entries.output;
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new NoExpectations(`${path}: ${error instanceof Error ? error.message : error}`);
  }
}
