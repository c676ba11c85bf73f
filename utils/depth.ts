import type { Settings } from './settings';

/**
 * How far media are looked into unasked: their labels alone, what is signed in them too, their pixels too. What a person asks
 * for by a button is done at any depth.
 */
export type Depth = Settings['depth'];

/** What the browser says of the connection (WICG Network Information); Chromium alone has it. */
export interface Connection {
  readonly saveData?: boolean;
  readonly type?: string;
}

export const connectionNow = (): Connection => (navigator as { readonly connection?: Connection }).connection ?? {};

/** Whoever saves data wants no whole media read for what was not asked. */
export const depthInUse = ({ depth }: Pick<Settings, 'depth'>, { saveData }: Connection = connectionNow()): Depth =>
  saveData === true ? 'metadata' : depth;
