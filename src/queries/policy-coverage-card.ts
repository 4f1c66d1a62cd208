import type { Button, Card, CardElement } from '../chat/card.ts';
import { shortened } from '../chat/shortened.ts';
import type { ResourceKind } from '../domain/kind.ts';
import type { Coverage, CoverageRow, LeftOutBecause } from '../domain/policy/coverage.ts';
import type { Policy } from '../domain/policy/policy.ts';

const GROUPS_MAX = 12;
const ROWS_A_PAGE = 25;
const NOTE_MAX = 120;
const SENTENCE_SHOWN = 120;

const REASONS: Readonly<Record<LeftOutBecause, string>> = {
  'another-cloud': 'it runs in another cloud',
  incidental: 'the policy is not about it',
  'machine-made': 'the cluster itself writes it',
  'no-namespace': 'it lives outside namespaces',
  'cannot-say': 'nothing in it says in which cloud it runs',
  chosen: 'a person left it out',
};

/** How many kinds of which group it reaches. Without the table, as far as its rules say. */
export function coverageElements(policy: Policy, coverage: Coverage | undefined): CardElement[] {
  if (!coverage) return reachedElements(policy);
  const { rows } = coverage;
  if (rows.length === 0) return [];
  const groups = [...Map.groupBy(rows, ({ kind }) => kind.group)]
    .map(([group, own]) => ({ group, ...countsOf(own) }))
    .sort((one, other) => other.covered - one.covered || other.leftOut - one.leftOut);
  const { covered, leftOut } = countsOf(rows);
  const rest = groups.length - GROUPS_MAX;
  return [
    { type: 'heading', text: 'What it reaches' },
    {
      type: 'text',
      line: [`${kindsText(covered)} covered, ${leftOut} left out for a reason.`],
    },
    {
      type: 'table',
      columns: ['API group', 'Covered', 'Left out'],
      rows: groups
        .slice(0, GROUPS_MAX)
        .map((one) => [one.group || 'core', String(one.covered), String(one.leftOut)]),
    },
    ...(rest > 0 ? [{ type: 'note' as const, line: [`${rest} more groups.`] }] : []),
  ];
}

function countsOf(rows: readonly CoverageRow[]) {
  const leftOut = rows.filter((row) => row.leftOut !== undefined).length;
  return { covered: rows.length - leftOut, leftOut };
}

/** The table is made anew with every edit; its documents are not kept for ever. */
function reachedElements({ rules, expressions }: Policy): CardElement[] {
  const kinds = [...rules, ...expressions].flatMap((rule): readonly ResourceKind[] => rule.kinds);
  if (kinds.length === 0) return [];
  const names = new Set(kinds.map(({ group, kind }) => `${kind}.${group}`));
  return [
    {
      type: 'note',
      line: [
        `It reaches ${kindsText(names.size)}. The table of what was left out is not kept any more; editing the policy makes it again.`,
      ],
    },
  ];
}

function kindsText(count: number): string {
  return count === 1 ? '1 kind' : `${count} kinds`;
}

/** Every kind, covered ones first. */
export function coverageCard(
  { id, sentence }: Policy,
  { rows, asked }: { readonly rows: readonly CoverageRow[]; readonly asked: number },
): Card {
  if (rows.length === 0) return nothingReachedCard(id);
  const sorted = [
    ...rows.filter((row) => row.leftOut === undefined),
    ...rows.filter((row) => row.leftOut !== undefined),
  ];
  const pages = Math.max(1, Math.ceil(sorted.length / ROWS_A_PAGE));
  const number = Math.min(Math.max(1, asked), pages);
  const from = (number - 1) * ROWS_A_PAGE;
  const shown = sorted.slice(from, from + ROWS_A_PAGE);
  return {
    title: `Coverage ${from + 1}–${from + shown.length} of ${sorted.length}`,
    elements: [
      { type: 'text', line: [shortened(sentence, SENTENCE_SHOWN)] },
      {
        type: 'table',
        columns: ['Kind', 'Covered', 'What is checked, or why not'],
        rows: shown.map((row) => rowOf(row)),
      },
      {
        type: 'buttons',
        buttons: [
          ...(number > 1 ? [run('Previous', `policies coverage ${id} page ${number - 1}`)] : []),
          ...(number < pages ? [run('Next', `policies coverage ${id} page ${number + 1}`)] : []),
          run('The policy', `policies show ${id}`),
        ],
      },
    ],
    audience: 'thread',
  };
}

function nothingReachedCard(id: string): Card {
  return {
    elements: [
      { type: 'text', line: ['No kind of the cluster has a field that this policy speaks of.'] },
      { type: 'buttons', buttons: [run('The policy', `policies show ${id}`)] },
    ],
    audience: 'thread',
  };
}

function run(label: string, argument: string): Button {
  return { label, action: { name: 'run-command', argument } };
}

function rowOf({ kind, leftOut, note, paths }: CoverageRow): string[] {
  const name = kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`;
  if (leftOut === undefined) return [name, 'yes', shortened(note || paths.join(', '), NOTE_MAX)];
  // Which field it has, so that its reader can tell whether it should be covered.
  const fields = paths.length === 0 ? '' : `. It has ${paths.join(', ')}`;
  return [name, 'no', shortened(`${note || REASONS[leftOut]}${fields}`, NOTE_MAX)];
}
