import { backButton } from './buttons.ts';
import {
  alert,
  buttonRow,
  byRulesNote,
  formButton,
  namesText,
  note,
  problemOf,
  quantity,
  stepButton,
  text,
} from '../wizard/card-parts.ts';
import { expressionElements, rulesWords } from './cards-expressions.ts';
import { scopeDifference } from './scope.ts';
import type { Derived, PolicyState } from './state.ts';
import type { CardElement } from '../../chat/card.ts';
import { bold, line } from '../../chat/text.ts';

/** What the sentence became: rules over every kind that has such a field, and what is left out. */
export function rulesCard(state: PolicyState, slot: string, isActive: boolean): CardElement[] {
  const { derived } = state;
  if (!derived) return [note('The policy changed: its rules are derived anew.')];
  const elements = [
    ...noticeElements(state),
    ...(derived.guidanceBecause === undefined
      ? ruleElements(derived, state)
      : guidanceElements(derived.guidanceBecause)),
    ...warnings(state, derived),
    ...byRulesNote('Read', derived.by),
  ];
  if (!isActive) return elements;
  return [
    ...elements,
    ...problemOf(state, 'kinds'),
    ...buttons(state, slot),
    ...restElements(derived),
  ];
}

/** A conversation of its own, so that this one goes on undisturbed. */
export function restElements({ rest }: Derived): CardElement[] {
  if (rest === undefined) return [];
  const argument = `policies new ${rest}`;
  return buttonRow({ label: 'Begin the other policy', action: { name: 'run-command', argument } });
}

function noticeElements({ notice }: PolicyState): CardElement[] {
  return notice === undefined
    ? []
    : [alert('warning', [`${notice} So it was derived anew: look it over again.`])];
}

function ruleElements(derived: Derived, state: PolicyState): CardElement[] {
  const { counts, lines, coverageFile, added } = derived;
  // Typed names count for nothing before they were understood.
  const { leftOut = state.leftOut } = derived;
  const covered = quantity(counts.covered, 'kind');
  const chosen = leftOut.length === 0 ? '' : ` You left out ${namesText(leftOut, 5)}.`;
  const others =
    counts.leftOut === 0
      ? ''
      : ` ${quantity(counts.leftOut, 'other kind')} with such a field ${counts.leftOut === 1 ? 'is' : 'are'} left out; the file says why.`;
  return [
    ...(added === undefined || added.length === 0
      ? []
      : [text(line`Newly covered: ${bold(namesText(added, 20))}.`)]),
    text(line`${bold(`${rulesWords(derived)} on ${covered}`)}.${others}${chosen}`),
    { type: 'list', isOrdered: false, items: lines.map((one) => [one]) },
    ...expressionElements(derived),
    {
      type: 'file',
      name: coverageFile.name,
      title: 'Coverage: every kind with such a field',
      content: coverageFile.content,
    },
  ];
}

/** Said plainly, so that nobody takes a wish for a check. */
export function guidanceElements(because: string): CardElement[] {
  return [
    alert('warning', [`No rule can check this. ${because}`]),
    text([
      'It can be stored as guidance: it is found and shown where it fits, but nothing checks or enforces it.',
    ]),
  ];
}

export function warnings(state: PolicyState, { notes, conflicts }: Derived): CardElement[] {
  const difference = scopeDifference(state);
  const said = conflicts.map(({ policyId, sentence, reason }) =>
    alert('warning', line`Cannot be kept beside “${sentence}” (${policyId}): ${reason}`),
  );
  const others = [...(difference === undefined ? [] : [difference]), ...notes];
  return [...said, ...others.map((one) => alert('warning', [one]))];
}

function buttons(state: PolicyState, slot: string): CardElement[] {
  const isGuidance = state.derived?.guidanceBecause !== undefined;
  const label = isGuidance ? 'Go on as guidance' : 'Looks right';
  return buttonRow(
    stepButton(slot, { label, name: 'accept-rules', isPrimary: true }),
    isGuidance ? undefined : formButton(slot, { label: 'Leave out kinds', form: 'kinds' }),
    formButton(slot, { label: 'Change the sentence', form: 'sentence' }),
    formButton(slot, { label: 'Change the words', form: 'triggers' }),
    backButton(state, slot),
  );
}
