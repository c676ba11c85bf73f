import type { ContainerName } from '@/utils/engine/report';
import type { ByteSource } from '@/utils/engine/source/byte-source';

/** A medium that an inspection has read. Content is hashed where the source has every byte (`isLocal`). */
export interface InspectedMedium {
  readonly container: ContainerName;
  readonly source: ByteSource;
}

/** One of which every byte is at hand. */
export interface WholeMedium extends InspectedMedium {
  readonly size: number;
}
