/** Loaded before a program: at its end it writes the most memory that it had, in KiB, to file descriptor 3. */
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) process.on('exit', () => writeSync(3, `${process.resourceUsage().maxRSS}`));
