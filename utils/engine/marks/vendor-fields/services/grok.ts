import { LIMITS } from '../../../limits';
import { shortened } from '../../../strings';
import { isUuid } from '../../uuid';
import type { Service } from '../hit';
import { at, keyed, plain } from '../texts';

const SIGNED = [keyed('exif', 'ImageDescription'), keyed('exif', 'UserComment')];
const ARTIST = keyed('exif', 'Artist');

const SIGNATURE = /^Signature: [A-Za-z0-9+/]{64,}={0,2}$/;

/**
 * xAI's Grok, JPEG: `Signature: ` and Base64 in ImageDescription, UserComment or both, and the picture's UUID as
 * Artist. No key to check the signature with is known. Source: a downloaded file; its lengths are 300 to 1,004.
 */
export const grok: Service = {
  where: [...SIGNED, ARTIST],
  match: (texts) => {
    const artist = at(texts, ARTIST)
      .map(({ value }) => plain(value))
      .find(isUuid);
    if (artist === undefined) return [];
    const [signed] = at(texts, ...SIGNED).filter(
      ({ value }) => value.length <= LIMITS.reportString && SIGNATURE.test(plain(value)),
    );
    if (signed === undefined) return [];
    const fields = { [signed.name]: shortened(plain(signed.value), LIMITS.reportPrompt), Artist: artist };
    return [{ place: signed.place, status: 'ai-generated', tool: 'xAI Grok', fields }];
  },
};
