import { Failure } from '../../domain/failure.ts';
import { type Core, directChannel, messageAt, nextTs } from './core.ts';
import { type FieldValue, filled, pageError } from './fill.ts';
import {
  type Submission,
  sendClosing,
  sendCommand,
  sendShortcut,
  sendSubmission,
  sendSuggestion,
} from './interactions.ts';
import { conversation } from './method.ts';
import { changeMessage, postMessage, publish, tellOfEdit, threadRoot } from './messages.ts';
import { addReaction } from './reactions.ts';
import { type Field, fieldsOf } from './read-message.ts';
import type { Channel, Message, Person, View } from './state.ts';
import { type Outcome, type Target, choosing, offered, outcomeOf, pressing } from './using.ts';
import type { MenuOption } from './validate/text-objects.ts';
import { enterValues, homeOf, stackOf } from './views.ts';
import type { Wire } from './wire.ts';
import { written } from './written.ts';

/** Somebody at the keyboard. Every promise resolves after the app acknowledged, or failed to. */
export interface ActingPerson {
  readonly id: string;
  /** `command('#platform', '/dotai recommend a database')`. */
  command(channel: string, line: string): Promise<Outcome>;
  /** Text as it is typed: `@dotai` mentions, `<` and `&` are escaped on their way. */
  say(channel: string, text: string, place?: { readonly thread?: string }): Promise<Message>;
  mention(channel: string, text: string, place?: { readonly thread?: string }): Promise<Message>;
  /** A message to the bot alone. */
  dm(text: string, place?: { readonly thread?: string }): Promise<Message>;
  /** Corrects what the person wrote before. */
  edit(message: Message, text: string): Promise<void>;
  press(shown: Message | View, target: Target): Promise<Outcome>;
  /** Uses one of the app's shortcuts on a message. */
  shortcut(message: Message, callbackId: string): Promise<Outcome>;
  choose(shown: Message | View, target: Target & { readonly option: string }): Promise<Outcome>;
  /** The topmost modal. */
  openView(): View | undefined;
  /** Enters values by label or block id, and submits. */
  fillAndSubmit(view: View, values: Readonly<Record<string, FieldValue>>): Promise<Submission>;
  closeView(): Promise<void>;
  /** What a searched menu offers, by its label or block id. */
  options(view: View, field: string, query: string): Promise<readonly MenuOption[]>;
  /** Opens the app's Home tab and returns what it shows once the app was told. */
  home(): Promise<View | undefined>;
  react(message: Message, name: string): Promise<void>;
}

const IN_MESSAGES = { mentions: true, links: true } as const;

/** Throws `Failure('invalid-input')` for whatever the page would not let a person do. */
export function actingPerson(core: Core, person: Person): ActingPerson {
  function say(named: string, text: string, place: { readonly thread?: string } = {}) {
    return saying(core, person, { channel: conversation(core, named), text, ...place });
  }
  return {
    id: person.id,
    async command(named, line) {
      const { channel, command, text } = commandIn(core, person, named, line);
      core.store.announce({ type: 'person-acted', userId: person.id, what: `typed ${line}` });
      return outcomeOf(await sendCommand(core, person, { channel, command, text }));
    },
    say,
    mention: (named, text, place) => say(named, `<@${core.identity.botUserId}> ${text}`, place),
    dm: (text, place) => say(directChannel(core, person.id).id, text, place),
    edit: (message, text) => editing(core, person, message, text),
    press: (shown, target) => pressing(core, person, shown, target),
    async shortcut(message, callbackId) {
      if (!core.grants.hasShortcut(callbackId)) {
        throw new Failure('invalid-input', `The app has no shortcut "${callbackId}".`);
      }
      return outcomeOf(await sendShortcut(core, person, { message, callbackId }));
    },
    choose: (shown, target) => choosing(core, person, shown, target),
    openView: () => stackOf(core, person.id).at(-1),
    fillAndSubmit: (view, values) => submitting(core, person, view, values),
    async closeView() {
      const view = stackOf(core, person.id).at(-1);
      if (view) await sendClosing(core, person, view);
    },
    options: (view, named, query) => suggestions(core, person, { view, named, query }),
    async home() {
      await openHome(core, person);
      return homeOf(core, person.id);
    },
    async react(message, name) {
      const current = messageAt(core, message.channel, message.ts);
      if (current) await addReaction(core, current, { name, user: person.id });
    },
  };
}

