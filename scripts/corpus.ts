/** `npm run corpus`: how many labels of a folder of known media the engine finds, and at what cost. */
import { run } from './corpus/run';

process.exitCode = await run(process.argv.slice(2), process);
