import { Failure } from '../../domain/failure.ts';
import type { Core } from './core.ts';
import { checkedState } from './element-state.ts';
import { sendMessageAction, sendSuggestion, sendViewAction } from './interactions.ts';
import type { Message, Person, View } from './state.ts';
import { type Placed, placedBlocks } from './validate/block-rules.ts';
import type { InteractiveElement } from './validate/elements.ts';
import type { MenuOption } from './validate/text-objects.ts';
import { type Found, type Outcome, noted, outcomeOf } from './using.ts';
import type { Wire } from './wire.ts';

/** An element, as a page knows it that draws what the app sent. */
export interface ElementName {
  readonly blockId: string;
  readonly actionId: string;
}

/**
 * A press or a choice that the app is told of at once. In an input block that does not ask for it,
 * nothing is told: what was chosen goes with the submission.
 */
export async function usingElement(
  core: Core,
  person: Person,
  shown: Message | View,
  { name, state }: { readonly name: ElementName; readonly state: unknown },
): Promise<Outcome> {
  const found = elementNamed(shown, name);
  refuseHidden(found.element, person);
  const outcome = outcomeIn(core, person, found.element, state);
  const seen = noted(core, person, shown, found, outcome);
  const { block } = found.placed;
  if (block.type === 'input' && block.dispatch_action !== true) return {};
  const label = labelOf(found.element, outcome);
  if (label !== undefined) {
    core.store.announce({ type: 'person-acted', userId: person.id, what: `pressed [${label}]` });
  }
  const used = { ...found, outcome };
  return outcomeOf(
    'ts' in seen
      ? await sendMessageAction(core, person, { seen, used })
      : await sendViewAction(core, person, { view: seen, used }),
  );
}

/** Notes what a field holds; the app hears of it with the submission. */
export function enteringInto(
  core: Core,
  person: Person,
  shown: Message | View,
  { name, state }: { readonly name: ElementName; readonly state: unknown },
): void {
  const found = elementNamed(shown, name);
  noted(core, person, shown, found, checkedState({ core, person }, found.element, state));
}

/** What a searched menu offers; nothing for fewer letters than it asks for. */
export async function suggestionsFor(
  core: Core,
  person: Person,
  shown: Message | View,
  { name, query }: { readonly name: ElementName; readonly query: string },
): Promise<Awaited<ReturnType<typeof sendSuggestion>>> {
  const { placed, element } = elementNamed(shown, name);
  if (element.type !== 'external_select' && element.type !== 'multi_external_select') {
    throw new Failure('invalid-input', 'That menu is not searched for.');
  }
  const none: readonly MenuOption[] = [];
  if (query.length < (element.min_query_length ?? FEWEST_LETTERS)) return none;
  const where = 'ts' in shown ? { message: shown } : { view: shown };
  return sendSuggestion(core, person, { placed, element, query, ...where });
}

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
const FEWEST_LETTERS = 3;

function elementNamed(shown: Message | View, name: ElementName): Found {
  for (const placed of placedBlocks(shown.blocks)) {
    const element = placed.elements.find(({ action_id }) => action_id === name.actionId);
    if (element && identifiers(placed).includes(name.blockId)) return { placed, element };
  }
  throw new Failure('invalid-input', 'This has changed meanwhile. Please look again.');
}

/** A card in a carousel may be named by its own identifier. */
function identifiers({ block }: Placed): readonly (string | undefined)[] {
  if (block.type !== 'carousel') return [block.block_id];
  return [block.block_id, ...block.elements.map(({ block_id }) => block_id)];
}

function outcomeIn(core: Core, person: Person, element: InteractiveElement, state: unknown): Wire {
  if (element.type !== 'button' && element.type !== 'icon_button') {
    return checkedState({ core, person }, element, state);
  }
  return element.value === undefined ? {} : { value: element.value };
}

function refuseHidden(element: InteractiveElement, { id }: Person): void {
  if (element.type !== 'icon_button' || element.visible_to_user_ids === undefined) return;
  if (element.visible_to_user_ids.includes(id)) return;
  throw new Failure('forbidden', 'That button is for others.');
}

function labelOf(element: InteractiveElement, { value }: Wire): string | undefined {
  if (element.type === 'button' || element.type === 'icon_button') return element.text.text;
  if (element.type !== 'feedback_buttons') return undefined;
  const { positive_button, negative_button } = element;
  return (value === positive_button.value ? positive_button : negative_button).text.text;
}
