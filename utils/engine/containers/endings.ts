/** How walks end, as sentences that say what was met and where. */
import { LIMITS } from '../limits';
import type { Ending } from '../walk';

export const COMPLETE: Ending = { kind: 'complete' };

/** @param what With its article: `The PNG chunk tEXt`. */
export function truncated(what: string, offset: number): Ending {
  return { kind: 'truncated', offset, message: `${what} at byte ${offset} goes on beyond the end of the file.` };
}

/** @param expected What should have come: `the picture data`. */
export function endsBefore(expected: string, offset: number): Ending {
  return { kind: 'truncated', offset, message: `The file ends at byte ${offset}, before ${expected}.` };
}

/** @param what What stands there and should not: `No JPEG marker`. */
export function malformed(what: string, offset: number): Ending {
  return { kind: 'malformed', offset, message: `${what} at byte ${offset}.` };
}

export function tooLarge(what: string, offset: number, limitBytes: number): Ending {
  return { kind: 'over-budget', offset, message: `${what} at byte ${offset} is larger than ${limitBytes} bytes.` };
}

export function tooMany(what: string, offset: number): Ending {
  return { kind: 'over-budget', offset, message: `The file has more than ${LIMITS.structures} ${what}.` };
}

export function unsupported(what: string, offset: number): Ending {
  return { kind: 'unsupported', offset, message: `${what} at byte ${offset} is packed in a way that is not read.` };
}
