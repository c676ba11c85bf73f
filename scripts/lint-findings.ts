interface Finding {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

interface Report {
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/**
 * Warnings that say nothing about this project: preact carries the code path of `dangerouslySetInnerHTML`, which the
 * project never uses, into every bundle.
 */
const HARMLESS = new Set(['UNSAFE_VAR_ASSIGNMENT']);

/** What `web-ext lint --output json` holds against the build: every error, and every warning but the known one. */
export const lintFindings = (
  json: string,
): { readonly faults: readonly string[]; readonly summary: string } | undefined => {
  let report: Report;
  try {
    report = JSON.parse(json) as Report;
  } catch {
    return undefined;
  }
  const faults = [...report.errors, ...report.warnings.filter(({ code }) => !HARMLESS.has(code))];
  return {
    faults: faults.map(({ code, message, file = '', line = 0 }) => `${code}: ${message} ${file}:${line}`),
    summary: `${report.errors.length} errors, ${report.warnings.length} warnings`,
  };
};
