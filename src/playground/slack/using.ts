import { Failure } from '../../domain/failure.ts';
import { type Core, messageAt } from './core.ts';
import type { Delivered, UndeliveredReason } from './delivery.ts';
import { filled } from './fill.ts';
import { type Used, sendMessageAction, sendSuggestion, sendViewAction } from './interactions.ts';
import type { Field } from './read-message.ts';
import type { Message, Person, View } from './state.ts';
import { placedBlocks } from './validate/block-rules.ts';
import type { MenuOption } from './validate/text-objects.ts';
import { enterValues } from './views.ts';
import type { Wire } from './wire.ts';

/** How something that a person did reached the app. */
export interface Outcome {
  /** Milliseconds until the app acknowledged. */
  readonly ackMs?: number;
  /** What the person sees where it did not. */
  readonly error?: UndeliveredReason | 'dismissed';
}

/** Which button or menu: by what is written on it, by its action, or by its place among equals. */
export interface Target {
  readonly label?: string;
  readonly actionId?: string;
  readonly index?: number;
  /** What the person answers to a confirmation, where there is one; yes if unsaid. */
  readonly confirm?: boolean;
  /** Presses what the given message shows, even where it has changed since. */
  readonly asSeen?: boolean;
}

export function outcomeOf(delivered: Delivered): Outcome {
  return delivered.isAcknowledged ? { ackMs: delivered.ackMs } : { error: delivered.reason };
}

export async function pressing(
  core: Core,
  person: Person,
  shown: Message | View,
  target: Target,
): Promise<Outcome> {
  const seen = asSeen(core, shown, target);
  const found = wanted(seen, target, ({ element }) => element.type === 'button');
  const { element } = found;
  if (element.type !== 'button') throw nothingThere(target);
  if (element.confirm && target.confirm === false) return { error: 'dismissed' };
  const what = `pressed [${element.text.text}]`;
  core.store.announce({ type: 'person-acted', userId: person.id, what });
  const value = element.value === undefined ? {} : { value: element.value };
  return used(core, person, seen, { ...found, outcome: value });
}

export async function choosing(
  core: Core,
  person: Person,
  shown: Message | View,
  target: Target & { readonly option: string },
): Promise<Outcome> {
  const seen = asSeen(core, shown, target);
  const found = wanted(seen, target, ({ element }) => element.type !== 'button');
  const field: Field = { label: target.label ?? '', isOptional: true, ...found };
  const state = await filled(field, target.option, (asked, query) =>
    'ts' in seen
      ? offered(sendSuggestion(core, person, { ...asked, query, message: seen }))
      : offered(sendSuggestion(core, person, { ...asked, query, view: seen })),
  );
  const outcome: Wire = typeof state === 'object' && state !== null ? { ...state } : {};
  return used(core, person, noted(core, person, seen, found, outcome), { ...found, outcome });
}

/** The options, or `Failure('unavailable')` where the app gave none that Slack would show. */
export async function offered(
  asked: ReturnType<typeof sendSuggestion>,
): Promise<readonly MenuOption[]> {
  const answer = await asked;
  if ('error' in answer) throw new Failure('unavailable', `The menu is empty: ${answer.error}.`);
  return answer;
}

/** What is shown, with what the person chose in it, where the element keeps it at all. */
export function noted(
  core: Core,
  person: Person,
  shown: Message | View,
  { placed, element }: Found,
  state: Wire,
): Message | View {
  if (['button', 'icon_button', 'overflow', 'feedback_buttons'].includes(element.type))
    return shown;
  const entered = { [placed.block.block_id ?? '']: { [element.action_id ?? '']: state } };
  if (!('ts' in shown)) return enterValues(core, shown, entered);
  core.entries.enter(person.id, shown, entered);
  return shown;
}

async function used(
  core: Core,
  person: Person,
  seen: Message | View,
  what: Used,
): Promise<Outcome> {
  const delivered =
    'ts' in seen
      ? await sendMessageAction(core, person, { seen, used: what })
      : await sendViewAction(core, person, { view: seen, used: what });
  return outcomeOf(delivered);
}

/** A message is pressed as it stands now, unless the person's screen is behind. */
function asSeen(core: Core, shown: Message | View, { asSeen }: Target): Message | View {
  if (!('ts' in shown)) {
    return core.store.read().views.find(({ id }) => id === shown.id) ?? shown;
  }
  return asSeen ? shown : (messageAt(core, shown.channel, shown.ts) ?? shown);
}

export type Found = Pick<Used, 'placed' | 'element'>;

function wanted(
  seen: { readonly blocks: Message['blocks'] },
  target: Target,
  fits: (found: Found) => boolean,
): Found {
  const all = placedBlocks(seen.blocks).flatMap((placed) =>
    placed.elements.map((element) => ({ placed, element })),
  );
  const matching = all.filter(fits).filter(({ element }) => {
    const label = 'text' in element && element.type === 'button' ? element.text.text : undefined;
    if (target.actionId !== undefined && element.action_id !== target.actionId) return false;
    return element.type !== 'button' || target.label === undefined || label === target.label;
  });
  const found = matching[target.index ?? 0];
  if (!found) throw nothingThere(target);
  return found;
}

function nothingThere({ label, actionId, index }: Target): Failure {
  const what = label ?? actionId ?? `element ${index ?? 0}`;
  return new Failure('invalid-input', `There is no "${what}" to press in what is shown.`);
}
