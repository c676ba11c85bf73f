import { inspect } from '../../utils/engine/inspect';
import type { LabelReport } from '../../utils/engine/report';
import { bufferSource } from '../../utils/engine/source/buffer-source';
import type { ByteSource } from '../../utils/engine/source/byte-source';

/** Faults of the engine are thrown, so that none hides. */
export const inspectSource = (source: ByteSource): Promise<LabelReport> =>
  inspect(source, { input: 'x', faults: 'throw' });

export const inspectBytes = (medium: Uint8Array): Promise<LabelReport> => inspectSource(bufferSource(medium));
