/** Threads do not take over how their parent reads TypeScript. */
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
