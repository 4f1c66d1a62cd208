import type { Mode } from './shared-services.ts';

export type Unit = 'ms' | 's' | 'MB' | 'calls' | 'tokens' | '%' | '×';

/** One line of the table. */
export interface Measurement {
  readonly what: string;
  readonly unit: Unit;
  /** How the bot ran. Absent where it is the same in every mode. */
  readonly mode?: Mode;
  /** By name, in the order of the table: `p50`, `p95`, `value`. */
  readonly values: Readonly<Record<string, number>>;
  /** Which of the values is held to what. Absent where the line is only for information. */
  readonly budget?: { readonly of: string; readonly atMost: number };
}

export type Verdict = 'ok' | 'over' | 'not measured' | '';

/** A budget whose value is no number was not measured here. */
export function verdictOf({ values, budget }: Measurement): Verdict {
  if (!budget) return '';
  const value = values[budget.of] ?? Number.NaN;
  if (Number.isNaN(value)) return 'not measured';
  return value <= budget.atMost ? 'ok' : 'over';
}

/** True where the value exceeds its budget more than `slack` times: 1 forgives nothing. */
export function isBeyond({ values, budget }: Measurement, slack: number): boolean {
  return budget !== undefined && (values[budget.of] ?? Number.NaN) > budget.atMost * slack;
}

/** The table, a line for each measurement, as Markdown. */
export function tableOf(measurements: readonly Measurement[]): string {
  const rows = measurements.map((one) => [
    one.what,
    one.mode ?? '',
    one.budget ? `${nameOf(one.budget.of)}≤ ${shown(one.budget.atMost)} ${one.unit}` : '–',
    Object.entries(one.values)
      .map(([name, value]) => `${nameOf(name)}${shown(value)}`)
      .join(', ')
      .concat(` ${one.unit}`),
    verdictOf(one),
  ]);
  const lines = [['what', 'mode', 'budget', 'measured', 'verdict'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const rule = widths.map((width) => '-'.repeat(width));
  return [...lines.slice(0, 1), rule, ...lines.slice(1)]
    .map((line) => `| ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`)
    .join('\n');
}

function nameOf(value: string): string {
  return value === 'value' ? '' : `${value} `;
}

function shown(value: number): string {
  if (Number.isNaN(value)) return '?';
  if (value >= 100 || Number.isInteger(value)) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}
