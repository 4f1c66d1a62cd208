import type { CandidateState, Decision, MergeTarget } from './state.ts';

/** What somebody says of a candidate in its thread. */
export type Said =
  | {
      readonly type: 'decision';
      readonly decision: Decision;
      /** What follows: a reason, or what it is to be merged into. */
      readonly rest: string;
    }
  | { readonly type: 'leave' }
  | { readonly type: 'again' };

const IT = '(?: (?:it|this|that|the (?:candidate|pattern|policy|proposal)))?';
const DECISIONS: readonly (readonly [Decision, RegExp])[] = [
  ['accept', new RegExp(`^(?:accept${IT}|make (?:it|this|that) a (?:policy|pattern))$`, 'iu')],
  ['edit', new RegExp(`^(?:edit|change|modify)${IT}$`, 'iu')],
  ['merge', new RegExp(`^merge${IT}(?:\\s+(?:into|to|with)\\s+(.+))?$`, 'isu')],
  [
    'reject',
    new RegExp(
      `^(?:reject|decline|dismiss)${IT}(?:\\s*[:,–-]?\\s*(?:because|since|as|:)\\s*(.+))?$`,
      'isu',
    ),
  ],
];
const LEAVE = /^(?:cancel|later|not now|leave it|never ?mind)$/iu;
const AGAIN = /^(?:try (?:it )?again|retry)$/iu;

/** Only what is surely meant so: people talk in the thread. */
export function saidOf(text: string): Said | undefined {
  const said = text
    .trim()
    .replace(/^please[, ]+/iu, '')
    .replace(/[\s.!]+$/u, '')
    .replace(/[, ]+please$/iu, '');
  if (LEAVE.test(said)) return { type: 'leave' };
  if (AGAIN.test(said)) return { type: 'again' };
  for (const [decision, pattern] of DECISIONS) {
    const match = pattern.exec(said);
    if (match) return { type: 'decision', decision, rest: match[1]?.trim() ?? '' };
  }
  return undefined;
}

/** By its id, its whole name, or a part that no other has: else those that may be meant. */
export function targetsNamed(
  { targets }: Pick<CandidateState, 'targets'>,
  name: string,
): readonly MergeTarget[] {
  const said = name
    .toLowerCase()
    .replace(/^["“'`]|["”'`]$/gu, '')
    .trim();
  if (said === '') return targets;
  const whole = targets.filter(({ id, title }) => id === said || title.toLowerCase() === said);
  return whole.length > 0
    ? whole
    : targets.filter(({ title }) => title.toLowerCase().includes(said));
}
