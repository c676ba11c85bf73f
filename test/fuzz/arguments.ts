import { Command, InvalidArgumentError, Option } from 'commander';

export interface Request {
  /** Default: every container that there are seeds of. */
  readonly container?: readonly string[];
  /** Inputs of each container. */
  readonly inputs?: number;
  /** Time for each container. */
  readonly seconds?: number;
  readonly seed: number;
  readonly workers: number;
  /** ms for one input. */
  readonly limit: number;
}

const whole = (text: string): number => {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  if (value < 1) throw new InvalidArgumentError('Give a whole number from 1 on.');
  return value;
};

export function parseArguments(argv: readonly string[], containers: readonly string[]): Request {
  return new Command('npm run fuzz --')
    .description('Tries the engine on media that were changed by chance, and keeps each that breaks a property.')
    .addOption(new Option('--container <name...>', 'these containers alone').choices(containers))
    .option('--inputs <n>', 'inputs for each container', whole)
    .option('--seconds <n>', 'time for each container (default: 60, where no number of inputs is given)', whole)
    .option('--seed <n>', 'the same seed makes the same inputs', whole, 1)
    .option('--workers <n>', 'threads', whole, 1)
    .option('--limit <ms>', 'an input that takes longer counts as hanging', whole, 10_000)
    .addHelpText('after', '\nExit status: 0 nothing was found, 1 something was, 2 wrong usage.')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .parse([...argv], { from: 'user' })
    .opts<Request>();
}
