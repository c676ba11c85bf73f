/** JUMBF boxes (ISO/IEC 19566-5) as a tree; contents stay bytes until a mark asks. */

/** A superbox: its description box, its content boxes and superboxes in order. */
export interface JumbfSuperbox {
  /** The description box's UUID, 32 lower-case hex digits. */
  readonly uuid: string;
  readonly label: string;
  readonly superboxes: readonly JumbfSuperbox[];
  readonly contents: readonly JumbfContentBox[];
}

export interface JumbfContentBox {
  /** Four-character code: `cbor`, `json`, `bfdb`, `bidb`, `uuid` … */
  readonly type: string;
  readonly payload: Uint8Array;
}

/** Media types of a manifest store (C2PA 2.x A.3.4, A.4). The second is what the Content Authenticity Initiative writes. */
export const C2PA_STORE_TYPES: ReadonlySet<string> = new Set(['application/c2pa', 'application/x-c2pa-manifest-store']);

/** Description UUID of a compressed C2PA manifest (C2PA 2.1 11.1.4.3). */
export const COMPRESSED_MANIFEST_UUID = '6332636d00110010800000aa00389b71';
