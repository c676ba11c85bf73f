/** What the process holds in which a browser runs the pages and workers of extensions. Asked of `/proc`: Linux alone. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { BrowserName } from '../../scripts/browsers';

const read = (pid: string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    // It has ended meanwhile.
    return '';
  }
};

const IS_FOR_EXTENSIONS: Readonly<Record<BrowserName, (pid: string) => boolean>> = {
  chromium: (pid) => read(pid, 'cmdline').includes('--extension-process'),
  firefox: (pid) => read(pid, 'comm').trim() === 'WebExtensions',
};

const parentOf = (pid: string): string => /^PPid:\s*(\d+)/m.exec(read(pid, 'status'))?.[1] ?? '';

const isBelow = (pid: string, ancestor: string): boolean => {
  for (let at = pid; at !== '' && at !== '0'; at = parentOf(at)) if (at === ancestor) return true;
  return false;
};

/**
 * Resident memory (`VmRSS`), in MiB, summed where there are several such processes; it counts what they share with others.
 * @param browser Process id of the browser.
 * @returns `undefined` where the platform does not tell.
 */
export function extensionMemory(name: BrowserName, browser: number | undefined): number | undefined {
  if (browser === undefined || !existsSync('/proc/self/status')) return undefined;
  const kibibytes = readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && IS_FOR_EXTENSIONS[name](pid) && isBelow(pid, `${browser}`))
    .map((pid) => Number(/^VmRSS:\s*(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0));
  return kibibytes.length === 0 ? undefined : kibibytes.reduce((sum, one) => sum + one, 0) / 1024;
}
