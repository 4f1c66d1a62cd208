import { expressionLines } from './shown-expressions.ts';
import type { Coverage, CoverageRow, LeftOutBecause } from '../../domain/policy/coverage.ts';
import type { ExpressionRule } from '../../domain/policy/rule.ts';

/** As many as a card shows. */
const LINES_MAX = 12;
const LINE_MAX = 200;

/** Kinds that are named. */
const KINDS_NAMED = 3;

const REASONS: Readonly<Record<LeftOutBecause, string>> = {
  'another-cloud': 'they run in another cloud',
  incidental: 'they have such a field, and the policy is not about them',
  'machine-made': 'the cluster itself writes them, not people',
  'no-namespace': 'they live outside namespaces',
  'cannot-say': 'nothing in them says which cloud they run on',
  chosen: 'they were left out by a person',
};

/** What is checked on how many kinds of which group, groups with most kinds first. */
export function coverageLines({ rows }: Coverage): string[] {
  const groups = [...Map.groupBy(rows.filter(isCovered), ({ kind }) => kind.group)]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([group, own]) => groupLine(group, own));
  if (groups.length <= LINES_MAX) return groups;
  const shown = groups.slice(0, LINES_MAX - 1);
  return [...shown, `and ${groups.length - shown.length} more groups: see the file`];
}

/** Everything, for the file: what is covered by kind, what is left out by reason and group. */
export function coverageText(
  sentence: string,
  { rows }: Coverage,
  expressions: readonly ExpressionRule[] = [],
): string {
  const covered = rows.filter(isCovered);
  const leftOut = [...Map.groupBy(rows, ({ leftOut: reason }) => reason)].flatMap(([reason, own]) =>
    reason === undefined ? [] : leftOutText(reason, own),
  );
  return [
    `Policy: ${sentence.replaceAll(/\s+/gu, ' ').trim()}`,
    '',
    `Covered (${kindsWord(covered.length)}):`,
    ...covered.map(({ kind, note }) => `- ${kind.kind} (${groupName(kind.group)}): ${note}`),
    ...leftOut,
    ...expressionLines(expressions),
    '',
  ].join('\n');
}

/** For a card that shows no file. */
export function whyNoneIsReached({ rows }: Coverage): string {
  if (rows.length === 0) return 'No kind of this cluster has such a field.';
  const byReason = [...Map.groupBy(rows, ({ leftOut }) => leftOut)];
  const reasons = byReason.flatMap(([reason, own]) =>
    reason === undefined ? [] : [`${REASONS[reason]} (${namesOf(own)})`],
  );
  return byReason.every(([reason]) => reason === 'incidental')
    ? `No kind that it is about has such a field. Others have one: ${namesOf(rows)}.`
    : `Every kind that has such a field is left out: ${reasons.join('; ')}.`;
}

/** `Namespace, StorageClass, Node and 4 more`. */
export function fewNames(kinds: readonly { readonly kind: string }[]): string {
  const names = kinds.slice(0, KINDS_NAMED).map(({ kind }) => kind);
  const more = kinds.length > names.length ? ` and ${kinds.length - names.length} more` : '';
  return `${names.join(', ')}${more}`;
}

function namesOf(rows: readonly CoverageRow[]): string {
  return fewNames(rows.map(({ kind }) => kind));
}

export function isCovered({ leftOut }: CoverageRow): boolean {
  return leftOut === undefined;
}

function leftOutText(reason: LeftOutBecause, rows: readonly CoverageRow[]): string[] {
  const groups = [...Map.groupBy(rows, ({ kind }) => kind.group)].map(
    ([group, own]) => `- ${groupName(group)}: ${own.map(({ kind }) => kind.kind).join(', ')}`,
  );
  return ['', `Left out, ${REASONS[reason]} (${kindsWord(rows.length)}):`, ...groups];
}

/** `rds.aws.example: Cluster and Instance · …`, `rds.aws.example: 12 kinds · spec.forProvider.region must be us-east-1`. */
function groupLine(group: string, rows: readonly CoverageRow[]): string {
  const notes = [...Map.groupBy(rows, ({ note }) => note)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  );
  const [first = ''] = notes.map(([note]) => note);
  const parts = first.split('; ');
  const more = parts.length > 2 ? ` and ${parts.length - 2} more` : '';
  const others = notes.length > 1 ? ', others likewise' : '';
  const text = `${groupName(group)}: ${kindsNamed(rows)} · ${parts.slice(0, 2).join('; ')}${more}${others}`;
  const characters = Array.from(text);
  return characters.length <= LINE_MAX ? text : `${characters.slice(0, LINE_MAX - 1).join('')}…`;
}

/** `Bucket and Topic`, `12 kinds`: few are named. */
function kindsNamed(rows: readonly CoverageRow[]): string {
  const names = rows.map(({ kind }) => kind.kind);
  if (names.length > KINDS_NAMED) return kindsWord(rows.length);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function kindsWord(count: number): string {
  return count === 1 ? '1 kind' : `${count} kinds`;
}

function groupName(group: string): string {
  return group === '' ? 'core' : group;
}
