/** Texts that are blocks by themselves: JPEG COM, GIF comments, segments that begin with their label. */
import type { Decoder } from '../blocks';
import type { TextField } from '../fields';
import { LIMITS } from '../limits';
import { decodeText } from './text-encoding';

export const text: Decoder = {
  kinds: ['text'],
  decode: ({ payload, place, key, variant }) => {
    if (payload.length > LIMITS.textBytes) {
      return {
        fields: [],
        problem: { code: 'over-budget', message: `A text is longer than ${LIMITS.textBytes} bytes.` },
      };
    }
    const vocabulary = vocabularyOf(place, key, variant);
    const field: TextField = { kind: 'text', vocabulary, key: key ?? '', place, ...decodeText(payload) };
    return { fields: [field] };
  },
};

function vocabularyOf(place: string, key: string | undefined, variant: string | undefined): TextField['vocabulary'] {
  if (variant === 'glued' || variant === 'comment') return variant;
  if (key !== undefined) return 'png';
  return / (COM|comment)$/.test(place) ? 'comment' : 'glued';
}
