import { LIMITS } from '../../../limits';
import { shortened } from '../../../strings';
import { IPTC_EXTENSION } from '../../iptc-properties';
import { isUuid } from '../../uuid';
import type { Hit, Service } from '../hit';
import { at, keyed, plain, type Text, xmp } from '../texts';

const DESCRIPTION = keyed('png', 'Description');
const AUTHOR = keyed('png', 'Author');
const IMAGE_GUID = xmp([IPTC_EXTENSION, 'DigImageGUID']);

const JOB = ' Job ID: ';
const FLAG = / --[a-z]+ /;
const VERSION = / --(v \d[\d.]{0,7}|niji \d[\d.]{0,7})(?: |$)/;

/**
 * Midjourney's PNG: `Description` ends with ` Job ID: <uuid>`, and one more of its own stands beside it: the same
 * number as `DigImageGUID` in XMP, `Author`, or a flag (` --ar `) in the prompt. Without any of these, a weak sign.
 * Source: a file of 2025-08.
 */
export const midjourney: Service = {
  where: [DESCRIPTION, AUTHOR, IMAGE_GUID],
  match: (texts) => {
    const hits = at(texts, DESCRIPTION).flatMap((description) => ofDescription(description) ?? []);
    if (hits.length === 0) return [];
    // Once for all descriptions: a file can hold thousands of each.
    const hasAuthor = at(texts, AUTHOR).some(({ value }) => /\S/.test(value));
    const numbers = new Set(at(texts, IMAGE_GUID).map(({ value }) => value.trim().toLowerCase()));
    return hits.map(({ prompt, job, said }) => {
      const isConfirmed = hasAuthor || numbers.has(job) || FLAG.test(`${prompt} `);
      return { ...said, status: isConfirmed ? 'ai-generated' : 'suspected-ai' };
    });
  },
};

interface Description {
  readonly prompt: string;
  readonly job: string;
  readonly said: Omit<Hit, 'status'>;
}

/** Midjourney takes prompts of 6,000 characters; longer texts are not looked through. */
const LONGEST = 16_384;

function ofDescription({ place, value }: Text): Description | undefined {
  if (value.length > LONGEST) return undefined;
  const text = plain(value);
  const jobAt = text.lastIndexOf(JOB);
  const job = text.slice(jobAt + JOB.length);
  if (jobAt < 0 || !isUuid(job)) return undefined;
  const prompt = text.slice(0, jobAt);
  const version = VERSION.exec(prompt)?.[1];
  const fields = {
    Prompt: shortened(prompt, LIMITS.reportPrompt),
    'Job ID': job,
    ...(version === undefined ? {} : { Version: version.replace(/^v /, '') }),
  };
  return { prompt, job, said: { place, tool: 'Midjourney', fields } };
}
