import { backButton, CANCEL } from './buttons.ts';
import { changesSince } from './changed-since.ts';
import { cardOf } from '../wizard/slots.ts';
import {
  alert,
  buttonRow,
  formButton,
  note,
  problemOf,
  quantity,
  namesText,
  text,
} from '../wizard/card-parts.ts';
import { givenText } from './cards-asking.ts';
import { expressionElements, rulesWords } from './cards-expressions.ts';
import { guidanceElements, restElements, warnings } from './cards-rules.ts';
import { canStore } from './enforcing.ts';
import { reasonStanding } from './reason.ts';
import type { PolicyField, PolicyState, Rehearsal } from './state.ts';
import { TARGET_NAMES, usableTargets, whyNotEnforceable } from './targets.ts';
import type { Button, CardElement } from '../../chat/card.ts';
import type { Line } from '../../chat/text.ts';
import { digestOf } from '../../domain/json.ts';

/** Everything that was given, what trying it showed, and what can be done with it. */
export function reviewCard(state: PolicyState, slot: string, isActive: boolean): CardElement[] {
  const { derived, rehearsal } = state;
  if (!derived) return [note('The policy changed: a new review follows.')];
  const elements = [
    ...(isActive ? changeElements(state) : []),
    ...facts(state),
    ...changedElements(state),
    ...reasonElements(state),
    ...(derived.guidanceBecause === undefined ? [] : guidanceElements(derived.guidanceBecause)),
    ...expressionElements(derived),
    ...(rehearsal ? rehearsalElements(rehearsal) : []),
    ...files(state),
    ...warnings(state, derived),
  ];
  return isActive
    ? [...elements, ...problemElements(state), ...decisions(state, slot), ...restElements(derived)]
    : elements;
}

/** What became of a change that was asked for here before. */
function changeElements({ changeOutcome }: PolicyState): CardElement[] {
  if (!changeOutcome) return [];
  const { level, line } = changeOutcome;
  return [
    alert(level, [
      ...line,
      ' The policy waits here: change it, ask again, or store it as guidance.',
    ]),
  ];
}

const LABELS: readonly (readonly [PolicyField, string])[] = [
  ['sentence', 'Policy'],
  ['rationale', 'Why'],
  ['owner', 'Owner'],
  ['namespaces', 'Namespaces'],
  ['triggers', 'Words'],
];

function facts(state: PolicyState): CardElement[] {
  const { derived, enforced, target, leftOut } = state;
  const given = LABELS.map(([field, label]) => ({
    label,
    value: givenText(state, field) ?? ['not said'],
  }));
  const rows: { label: string; value: Line }[] = [...given];
  if (derived && derived.guidanceBecause === undefined) {
    const { covered } = derived.counts;
    const chosen = leftOut.length === 0 ? '' : `, without ${namesText(leftOut, 5)}`;
    const covers = `${quantity(covered, 'kind')} by ${rulesWords(derived)}${chosen}`;
    rows.push({ label: 'Covers', value: [covers] });
  }
  if (target) rows.push({ label: 'Would be enforced by', value: [TARGET_NAMES[target]] });
  if (enforced) {
    const { mode, version } = enforced;
    const how = `${TARGET_NAMES[enforced.target]}, ${mode}, version ${version}`;
    rows.push({ label: 'Enforced now', value: [how] });
  }
  return [{ type: 'facts', facts: rows }];
}

/** Of one that there is, its readers look for what is different. */
function changedElements(state: PolicyState): CardElement[] {
  const changes = changesSince(state);
  if (!state.base || !changes) return [];
  const { version } = state.base;
  if (changes.length === 0) return [note(`It says the same as version ${version}.`)];
  return [
    text([`Changed since version ${version}:`]),
    { type: 'list', isOrdered: false, items: [...changes] },
    ...keptNames(state),
  ];
}

/** They are made of the first sentence: under others the earlier objects would stay behind. */
function keptNames({ enforced, base, sentence }: PolicyState): CardElement[] {
  const [first] = enforced?.objects ?? [];
  const isSame = base === undefined || base.sentence.digest === digestOf(sentence);
  return !first || isSame
    ? []
    : [note(`In the cluster it keeps its name, ${first.name}, whatever its sentence says now.`)];
}

function reasonElements(state: PolicyState): CardElement[] {
  const standing = reasonStanding(state);
  return standing === undefined ? [] : [alert('warning', [standing])];
}

function rehearsalElements(rehearsal: Rehearsal): CardElement[] {
  const { good, broken, untried, wrong, live, dryRun } = rehearsal;
  const isRight = good.accepted === good.total && broken.refused === broken.total;
  const level = broken.total === 0 ? 'warning' : 'success';
  const tried = `Rehearsed: ${good.accepted} of ${good.total} good objects pass, ${broken.refused} of ${broken.total} broken ones are refused.`;
  return [
    alert(isRight ? level : 'error', [tried]),
    ...(untried ? untriedElements(untried) : []),
    ...(wrong.length === 0 ? [] : [list(wrong)]),
    ...liveElements(live),
    ...(dryRun && !dryRun.isAccepted
      ? [
          alert('error', [
            `The cluster does not take it: ${dryRun.problem ?? 'no reason was given.'}`,
          ]),
        ]
      : []),
  ];
}

function untriedElements({ count, first }: NonNullable<Rehearsal['untried']>): CardElement[] {
  const more = count > first.length ? ` and ${count - first.length} more` : '';
  const said = `${quantity(count, 'kind')} could not be tried, or not with objects that break it: ${first.join(', ')}${more}. The rehearsal file says why.`;
  return count === 0 ? [] : [alert('warning', [said])];
}

