import { backButton, CANCEL } from './buttons.ts';
import { givenText } from './cards-asking.ts';
import { resourceText } from './resource-names.ts';
import { GivenField, type PatternField, type PatternState } from './state.ts';
import { canStore, hasUndecided } from './storing.ts';
import type { Button, CardElement } from '../../chat/card.ts';
import { ownerSpan } from '../../chat/owner.ts';
import { shortened } from '../../chat/shortened.ts';
import { line, type Line } from '../../chat/text.ts';
import { providerName } from '../../domain/knowledge/providers.ts';
import { providersSaid } from '../../domain/knowledge/refused-providers.ts';
import { conditionsText } from '../../domain/pattern/conditions-words.ts';
import { providerByName } from '../../domain/pattern/providers.ts';
import {
  alert,
  buttonRow,
  byRulesNote,
  formButton,
  note,
  noticeOf,
  problemOf,
  quantity,
  stepButton,
} from '../wizard/card-parts.ts';

/** Everything that was given, when it applies, what says nearly the same, and what can be done. */
export function reviewCard(state: PatternState, slot: string, isActive: boolean): CardElement[] {
  const elements: CardElement[] = [
    ...noticeOf(state),
    { type: 'facts', facts: facts(state) },
    ...disagreement(state),
    ...byRulesNote('The reason was written', state.rationaleBy),
  ];
  if (!isActive) return elements;
  return [
    ...elements,
    ...similarElements(state, slot),
    ...GivenField.options.flatMap((field) => problemOf(state, field)),
    ...decisions(state, slot),
  ];
}

type Conditions = NonNullable<PatternState['conditions']>;

const LABELS: readonly (readonly [PatternField, string])[] = [
  ['name', 'Pattern'],
  ['triggers', 'Words'],
  ['rationale', 'Why'],
  ['owner', 'Owner'],
];

function facts(state: PatternState): { label: string; value: Line }[] {
  const { resources, conditions, isConditionsOwn, candidates, evidenceCount } = state;
  const rows = LABELS.map(([field, label]) => ({
    label,
    value: givenText(state, field) ?? ['not said'],
  }));
  const names = resources.map((kind) => resourceText(kind)).join('\n');
  rows.splice(2, 0, { label: 'Resources', value: [names === '' ? 'none' : names] });
  if (conditions) {
    const by = isConditionsOwn === true ? '' : ` (${readFrom(state, conditions)})`;
    rows.splice(3, 0, {
      label: 'When it applies',
      value: [`${conditionsText(conditions)}${by}`],
    });
  }
  if (candidates.length > 0) {
    const quotes = evidenceCount === 0 ? '' : `, with ${quantity(evidenceCount, 'quote')} here`;
    const value = `${quantity(candidates.length, 'candidate')}${quotes}`;
    rows.push({ label: 'Made of', value: [value] });
  }
  return rows;
}

/** Where all resources are native to one cloud, it follows from them also where nobody says so. */
function readFrom(
  { name, rationale = '' }: PatternState,
  { providers, ...rest }: Conditions,
): string {
  const { wanted } = providersSaid(`${name}.\n${rationale}`);
  if (providers.every((one) => wanted.includes(one))) return 'read from its name and reason';
  const isAlone =
    rest.groups.length === 0 && rest.purposes.length === 0 && rest.exposure === undefined;
  return isAlone
    ? 'its resources run nowhere else; its name and reason do not say so'
    : 'the cloud follows from its resources, the rest from its name and reason';
}

/** A name that says one cloud over resources of another leads to solutions that nobody expects. */
function disagreement({ name, resources }: PatternState): CardElement[] {
  const { wanted } = providersSaid(name);
  const [first, ...more] = resources.filter((kind) => {
    const own = providerByName(kind);
    return wanted.length > 0 && own !== undefined && !wanted.includes(own);
  });
  if (!first) return [];
  const clouds = wanted.map((one) => providerName(one)).join(' and ');
  const own = providerName(providerByName(first) ?? '');
  const others =
    more.length === 0 ? '' : ` So ${more.length === 1 ? 'is' : 'are'} ${more.length} more.`;
  return [
    alert('warning', [
      `Its name says ${clouds}, but ${resourceText(first)} is of ${own}.${others} Change the name or the resources.`,
    ]),
  ];
}

/** Others that say nearly the same: nobody is kept from an own one, but has seen them. */
function similarElements(state: PatternState, slot: string): CardElement[] {
  const { similar } = state;
  if (similar.length === 0) return [];
  const level = hasUndecided(state) ? 'warning' : 'info';
  const said = hasUndecided(state)
    ? 'Nearly the same is known already. Merge yours into it, or keep it as your own.'
    : 'It is kept as a pattern of its own, beside these.';
  return [
    alert(level, [said]),
    {
      type: 'choices',
      choices: similar.map(({ id, name, owner, reason }) => ({
        label: shortened(name, 100),
        details: [[shortened(reason, 300)], line`Owned by ${ownerSpan(owner)}`],
        button: {
          label: shortened(`Merge into ${name}`, 75),
          action: { name: 'merge-into', argument: `${slot}:${id}` },
        },
      })),
    },
  ];
}

function decisions(state: PatternState, slot: string): CardElement[] {
  const store = { label: storeLabel(state), name: 'store-pattern', isPrimary: true };
  const own = { label: 'Keep as my own', name: 'keep-own', isPrimary: true };
  return [
    ...(canStore(state) ? onceStored(state) : []),
    ...buttonRow(
      canStore(state) ? stepButton(slot, store) : undefined,
      hasUndecided(state) ? stepButton(slot, own) : undefined,
      CANCEL,
    ),
    ...buttonRow(...changeButtons(state, slot)),
  ];
}

function storeLabel({ isDraft, baseVersion }: PatternState): string {
  const what = baseVersion > 0 ? `Store version ${baseVersion + 1}` : 'Store the pattern';
  if (isDraft !== true) return what;
  return baseVersion > 0 ? `${what} as a draft` : 'Store as a draft';
}

function onceStored({ isDraft, isEditing }: PatternState): CardElement[] {
  if (isDraft === true) {
    return [
      note('Once stored, it is a draft: it changes no recommendation until a curator accepts it.'),
    ];
  }
  return isEditing === true ? [] : [note('Once stored, it joins solutions where it applies.')];
}

function changeButtons(state: PatternState, slot: string): (Button | undefined)[] {
  return [
    formButton(slot, { label: 'Change the name', form: 'name' }),
    formButton(slot, { label: 'Change the words', form: 'triggers' }),
    formButton(slot, { label: 'Change resources', form: 'resources' }),
    formButton(slot, { label: 'Change when it applies', form: 'conditions' }),
    state.isConditionsOwn === true
      ? stepButton(slot, { label: 'Read it from the reason again', name: 'reset-conditions' })
      : undefined,
    formButton(slot, { label: 'Change the reason', form: 'rationale' }),
    formButton(slot, { label: 'Change the owner', form: 'owner' }),
    backButton(state, slot),
  ];
}
