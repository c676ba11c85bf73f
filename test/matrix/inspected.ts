/** The committed fixtures, as the engine reads them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from '../../utils/engine/inspect';
import { bufferSource } from '../../utils/engine/source/buffer-source';
import { ALL_FIXTURES } from '../fixtures/all';
import { ALL_VARIANTS } from '../fixtures/variants/all';
import type { Inspected, InspectedTable } from './matrix';

const MEDIA = join(import.meta.dirname, '../fixtures/media');

export const inspectedFixtures = (): Promise<readonly Inspected[]> =>
  Promise.all(
    ALL_FIXTURES.map(async ({ expected: { file } }): Promise<Inspected> => {
      const bytes = readFileSync(join(MEDIA, file));
      const { container, verdict, error, findings } = await inspect(bufferSource(new Uint8Array(bytes)), {
        input: file,
      });
      return {
        file,
        container,
        bytes: bytes.toString('latin1'),
        status: verdict.status,
        error: error?.code ?? null,
        findings: findings.map(({ mark, place }) => ({ mark, place })),
      };
    }),
  );

/** Each variant, with what its table's mark says of it and where. */
export const inspectedVariants = (): Promise<readonly InspectedTable[]> =>
  Promise.all(
    ALL_VARIANTS.map(async ({ title, mark, rows }) => ({
      title,
      rows: await Promise.all(
        rows.map(async ({ variant, make, says }) => {
          const { findings } = await inspect(bufferSource(make()), { input: variant });
          const finding = findings.find((one) => one.mark === mark);
          return { variant, stated: says, says: finding?.status ?? 'nothing', place: finding?.place ?? '' };
        }),
      ),
    })),
  );
