/** `npm run inspect`: the engine on files, folders and addresses. */
import { parseArguments } from './arguments';
import { run } from './run';

const request = parseArguments(process.argv.slice(2), process.stdout, process.stderr);
process.exitCode = 'exitCode' in request ? request.exitCode : await run(request, process);
// A list that is still being written holds nobody up once the output's reader has gone.
process.stdin.unref?.();
