/** Fields as generators write them, and what mark generator says of them. */
import type { Field } from '../../../../utils/engine/fields';
import { generator } from '../../../../utils/engine/marks/generator';

export const xmp = (namespace: string, name: string, value: string): Field => ({
  kind: 'xmp',
  place: `XMP ${name}`,
  namespace,
  name,
  value,
  path: [],
  aboutFile: true,
});

export const detect = (...fields: Field[]) => generator.detect(fields).findings;
export const summary = (...fields: Field[]) => detect(...fields).map(({ tool, status }) => [tool, status]);

export const infotext = (settings: string, prompt = 'a cat'): string =>
  `${prompt}\nNegative prompt: a dog\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 965400086, Size: 512x768${settings}`;
