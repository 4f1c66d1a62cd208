import { Failure } from '../../domain/failure.ts';
import { type Core, directChannel, messageAt, nextTs } from './core.ts';
import { type ElementName, enteringInto, suggestionsFor, usingElement } from './element-use.ts';
import type { FieldValue } from './fill.ts';
import {
  type Submission,
  sendClosing,
  sendCommand,
  sendShortcut,
  sendSuggestion,
} from './interactions.ts';
import { deleteMessage } from './deletion.ts';
import { inviteBot } from './membership.ts';
import { conversation } from './method.ts';
import {
  type Draft,
  type Posted,
  changeMessage,
  postMessage,
  publish,
  removeMessage,
  tellOfEdit,
  threadRoot,
} from './messages.ts';
import { addReaction, removeReaction } from './reactions.ts';
import type { Channel, Message, Person, View } from './state.ts';
import { deleteFiles, type FileToShare, sharedFile } from './sharing.ts';
import { fieldNamed, fillingAndSubmitting, submitting } from './submitting.ts';
import { type Outcome, type Target, choosing, offered, outcomeOf, pressing } from './using.ts';
import type { MenuOption } from './validate/text-objects.ts';
import { homeOf, stackOf } from './views.ts';
import type { Wire } from './wire.ts';
import { written } from './written.ts';

/** In a thread, where one is named. */
interface Place {
  readonly thread?: string;
}

/** Somebody at the keyboard. Every promise resolves after the app acknowledged, or failed to. */
export interface ActingPerson {
  readonly id: string;
  /** `command('#platform', '/dotai recommend a database')`. */
  command(channel: string, line: string): Promise<Outcome>;
  /** Text as it is typed: `@dotai` mentions, `<` and `&` are escaped on their way. */
  say(channel: string, text: string, place?: Place): Promise<Message>;
  /** The same without waiting until the app has heard of it. */
  send(channel: string, text: string, place?: Place): Message;
  mention(channel: string, text: string, place?: Place): Promise<Message>;
  /** A message to the bot alone. */
  dm(text: string, place?: Place): Promise<Message>;
  /** Shares a small file, with what is said to it. */
  share(
    channel: string,
    file: FileToShare,
    said?: Place & { readonly text?: string },
  ): Promise<Message>;
  /** Corrects what the person wrote before. */
  edit(message: Message, text: string): Promise<void>;
  /** Deletes what the person wrote before. */
  delete(message: Message): Promise<void>;
  /** Deletes the files that the person shared with it; the message stays. */
  deleteFiles(message: Message): Promise<void>;
  press(shown: Message | View, target: Target): Promise<Outcome>;
  /** Uses one of the app's shortcuts on a message. */
  shortcut(message: Message, callbackId: string): Promise<Outcome>;
  choose(shown: Message | View, target: Target & { readonly option: string }): Promise<Outcome>;
  /** Uses an element by its identifiers; `state` is what it then holds, as in `state.values`. */
  use(shown: Message | View, name: ElementName, state?: unknown): Promise<Outcome>;
  /** Notes what a field holds; the app hears of it with the submission. */
  enter(shown: Message | View, name: ElementName, state: unknown): void;
  /** What a searched menu offers for these letters, or why it offers nothing. */
  suggest(
    shown: Message | View,
    name: ElementName,
    query: string,
  ): ReturnType<typeof suggestionsFor>;
  /** The topmost modal. */
  openView(): View | undefined;
  /** Enters values by label or block id, and submits. */
  fillAndSubmit(view: View, values: Readonly<Record<string, FieldValue>>): Promise<Submission>;
  /** Submits what was entered. */
  submit(view: View): Promise<Submission>;
  closeView(): Promise<void>;
  /** What a searched menu offers, by its label or block id. */
  options(view: View, field: string, query: string): Promise<readonly MenuOption[]>;
  /** Opens the app's Home tab and returns what it shows once the app was told. */
  home(): Promise<View | undefined>;
  /** Opens the app's Messages tab: the direct conversation with the bot. */
  openMessages(): Promise<Channel>;
  /** Adds the bot to a channel. */
  invite(channel: string): Promise<void>;
  react(message: Message, name: string): Promise<void>;
  unreact(message: Message, name: string): Promise<void>;
  /** Takes away a message that only this person sees. */
  dismiss(message: Message): void;
}

const IN_MESSAGES = { mentions: true, links: true } as const;

/** Throws `Failure('invalid-input')` for whatever the page would not let a person do. */
export function actingPerson(core: Core, person: Person): ActingPerson {
  return {
    id: person.id,
    ...talking(core, person),
    ...usingWhatIsShown(core, person),
    async command(named, line) {
      const { channel, command, text } = commandIn(core, person, named, line);
      core.store.announce({ type: 'person-acted', userId: person.id, what: `typed ${line}` });
      return outcomeOf(await sendCommand(core, person, { channel, command, text }));
    },
    async shortcut(message, callbackId) {
      if (!core.grants.hasShortcut(callbackId)) {
        throw new Failure('invalid-input', `The app has no shortcut "${callbackId}".`);
      }
      return outcomeOf(await sendShortcut(core, person, { message, callbackId }));
    },
    async home() {
      await openTab(core, person, 'home');
      return homeOf(core, person.id);
    },
    openMessages: () => openTab(core, person, 'messages'),
  };
}

