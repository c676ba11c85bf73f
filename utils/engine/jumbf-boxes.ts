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
