import { parseArgs } from 'node:util';
import { hasRedis } from '../redis/redis-server.ts';
import type { Measurement } from './measurement.ts';
import { type Mode, MODES } from './shared-services.ts';

export interface BenchOptions {
  /** Fewer repetitions, shorter curves, smaller clusters where size costs minutes. */
  readonly isQuick: boolean;
  /** How the bot runs, one after the other. */
  readonly modes: readonly Mode[];
  /** How many times over its budget a value may be before the run fails. */
  readonly slack: number;
  /** Where the results are written as JSON. */
  readonly jsonFile: string | undefined;
  /** Parts to run; all where none is named. */
  readonly only: readonly string[];
  /** Where the bot writes CPU profiles. */
  readonly profileFolder: string | undefined;
}

/** Machines are noisy, and what is measured a few times only is so most of all. */
const FULL_SLACK = 1.25;
const QUICK_SLACK = 2;

/** Throws a `TypeError` that names the option when one is unknown. */
export function readOptions(given: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...given],
    options: {
      full: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      mode: { type: 'string' },
      json: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      profile: { type: 'string' },
    },
  });
  return {
    isQuick: !values.full,
    modes: modesOf(values.mode),
    slack: values.strict ? 1 : values.full ? FULL_SLACK : QUICK_SLACK,
    jsonFile: values.json,
    only: values.only,
    profileFolder: values.profile,
  };
}

function modesOf(wanted: string | undefined): readonly Mode[] {
  const modes = MODES.filter((mode) => wanted === undefined || mode === wanted);
  if (modes.length === 0) throw new TypeError(`--mode is one of ${MODES.join(', ')}`);
  if (hasRedis) return modes;
  process.stderr.write('no redis-server here: the shared mode is not measured\n');
  return modes.filter((mode) => mode !== 'shared');
}

/** The same measurements in each mode. */
export async function inModes(
  { modes }: BenchOptions,
  measure: (mode: Mode) => Promise<readonly Measurement[]>,
): Promise<readonly Measurement[]> {
  const measured: Measurement[] = [];
  for (const mode of modes) {
    measured.push(...(await measure(mode)).map((one) => ({ ...one, mode })));
  }
  return measured;
}