function talking(core: Core, person: Person) {
  function sent(named: string, text: string, place: Place = {}): Posted {
    return sending(core, person, { channel: conversation(core, named), text, ...place });
  }
  async function say(named: string, text: string, place?: Place): Promise<Message> {
    const { message, heard } = sent(named, text, place);
    await heard;
    return message;
  }
  function current({ channel, ts }: Message): Message | undefined {
    return messageAt(core, channel, ts);
  }
  return {
    say,
    send: (named, text, place) => sent(named, text, place).message,
    mention: (named, text, place) => say(named, `<@${core.identity.botUserId}> ${text}`, place),
    dm: (text, place) => say(directChannel(core, person.id).id, text, place),
    async share(named, file, said = {}) {
      const { text = '', ...place } = said;
      const channel = conversation(core, named);
      const shared = sharedFile(core, placeOf(person, channel), { ...file, user: person.id });
      const posted = sending(core, person, { channel, text, files: [shared.id], ...place });
      await posted.heard;
      return posted.message;
    },
    edit: (message, text) => editing(core, person, message, text),
    delete: async (message) => deleteMessage(core, ownMessage(core, person, message)),
    deleteFiles: async (message) => deleteFiles(core, ownMessage(core, person, message)),
    invite: (named) => inviteBot(core, person, placeOf(person, conversation(core, named))),
    async react(message, name) {
      const shown = current(message);
      if (shown) await addReaction(core, shown, { name, user: person.id });
    },
    async unreact(message, name) {
      const shown = current(message);
      if (shown) await removeReaction(core, shown, { name, user: person.id });
    },
    dismiss(message) {
      if (message.onlyFor !== person.id) {
        throw new Failure('invalid-input', 'Only what nobody else sees can be dismissed.');
      }
      removeMessage(core, message);
    },
  } satisfies Partial<ActingPerson>;
}

function usingWhatIsShown(core: Core, person: Person) {
  return {
    press: (shown, target) => pressing(core, person, shown, target),
    choose: (shown, target) => choosing(core, person, shown, target),
    use: (shown, name, state) => usingElement(core, person, shown, { name, state }),
    enter: (shown, name, state) => enteringInto(core, person, shown, { name, state }),
    suggest: (shown, name, query) => suggestionsFor(core, person, shown, { name, query }),
    openView: () => stackOf(core, person.id).at(-1),
    fillAndSubmit: (view, values) => fillingAndSubmitting(core, person, view, values),
    submit: (view) => submitting(core, person, view),
    async closeView() {
      const view = stackOf(core, person.id).at(-1);
      if (view) await sendClosing(core, person, view);
    },
    options: (view, named, query) => suggestions(core, person, { view, named, query }),
  } satisfies Partial<ActingPerson>;
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

function sending(
  core: Core,
  person: Person,
  said: Place & Pick<Draft, 'files'> & { readonly channel: Channel; readonly text: string },
): Posted {
  const channel = placeOf(person, said.channel);
  const root = said.thread === undefined ? undefined : threadRoot(core, channel.id, said.thread);
  if (said.thread !== undefined && !root) {
    throw new Failure('invalid-input', `There is no thread ${said.thread} in ${channel.id}.`);
  }
  return postMessage(core, {
    channel: channel.id,
    user: person.id,
    text: written(core, said.text, IN_MESSAGES),
    blocks: [],
    thread_ts: root?.ts,
    ...(said.files === undefined ? {} : { files: said.files }),
  });
}

async function editing(core: Core, person: Person, said: Message, text: string): Promise<void> {
  const before = ownMessage(core, person, said);
  const edited = { user: person.id, ts: nextTs(core) };
  const message = changeMessage(core, before, { text: written(core, text, IN_MESSAGES), edited });
  await tellOfEdit(core, before, message);
}

/** The message as it stands now, where that person wrote it. */
function ownMessage(core: Core, person: Person, said: Message): Message {
  const found = messageAt(core, said.channel, said.ts);
  if (found?.user === person.id) return found;
  throw new Failure('invalid-input', `${person.name} did not write that message.`);
}

async function openTab(core: Core, person: Person, tab: 'home' | 'messages'): Promise<Channel> {
  const channel = directChannel(core, person.id);
  const event: Wire = {
    type: 'app_home_opened',
    user: person.id,
    channel: channel.id,
    tab,
    event_ts: nextTs(core),
  };
  await publish(core, channel.id, event, 'app_home_opened');
  return channel;
}

function suggestions(
  core: Core,
  person: Person,
  { view, named, query }: { readonly view: View; readonly named: string; readonly query: string },
): Promise<readonly MenuOption[]> {
  return offered(sendSuggestion(core, person, { ...fieldNamed(view, named), query, view }));
}
