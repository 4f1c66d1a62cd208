import type { Comparison } from './compare.ts';
import { type CaseResult, FIGURE_IDS, FIGURES, shown, totalOf } from './figures.ts';

export interface ToldPart {
  readonly part: string;
  readonly cases: readonly (CaseResult & { readonly tookMs: number })[];
}

/** The figures of each part, and below it what was not as labelled. */
export function partText({ part, cases }: ToldPart): string {
  const rows = FIGURE_IDS.flatMap((id) => {
    const total = totalOf(cases, id);
    return total ? [[FIGURES[id].title, shown(id, total)]] : [];
  });
  const seconds = medianOf(cases.map(({ tookMs }) => tookMs)) / 1_000;
  const title = `## ${part}: ${cases.length} cases`;
  const table = tableOf(['figure', 'value'], [...rows, ['seconds (median)', seconds.toFixed(2)]]);
  const faults = cases.flatMap(({ name, remarks }) => remarks.map((text) => `- ${name}: ${text}`));
  return [title, table, ...(faults.length > 0 ? [faults.join('\n')] : [])].join('\n\n');
}

/** What became better or worse, case by case below the figures. */
export function comparisonText({ figures, cases, fresh, vanished, skipped }: Comparison): string {
  const rows = figures.map(({ part, figure, before, after, verdict }) => [
    part,
    FIGURES[figure].title,
    shown(figure, before),
    shown(figure, after),
    verdict,
  ]);
  const changed = rows.filter(([, , , , verdict]) => verdict !== 'same');
  const table =
    changed.length > 0
      ? tableOf(['part', 'figure', 'saved', 'now', 'verdict'], changed)
      : `No figure changed (${rows.length} compared).`;
  const lines = cases.flatMap(({ part, name, figures: marks, gone, come }) => [
    `- ${part}, ${name}: ${marks.join(', ') || 'the same figures'}`,
    ...gone.map((text) => `  - no more: ${text}`),
    ...come.map((text) => `  - new: ${text}`),
  ]);
  const unsaved = fresh.map((name) => `- not saved yet: ${name}`);
  const missing = [
    ...vanished.map((name) => `- saved, and not run: ${name}`),
    ...skipped.map((part) => `- saved, and not run at all: ${part}`),
  ];
  return ['## Against the saved run', table, [...lines, ...unsaved, ...missing].join('\n')]
    .filter((text) => text !== '')
    .join('\n\n');
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** As Markdown. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const rule = widths.map((width) => '-'.repeat(width));
  return [head, rule, ...rows]
    .map((line) => `| ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`)
    .join('\n');
}
