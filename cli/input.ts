/** One thing to be inspected, or the reason why it cannot be. */
export interface Input {
  /** The name in the report: exactly as asked for, or as walked to. */
  readonly input: string;
  readonly target: /** `path` in bytes where the name may be no UTF-8. `mustBeMedia`: skipped where the bytes are none. */
    | { readonly kind: 'file'; readonly path: string | Buffer; readonly mustBeMedia: boolean }
    | { readonly kind: 'address' }
    | { readonly kind: 'refused'; readonly code: 'blocked' | 'network' | 'not-media'; readonly message: string };
}

/** `skipped`: a thing in a folder that is no input. */
export type InputOrSkipped = Input | 'skipped';

export const refused = (input: string, code: 'blocked' | 'network' | 'not-media', message: string): Input => ({
  input,
  target: { kind: 'refused', code, message },
});

/** The system's reasons in words, for those that people meet. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'it is not permitted',
  EPERM: 'it is not permitted',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its path is too long',
  EMFILE: 'too many files are open',
};

export function cannotOpen(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  return `The file cannot be opened: ${reason}.`;
}
