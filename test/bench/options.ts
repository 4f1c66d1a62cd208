import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Fewer repetitions and a shorter curve. */
  readonly isQuick: boolean;
  /** How many times over its budget a value may be before the run fails. */
  readonly slack: number;
  /** Where the results are written as JSON. */
  readonly jsonFile: string | undefined;
  /** Parts to run; all where none is named. */
  readonly only: readonly string[];
  /** Where the bot writes CPU profiles. */
  readonly profileFolder: string | undefined;
}

/** Machines are noisy, and those of a quick run (in CI) most of all. */
const FULL_SLACK = 1.25;
const QUICK_SLACK = 2;

/** Throws a `TypeError` that names the option when one is unknown. */
export function readOptions(given: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...given],
    options: {
      quick: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      json: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      profile: { type: 'string' },
    },
  });
  return {
    isQuick: values.quick,
    slack: values.strict ? 1 : values.quick ? QUICK_SLACK : FULL_SLACK,
    jsonFile: values.json,
    only: values.only,
    profileFolder: values.profile,
  };
}
