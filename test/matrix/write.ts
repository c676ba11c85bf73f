/** `npm run matrix`: writes test/MATRIX.md anew. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspectedFixtures, inspectedVariants } from './inspected';
import { matrixText } from './matrix';

const text = matrixText(await inspectedFixtures(), await inspectedVariants());
writeFileSync(join(import.meta.dirname, '../MATRIX.md'), text);
