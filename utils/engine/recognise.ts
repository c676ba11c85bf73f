import { latin1 } from './bytes';
import { CONTAINER_FORMATS } from './containers/index';
import { isHtml } from './html';
import type { ContainerName, Kind } from './report';
import type { Container } from './walk';

export interface Recognised {
  readonly name: ContainerName;
  readonly kind: Kind;
  /** `undefined` where nothing can be walked: a web page, or no format of ours. */
  readonly format: Container | undefined;
}

/** Names a medium by its first bytes (at most 64 KiB); names and Content-Types do not count. */
export function recognise(head: Uint8Array): Recognised {
  for (const format of CONTAINER_FORMATS) {
    const recognised = format.recognise(head);
    if (recognised) return { name: recognised.name, kind: recognised.kind, format };
  }
  if (isHtml(latin1(head.subarray(0, 4096)))) return { name: 'html', kind: 'document', format: undefined };
  return { name: 'unknown', kind: 'unknown', format: undefined };
}
