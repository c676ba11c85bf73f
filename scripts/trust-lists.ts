/**
 * `npm run trust-lists`: puts a dated snapshot of the trust lists into the package, so that a new installation need not
 * fetch them first. To be run at release time; its folder is kept out of git.
 */
import { runTrustLists } from './trust-lists/run';

process.exitCode = await runTrustLists(process.argv.slice(2), { say: console.log, complain: console.error });
