import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import type { Core } from './core.ts';
import { type Listed, listedOptions } from './fill.ts';
import { LIMITS } from './limits.ts';
import { TIME } from './page-error.ts';
import type { Channel, Person } from './state.ts';
import type { InteractiveElement, TextElement } from './validate/elements.ts';
import { RichTextBlock } from './validate/rich-text.ts';
import type { Wire } from './wire.ts';

/** Who enters something, and where they look around. */
interface Viewer {
  readonly core: Core;
  readonly person: Person;
}

/**
 * What an element holds after a person used it, in the words of Slack's `state.values`. Throws
 * `Failure('invalid-input')` for whatever the page would not let them enter: another shape, an option
 * that is not offered, more than may be chosen, a person or place that they do not see.
 */
export function checkedState(viewer: Viewer, element: InteractiveElement, given: unknown): Wire {
  const { type } = element;
  switch (type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input': {
      const { value } = read(Text, given);
      return { type, value: value === '' ? null : value };
    }
    case 'rich_text_input':
      return { type, ...read(RichText, given) };
    case 'datepicker':
      return { type, ...read(OneDate, given) };
    case 'timepicker':
      return { type, ...read(OneTime, given) };
    case 'datetimepicker':
      return { type, ...read(OneMoment, given) };
    case 'file_input':
      throw new Failure('invalid-input', 'Files cannot be uploaded here.');
    case 'button':
    case 'icon_button':
      return {};
    case 'feedback_buttons': {
      const { value } = read(z.object({ value: z.string() }), given);
      const values = [element.positive_button.value, element.negative_button.value];
      if (!values.includes(value)) throw notOffered();
      return { type, value };
    }
    default:
      return chosenState(viewer, element, given);
  }
}

const Text = z.object({ value: z.string().max(LIMITS.inputValue).nullable() });
const RichText = z.object({ rich_text_value: RichTextBlock.nullable() });
const OneDate = z.object({ selected_date: z.iso.date().nullable() });
const OneTime = z.object({ selected_time: z.string().regex(TIME).nullable() });
/** Seconds since 1970, in ten digits. */
const OneMoment = z.object({
  selected_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).nullable(),
});

type Menu = Exclude<
  InteractiveElement,
  | TextElement
  | {
      readonly type:
        | 'datepicker'
        | 'timepicker'
        | 'datetimepicker'
        | 'file_input'
        | 'button'
        | 'icon_button'
        | 'feedback_buttons';
    }
>;

function chosenState(viewer: Viewer, element: Menu, given: unknown): Wire {
  const { type } = element;
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons': {
      const { selected_option } = read(OneOption, given);
      return { type, selected_option: selected_option && offeredOption(element, selected_option) };
    }
    case 'overflow': {
      const { selected_option } = read(z.object({ selected_option: SentOption }), given);
      return { type, selected_option: offeredOption(element, selected_option) };
    }
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select': {
      const chosen = read(Options, given).selected_options;
      refuseTooMany(element, chosen.length);
      const selected_options = chosen.map((option) => offeredOption(element, option));
      refuseRepeated(selected_options.map(({ value }) => value));
      return { type, selected_options };
    }
    default:
      return namedState(viewer, element, given);
  }
}

type NamesMenu = Extract<
  Menu,
  { readonly type: `${'' | 'multi_'}${'users' | 'channels' | 'conversations'}_select` }
>;

function namedState({ core, person }: Viewer, element: NamesMenu, given: unknown): Wire {
  const { type } = element;
  const isPerson = (id: string): boolean => isShownPerson(core, id);
  const isChannel = (id: string): boolean => seenChannel(core, person, id)?.kind === 'public';
  const isPlace = (id: string): boolean => seenChannel(core, person, id) !== undefined;
  switch (type) {
    case 'users_select':
      return { type, selected_user: one(given, 'selected_user', isPerson) };
    case 'channels_select':
      return { type, selected_channel: one(given, 'selected_channel', isChannel) };
    case 'conversations_select':
      return { type, selected_conversation: one(given, 'selected_conversation', isPlace) };
    case 'multi_users_select':
      return { type, selected_users: several(element, given, 'selected_users', isPerson) };
    case 'multi_channels_select':
      return { type, selected_channels: several(element, given, 'selected_channels', isChannel) };
    case 'multi_conversations_select': {
      const key = 'selected_conversations';
      return { type, [key]: several(element, given, key, isPlace) };
    }
  }
}

function one(given: unknown, key: string, isOffered: (id: string) => boolean): string | null {
  const id = read(z.record(z.string(), z.unknown()), given)[key];
  if (id === null) return null;
  if (typeof id !== 'string' || !isOffered(id)) throw notOffered();
  return id;
}

function several(
  element: NamesMenu,
  given: unknown,
  key: string,
  isOffered: (id: string) => boolean,
): readonly string[] {
  const chosen = read(z.array(z.string()), read(z.record(z.string(), z.unknown()), given)[key]);
  refuseTooMany(element, chosen.length);
  refuseRepeated(chosen);
  if (!chosen.every(isOffered)) throw notOffered();
  return chosen;
}

function isShownPerson(core: Core, id: string): boolean {
  const found = core.store.read().people.find((person) => person.id === id);
  return (
    id === core.identity.botUserId || (found !== undefined && found.standing !== 'deactivated')
  );
}

/** Public channels, and what else the person is a member of; guests know their own only. */
function seenChannel(core: Core, person: Person, id: string): Channel | undefined {
  const isConfined = person.standing === 'guest' || person.standing === 'external';
  return core.store
    .read()
    .channels.find(
      (channel) =>
        channel.id === id &&
        (channel.members.includes(person.id) || (channel.kind === 'public' && !isConfined)),
    );
}

const SentOption = z.object({
  text: z.object({ text: z.string().min(1) }),
  value: z.string().min(1),
  description: z.object({ text: z.string() }).optional(),
});
const OneOption = z.object({ selected_option: SentOption.nullable() });
const Options = z.object({ selected_options: z.array(SentOption) });

/** As the element has it. What was searched for is known to the app alone, and is taken as it comes. */
function offeredOption(element: Menu, sent: z.infer<typeof SentOption>): Listed {
  if (element.type === 'external_select' || element.type === 'multi_external_select') {
    return {
      text: plain(sent.text.text),
      value: sent.value,
      ...(sent.description ? { description: plain(sent.description.text) } : {}),
    };
  }
  const found = listedOptions(element).find(
    ({ value, text }) => value === sent.value && text.text === sent.text.text,
  );
  if (!found) throw notOffered();
  return found;
}

function plain(text: string) {
  return { type: 'plain_text', text, emoji: true };
}

function refuseTooMany(element: Menu, count: number): void {
  const most = 'max_selected_items' in element ? element.max_selected_items : undefined;
  if (most === undefined || count <= most) return;
  throw new Failure('invalid-input', `Please choose no more than ${most}.`);
}

function refuseRepeated(chosen: readonly string[]): void {
  if (new Set(chosen).size === chosen.length) return;
  throw new Failure('invalid-input', 'Please choose each only once.');
}

function read<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Failure('invalid-input', 'That cannot be entered here.');
}

function notOffered(): Failure {
  return new Failure('invalid-input', 'That is not one of the choices here.');
}
