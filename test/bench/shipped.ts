/** What is measured, by one way in: `as-shipped.ts` makes one file of it. */
export { openFileSource } from '../../cli/file-source';
export { inspect } from '../../utils/engine/inspect';
export { bufferSource } from '../../utils/engine/source/buffer-source';
export { httpSource } from '../../utils/engine/source/http-source';
