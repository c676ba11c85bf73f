/**
 * Videos that come in parts (ISO/IEC 23009-1 4.3.2, ISO/IEC 14496-12 8.16): one that begins it and names what is signed,
 * and fragments, which are nothing by themselves.
 */
import { REPORT_LIMITS } from './limits';

export type SegmentRole =
  /** Has `moov`, and neither media nor fragments: what it begins stands elsewhere. */
  | 'init'
  | 'fragment'
  /** A medium of its own. */
  | 'whole';

/** By the structure of its first boxes, never by its name. A file that cannot be read is `whole`: its reading will say why. */
export async function segmentRole(file: Blob): Promise<SegmentRole> {
  try {
    return roleOf(await topLevelBoxes(file));
  } catch {
    return 'whole';
  }
}

const FRAGMENT_BEGINS = new Set(['styp', 'moof', 'sidx', 'emsg', 'prft']);

function roleOf(boxes: readonly string[]): SegmentRole {
  const [first = ''] = boxes;
  if (FRAGMENT_BEGINS.has(first)) return boxes.includes('moof') ? 'fragment' : 'whole';
  const isInit = first === 'ftyp' && boxes.includes('moov') && !boxes.includes('mdat') && !boxes.includes('moof');
  return isInit ? 'init' : 'whole';
}

const HEADER_BYTES = 16;

async function topLevelBoxes(file: Blob): Promise<readonly string[]> {
  const boxes: string[] = [];
  for (let at = 0; at + 8 <= file.size && boxes.length < REPORT_LIMITS.boxes; ) {
    const header = new DataView(await file.slice(at, at + HEADER_BYTES).arrayBuffer());
    const type = String.fromCharCode(...[4, 5, 6, 7].map((offset) => header.getUint8(offset)));
    if (!/^[\x20-\x7e]{4}$/.test(type)) break;
    boxes.push(type);
    const size = sizeOf(header);
    if (size === null) break;
    at += size;
  }
  return boxes;
}

/** `null` where the box goes on to the file's end, or says a size that no box has. */
function sizeOf(header: DataView): number | null {
  const size = header.getUint32(0);
  if (size >= 8) return size;
  if (size !== 1 || header.byteLength < HEADER_BYTES) return null;
  const large = Number(header.getBigUint64(8));
  return large >= HEADER_BYTES ? large : null;
}

export interface FileGroup {
  readonly file: File;
  readonly fragments: readonly File[];
  readonly isFragment: boolean;
}

/** Files as they are reported on: fragments go with the one file among them that begins a video. */
export async function groupFiles(files: readonly File[]): Promise<readonly FileGroup[]> {
  const roles = await Promise.all(files.map(async (file) => ({ file, role: await segmentRole(file) })));
  const having = (wanted: SegmentRole): readonly File[] =>
    roles.filter(({ role }) => role === wanted).map(({ file }) => file);
  const [init, another] = having('init');
  const fragments = having('fragment').slice(0, REPORT_LIMITS.fragments);
  const owner = init !== undefined && another === undefined ? init : undefined;
  return roles
    .filter(({ role }) => role !== 'fragment' || owner === undefined)
    .map(({ file, role }) => ({
      file,
      fragments: file === owner ? fragments : [],
      isFragment: role === 'fragment',
    }));
}
