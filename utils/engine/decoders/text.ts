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
    const vocabulary: TextField['vocabulary'] = variant === 'comment' ? 'comment' : 'glued';
    return { fields: [{ kind: 'text', vocabulary, key: key ?? '', place, ...decodeText(payload) }] };
  },
};