function commandIn(core: Core, person: Person, named: string, line: string) {
  const channel = placeOf(person, conversation(core, named));
  const [, command = '', text = ''] = /^(\/\S+)\s*([\s\S]*)$/u.exec(line) ?? [];
  if (!core.grants.hasCommand(command)) {
    throw new Failure('invalid-input', `"${command}" is not a valid command.`);
  }
  const mentions = core.grants.escapesNames(command);
  return { channel: channel.id, command, text: written(core, text, { mentions, links: false }) };
}

function placeOf(person: Person, channel: Channel): Channel {
  if (channel.members.includes(person.id)) return channel;
  const where = channel.name === '' ? 'that conversation' : `#${channel.name}`;
  throw new Failure('invalid-input', `${person.name} is not in ${where}.`);
}

async function saying(
  core: Core,
  person: Person,
  said: { readonly channel: Channel; readonly text: string; readonly thread?: string },
): Promise<Message> {
  const channel = placeOf(person, said.channel);
  const root = said.thread === undefined ? undefined : threadRoot(core, channel.id, said.thread);
  if (said.thread !== undefined && !root) {
    throw new Failure('invalid-input', `There is no thread ${said.thread} in ${channel.id}.`);
  }
  const { message, heard } = postMessage(core, {
    channel: channel.id,
    user: person.id,
    text: written(core, said.text, IN_MESSAGES),
    blocks: [],
    thread_ts: root?.ts,
  });
  await heard;
  return message;
}

async function editing(core: Core, person: Person, said: Message, text: string): Promise<void> {
  const before = messageAt(core, said.channel, said.ts);
  if (before?.user !== person.id) {
    throw new Failure('invalid-input', `${person.name} did not write that message.`);
  }
  const edited = { user: person.id, ts: nextTs(core) };
  const message = changeMessage(core, before, { text: written(core, text, IN_MESSAGES), edited });
  await tellOfEdit(core, before, message);
}

async function openHome(core: Core, person: Person): Promise<void> {
  const channel = directChannel(core, person.id);
  const event: Wire = {
    type: 'app_home_opened',
    user: person.id,
    channel: channel.id,
    tab: 'home',
    event_ts: nextTs(core),
  };
  await publish(core, channel.id, event, 'app_home_opened');
}

async function submitting(
  core: Core,
  person: Person,
  view: View,
  values: Readonly<Record<string, FieldValue>>,
): Promise<Submission> {
  const open = stackOf(core, person.id).find(({ id }) => id === view.id);
  if (!open) throw new Failure('invalid-input', 'The form is not open any more.');
  let current = open;
  for (const [named, value] of Object.entries(values)) {
    const field = fieldNamed(current, named);
    const state = await filled(field, value, (asked, query) =>
      offered(sendSuggestion(core, person, { ...asked, query, view: current })),
    );
    const actionId = field.element.action_id ?? '';
    current = enterValues(core, current, {
      [field.placed.block.block_id ?? '']: { [actionId]: state },
    });
  }
  const errors = pageErrors(current);
  if (Object.keys(errors).length > 0) return { outcome: 'errors', errors };
  const what = `submitted ${current.title}`;
  core.store.announce({ type: 'person-acted', userId: person.id, what });
  return sendSubmission(core, person, current);
}

/** By block id where the page refuses, so that both kinds of errors read alike. */
function pageErrors(view: View): Readonly<Record<string, string>> {
  const found = fieldsOf(view).flatMap((field) => {
    const blockId = field.placed.block.block_id ?? '';
    const state = view.entered[blockId]?.[field.element.action_id ?? ''];
    const error = pageError(field, state);
    return error === undefined ? [] : [[blockId, error] as const];
  });
  return Object.fromEntries(found);
}

function fieldNamed(view: View, named: string): Field {
  const fields = fieldsOf(view);
  const found =
    fields.find(({ placed }) => placed.block.block_id === named) ??
    fields.find(({ label }) => label === named);
  if (found) return found;
  const labels = fields.map(({ label }) => label).join(', ');
  throw new Failure('invalid-input', `The form has no field "${named}". It has: ${labels}.`);
}

function suggestions(
  core: Core,
  person: Person,
  { view, named, query }: { readonly view: View; readonly named: string; readonly query: string },
): Promise<readonly MenuOption[]> {
  return offered(sendSuggestion(core, person, { ...fieldNamed(view, named), query, view }));
}
