import type { Block } from '../blocks';
import { hex } from '../bytes';
import { LIMITS } from '../limits';
import type { Ending, Walk, WalkContext } from '../walk';
import type { Box } from './bmff';
import { tooLarge, truncated } from './endings';
import { emitSefBox } from './sef-trailer';
import type { Window } from './window';

const UUID_BYTES = 16;
/** XMP Specification Part 3, 2.2: `BE7ACFCB-97A9-42E8-9C71-999491E3AFAC`. */
const UUID_XMP = 'be7acfcb97a942e89c71999491e3afac';
/** C2PA 2.x A.5.1: `D8FEC3D6-1B0E-483C-9297-5828877EC481`. */
const UUID_C2PA = 'd8fec3d61b0e483c92975828877ec481';
const PURPOSE_BYTES = 32;

/** 3GPP assets (TS 26.244 8) and what others put among them: version and flags, language, text. */
const ASSETS = new Set(['titl', 'dscp', 'cprt', 'perf', 'auth', 'gnre', 'albm']);

/** Reads the boxes of an MP4 or QuickTime file that can hold metadata, and emits them. */
export class MetadataBoxes {
  /** A place that was not read although the walk could go on. */
  firstProblem: Ending | undefined;

  constructor(
    private readonly context: WalkContext,
    /** `MP4`, `MOV` or `M4A`. */
    private readonly container: string,
  ) {}

  /** @param path What encloses the box: `moov/udta`; empty at top level. */
  *walk(window: Window, box: Box, path: string): Walk<Ending | undefined> {
    if (box.type === 'uuid') return yield* this.#walkUuid(window, box, path);
    if (box.type === 'sefd') {
      const place = path === '' ? `${this.container} sefd` : `${this.container} ${path}/sefd`;
      const ending = yield* emitSefBox(this.context, window, box, place);
      if (ending?.kind === 'truncated') return ending;
      this.firstProblem ??= ending;
      return undefined;
    }
    const block = this.#blockOf(box, path);
    return block && (yield* this.#emit(window, box, block));
  }

  #blockOf({ type }: Box, path: string): BlockFrame | undefined {
    const enclosing = path === '' ? this.container : `${this.container} ${path}`;
    const place = path === '' ? `${this.container} ${type}` : `${this.container} ${path}/${type}`;
    if (type === 'meta') return { kind: 'mp4-metadata', variant: 'meta', place, limitBytes: LIMITS.blockBytes };
    if (!path.endsWith('udta')) return undefined;
    if (type === 'XMP_') return { kind: 'xmp', place, limitBytes: LIMITS.xmpBytes };
    if (type.startsWith('\xa9')) return { kind: 'mp4-metadata', variant: 'user-data', key: type, place: enclosing };
    if (ASSETS.has(type)) return { kind: 'mp4-metadata', variant: 'asset', key: type, place: enclosing };
    if (type === 'kywd') return { kind: 'mp4-metadata', variant: 'keywords', key: type, place: enclosing };
    if (/^aigc$/i.test(type)) return { kind: 'mp4-metadata', variant: 'bare', key: type, place: enclosing };
    return undefined;
  }

  *#walkUuid(window: Window, box: Box, path: string): Walk<Ending | undefined> {
    const headBytes = Math.min(box.end - box.payloadAt, UUID_BYTES + 4 + PURPOSE_BYTES + 12);
    const available = yield* window.load(box.payloadAt, headBytes);
    const uuid = hex(window.slice(box.payloadAt, Math.min(available, UUID_BYTES)));
    const prefix = path === '' ? `${this.container} uuid` : `${this.container} ${path}/uuid`;
    if (uuid === UUID_XMP) {
      const frame: BlockFrame = { kind: 'xmp', place: `${prefix} XMP`, limitBytes: LIMITS.xmpBytes };
      return yield* this.#emit(window, { ...box, payloadAt: box.payloadAt + UUID_BYTES }, frame);
    }
    if (uuid !== UUID_C2PA) return undefined;
    const store = locateStore(window, box);
    if (store === undefined) return undefined;
    const frame: BlockFrame = {
      kind: 'jumbf',
      variant: store.purpose,
      place: `${prefix} C2PA`,
      limitBytes: LIMITS.c2paStoreBytes,
    };
    return yield* this.#emit(window, { ...box, payloadAt: store.at }, frame);
  }

  *#emit(window: Window, { offset: boxAt, payloadAt, end }: Box, frame: BlockFrame): Walk<Ending | undefined> {
    const { limitBytes = LIMITS.textBytes, ...block } = frame;
    const lengthBytes = end - payloadAt;
    if (lengthBytes > limitBytes) {
      this.firstProblem ??= tooLarge(`The box ${block.place}`, boxAt, limitBytes);
      return undefined;
    }
    if ((yield* window.load(payloadAt, lengthBytes)) < lengthBytes) return truncated(`The box ${block.place}`, boxAt);
    this.context.emit({ ...block, payload: window.slice(payloadAt, lengthBytes), offset: payloadAt });
    return undefined;
  }
}

type BlockFrame = Pick<Block, 'kind' | 'place' | 'variant' | 'key'> & { readonly limitBytes?: number };

/**
 * C2PA 2.x A.5.1: version and flags, purpose as a C string, then for `manifest` and `original` the 8-byte offset of
 * the first `merkle` box, then the store. Older writers leave the offset out, so the store's own type decides.
 */
function locateStore(
  window: Window,
  { payloadAt, end }: Box,
): { readonly purpose: string; readonly at: number } | undefined {
  const purposeAt = payloadAt + UUID_BYTES + 4;
  const purpose = /^[^\0]*/.exec(window.text(purposeAt, Math.min(PURPOSE_BYTES, end - purposeAt)))?.[0] ?? '';
  if (purpose === 'merkle') return undefined;
  const behind = purposeAt + purpose.length + 1;
  const at = window.text(behind + 4, 4) === 'jumb' ? behind : behind + 8;
  return at < end ? { purpose, at } : undefined;
}