function liveElements({ looked, breaking, first, unseen }: Rehearsal['live']): CardElement[] {
  const more = breaking > first.length ? ['… the rehearsal file has the others'] : [];
  const seen =
    breaking === 0
      ? [note(noneBreaks(looked, unseen))]
      : [
          alert('warning', [
            `${breaking.toLocaleString('en')} of ${quantity(looked, 'live object')} ${breaking === 1 ? 'breaks' : 'break'} it. Where it denies, no change that leaves that so is accepted:`,
          ]),
          list([...first, ...more]),
        ];
  return unseen.length === 0
    ? seen
    : [...seen, note(`Not all could be looked at: ${namesText(unseen, 5)}.`)];
}

/** Of what nobody could look at nothing is known. */
function noneBreaks(looked: number, unseen: readonly string[]): string {
  if (looked > 0) return `Looked at ${quantity(looked, 'live object')}: none breaks it.`;
  return unseen.length === 0
    ? 'The cluster has no live object of these kinds.'
    : 'No live object could be looked at: whether some break it is not known.';
}

function list(items: readonly string[]): CardElement {
  return { type: 'list', isOrdered: false, items: items.map((item) => [item]) };
}

function files({ derived, rehearsal, isFileOld, shown }: PolicyState): CardElement[] {
  const elements: CardElement[] = [];
  const yaml = rehearsal?.yaml;
  if (yaml) elements.push({ type: 'file', title: 'The complete policy (YAML)', ...yaml });
  if (rehearsal) elements.push({ type: 'file', title: 'The whole rehearsal', ...rehearsal.file });
  // The card of its rules has it, where that was shown.
  const isTold = shown.some((slot) => cardOf(slot) === 'rules');
  if (derived && derived.guidanceBecause === undefined && !isTold) {
    elements.push({ type: 'file', title: 'Coverage', ...derived.coverageFile });
  }
  if (yaml && isFileOld === true) {
    elements.push(
      note('The YAML was made before the last change of words. What approvers see has them.'),
    );
  }
  return elements;
}

/** Typed answers that were not taken stand here, too. */
function problemElements(state: PolicyState): CardElement[] {
  const fields = ['sentence', 'triggers', 'rationale', 'owner', 'namespaces', 'kinds'] as const;
  return fields.flatMap((field) => problemOf(state, field));
}

function decisions(state: PolicyState, slot: string): CardElement[] {
  const why = whyNotEnforceable(state);
  const isGuidance = state.derived?.guidanceBecause !== undefined;
  const withheld = why === undefined || isGuidance ? [] : [alert('info', [why])];
  const next = why === undefined ? [note(whatApprovalDoes(state))] : [];
  return [
    ...withheld,
    ...next,
    ...(state.isDraft === true && canStore(state) ? [note(DRAFT)] : []),
    ...buttonRow(
      why === undefined ? approvalButton(slot) : undefined,
      canStore(state) ? storeButton(state, slot) : undefined,
      ...(why === undefined ? targetButtons(state, slot) : []),
      CANCEL,
    ),
    ...buttonRow(...changeButtons(state, slot)),
  ];
}

function whatApprovalDoes({ enforced }: PolicyState): string {
  return enforced
    ? `Until somebody else approves it, version ${enforced.version} stays enforced as it is (${enforced.mode}). Whoever approves chooses between audit and deny.`
    : 'Nothing is enforced before somebody else approves it, who also chooses between audit and deny.';
}

const DRAFT =
  'Stored without approval, it is a draft: it guides nothing until a curator accepts it.';

function approvalButton(slot: string): Button {
  return {
    label: 'Ask for approval',
    style: 'primary',
    action: { name: 'request-approval', argument: slot },
  };
}

function storeLabel({ isDraft, derived, changeOutcome }: PolicyState): string {
  if (isDraft === true) return 'Store as a draft';
  const isGuidance = derived?.guidanceBecause !== undefined || changeOutcome !== undefined;
  return isGuidance ? 'Store as guidance' : 'Store only';
}

function storeButton(state: PolicyState, slot: string): Button {
  const { enforced } = state;
  const button: Button = {
    label: storeLabel(state),
    action: { name: 'store-policy', argument: slot },
  };
  if (!enforced) return button;
  const text = `The cluster goes on enforcing version ${enforced.version}, which may say something else. To bring them together, ask for approval.`;
  return {
    ...button,
    confirm: {
      title: 'Store without enforcing it?',
      text,
      confirmLabel: button.label,
      cancelLabel: 'Not now',
    },
  };
}

function targetButtons({ rehearsal, target }: PolicyState, slot: string): Button[] {
  const others = rehearsal ? usableTargets(rehearsal).filter((one) => one !== target) : [];
  return others.map((one) => ({
    label: `Use ${TARGET_NAMES[one]}`,
    action: { name: 'choose-target', argument: `${slot}:${one}` },
  }));
}

function changeButtons(state: PolicyState, slot: string): (Button | undefined)[] {
  const isGuidance = state.derived?.guidanceBecause !== undefined;
  return [
    formButton(slot, { label: 'Change the sentence', form: 'sentence' }),
    formButton(slot, { label: 'Change the words', form: 'triggers' }),
    formButton(slot, { label: 'Change the reason', form: 'rationale' }),
    formButton(slot, { label: 'Change the owner', form: 'owner' }),
    formButton(slot, { label: 'Change namespaces', form: 'namespaces' }),
    isGuidance ? undefined : formButton(slot, { label: 'Leave out kinds', form: 'kinds' }),
    backButton(state, slot),
  ];
}
