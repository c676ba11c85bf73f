/**
 * Settings hidden in the lowest bits of the pixels ("stealth PNG info"): NovelAI, Stable Diffusion web UIs and their forks.
 * Whatever has the signature was written by such a tool (by chance: 1 in 2^120), so it says AI also where the text
 * behind it is damaged or of no known form. Known texts say what they say in every other place: the rules are the mark
 * `generator`'s. Anybody can write it: `declared`.
 */
import { generator } from '@/utils/engine/marks/generator';
import { declaredFinding } from '@/utils/engine/marks/mark';
import type { Finding } from '@/utils/engine/report';
import { isProblem, type PixelProblem } from '../problem';
import type { ImageMedium, WatermarkDecoderOf } from '../watermark-decoder';
import { CARRIERS, type Carrier } from './carriers';
import { type HiddenMessage, hiddenMessage } from './message';

const NAME = 'watermark-stealth';

export const stealth: WatermarkDecoderOf<ImageMedium> = {
  name: NAME,
  media: 'image',
  // Written into PNG and lossless WebP; alpha also survives in lossy WebP, whose alpha plane is lossless by default.
  containers: ['png', 'webp'],
  cost: 'first-lines',
  needs: 'exact-pixels',
  decode: ({ picture }) => {
    let problem: PixelProblem | undefined;
    for (const carrier of CARRIERS.filter(({ survivesIn }) => survivesIn.includes(picture.exactness))) {
      const message = hiddenMessage(carrier, picture);
      if (message === undefined) continue;
      if (!isProblem(message)) return [findingOf(carrier, message)];
      problem ??= message;
    }
    return problem ?? [];
  },
};

function findingOf({ place }: Carrier, { text, isDamaged }: HiddenMessage): Finding {
  const { status, tool, model, fields } = saidBy(text, place) ?? { status: 'ai-generated', fields: {} };
  return declaredFinding(NAME, {
    status,
    place,
    tool,
    model,
    fields,
    ...(isDamaged && { codes: ['payload-damaged'] }),
  });
}

/** These tools hide one text with all their settings, as they put it into the user comment of JPEG and WebP files. */
const saidBy = (text: string, place: string): Finding | undefined =>
  generator.detect([{ kind: 'text', vocabulary: 'exif', key: 'UserComment', place, value: text, encoding: 'utf-8' }])
    .findings[0];
