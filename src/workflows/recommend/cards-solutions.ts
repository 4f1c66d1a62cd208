import { byRulesText } from './by-rules.ts';
import { EXPLAIN_ORDER } from './order-words.ts';
import type { RecommendState } from './state.ts';
import { chosenSolution } from './steps.ts';
import type { Button, CardElement, Choice } from '../../chat/card.ts';
import { shortened } from '../../chat/shortened.ts';
import { bold, line, type Line } from '../../chat/text.ts';
import type { Solution, SolutionPolicy } from '../../domain/solution.ts';

/** Questions whose answers change the ranking; afterwards, what was answered. */
export function clarifyCard(state: RecommendState, isActive: boolean): CardElement[] {
  if (!isActive) {
    const facts = state.clarifications.map(({ question, answer }) => ({
      label: question,
      value: [answer],
    }));
    if (facts.length === 0) return [{ type: 'note', line: ['Skipped.'] }];
    return [{ type: 'facts', facts }];
  }
  const items = state.clarifyingQuestions.map(({ text, options, note }): Line => {
    const choices = options.map(({ label }) => label).join(' · ');
    const asked = choices === '' ? [bold(text)] : line`${bold(text)} ${choices}`;
    return note === undefined ? asked : [...asked, `\n${note}`];
  });
  const rules = byRulesText(state, 'understood');
  return [
    {
      type: 'text',
      line: ['The answers change what fits best. Answer here, or in your own words in the thread.'],
    },
    { type: 'list', isOrdered: true, items },
    ...(rules === undefined ? [] : [{ type: 'note' as const, line: [rules] }]),
    {
      type: 'buttons',
      buttons: [
        { label: 'Answer', style: 'primary', opens: 'clarify', action: { name: 'open-form' } },
        { label: 'Skip', action: { name: 'skip-clarification' } },
      ],
    },
  ];
}

/** Ranked solutions with their reasons and a button each; afterwards, the chosen one. */
export function chooseCard(state: RecommendState, isActive: boolean): CardElement[] {
  const chosen = chosenSolution(state);
  if (!isActive) {
    if (!chosen) return [{ type: 'note', line: ['Nothing was chosen.'] }];
    return [
      { type: 'text', line: line`Chosen: ${bold(chosen.title)}` },
      { type: 'note', line: [resourcesOf(chosen)] },
    ];
  }
  const told = new Set<string>();
  const choices = state.solutions.map((solution, index) => {
    const policies = (solution.policies ?? []).map((policy) => policyText(policy, told));
    return choiceOf(solution, { number: index + 1, policies });
  });
  const ranked = rankedText(state);
  return [
    { type: 'choices', choices },
    { type: 'note', line: [`Press a button, or write a number in the thread.${ranked}`] },
    {
      type: 'buttons',
      buttons: [WHY_ORDER, ...(state.languageBy === undefined ? [] : [BACK_TO_MODEL])],
    },
  ];
}

const WHY_ORDER: Button = { label: 'Why this order?', action: { name: EXPLAIN_ORDER } };
const BACK_TO_MODEL: Button = { label: 'Rank with Claude', action: { name: 'use-claude' } };

function rankedText(state: RecommendState): string {
  if (state.rankedAnew === 'kept') {
    return ' Claude found nothing of its own: these are ranked by built-in rules.';
  }
  const rules = byRulesText(state, 'ranked');
  if (rules !== undefined) return ` ${rules}`;
  return state.solvedBy === 'offline' ? ' Ranked by built-in rules, without a model.' : '';
}

function choiceOf(
  solution: Solution,
  { number, policies }: { readonly number: number; readonly policies: readonly string[] },
): Choice {
  const details: Line[] = [[resourcesOf(solution)]];
  for (const reason of solution.reasons.slice(0, 4)) details.push([`✓ ${reason}`]);
  for (const { name, reason } of solution.patterns) {
    details.push([`★ Pattern: ${name} – ${shortened(reason, REASON_MAX)}`]);
  }
  for (const text of policies) details.push([text]);
  for (const lack of solution.lacks.slice(0, 3)) details.push([`✗ Does not cover: ${lack}`]);
  return {
    label: solution.title,
    badge: String(Math.round(solution.score.total)),
    details,
    button: {
      label: `Choose ${number}`,
      ...(number === 1 ? { style: 'primary' as const } : {}),
      action: { name: 'choose-solution', argument: solution.id },
    },
  };
}

/** Why a policy is there stands whole with its question and its record, why a pattern applies in the order. */
const REASON_MAX = 100;

/** Why a policy is there is said with the first solution that it stands at. */
function policyText(
  { id, stands, sentence, reason, where }: SolutionPolicy,
  told: Set<string>,
): string {
  const place = where === undefined ? '' : `, ${where}`;
  const key = `${id} ${stands}`;
  const why = reason === '' || told.has(key) ? '' : ` – ${shortened(reason, REASON_MAX)}`;
  told.add(key);
  switch (stands) {
    case 'kept':
      return `✓ Keeps${place}: ${sentence}${why}`;
    case 'guidance':
      return `☞ Mind: ${sentence}${why}`;
    case 'impossible':
      return `✗ Cannot keep: ${sentence}${why}`;
    case 'forbidden':
      return `✗ You asked for ${reason}; a policy forbids it${place}: ${sentence}`;
  }
}

function resourcesOf({ resources }: Solution): string {
  return resources
    .map(({ kind }) => (kind.group === '' ? kind.kind : `${kind.kind} (${kind.group})`))
    .join(' + ');
}
