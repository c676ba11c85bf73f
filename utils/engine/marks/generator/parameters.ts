/** What a generator was told, as its own text states it. */

/** Values as a file has them; what is neither text nor number is left out of the report. */
export interface Parameters {
  readonly prompt?: unknown;
  readonly negativePrompt?: unknown;
  readonly steps?: unknown;
  readonly sampler?: unknown;
  readonly scheduler?: unknown;
  readonly cfgScale?: unknown;
  /** Digits as text: seeds of 64 bits do not fit a number. */
  readonly seed?: unknown;
  readonly size?: unknown;
  readonly model?: unknown;
  readonly modelHash?: unknown;
  readonly version?: unknown;
}

/** `512x768`, where both are there. */
export const sizeOf = (width: unknown, height: unknown): string | undefined => {
  const sides = [width, height].map((side) => (typeof side === 'number' || typeof side === 'string' ? `${side}` : ''));
  return sides.includes('') ? undefined : sides.join('x');
};

/** `undefined` parameters left out, for the exact optional ones. */
export function parametersFrom(values: { readonly [Key in keyof Parameters]: unknown }): Parameters {
  const stated: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) stated[name] = value;
  return stated;
}
