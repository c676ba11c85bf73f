/** How far the check of what is signed in a medium has come; told beside its report. Absent: there is nothing to check. */
export type CheckState =
  | 'running'
  /** It needs the whole medium, which is read when a person points at it. */
  | 'on-pointing'
  /** The whole medium is read only when a person asks for it, for it is large or of unknown size. */
  | 'on-asking'
  /** It was tried and could not be made; it may be asked for again. */
  | 'not-made'
  | 'made'
  /** Made while no trust list was in use, so that no signer could be known. */
  | 'made-without-lists';

/** A report, and what is known of the check of what is signed in it. */
export interface CheckProgress {
  readonly check?: CheckState;
}
