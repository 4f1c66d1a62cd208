import type { LocalSlack } from './slack/local-slack.ts';
import { type SeenButton, buttonsOf, fieldsOf, optionsOf, textOf } from './slack/read-message.ts';
import { type Names, spoken, withoutMarks } from './slack/read-text.ts';
import type { Message, View } from './slack/state.ts';
import type { Change } from './slack/store.ts';

/**
 * Prints what people in the local Slack do and see, as it happens, until the returned function is
 * called. `write` is given whole lines without their line break.
 */
export function printConversation(slack: LocalSlack, write: (line: string) => void): () => void {
  const drawn = new Map<string, string>();
  return slack.onChange((change) => {
    if (change.type === 'view-changed' && isDrawn(drawn, change)) return;
    for (const line of linesFor(slack, change)) write(line);
  });
}

/** A form is printed when it opens or is redrawn, not while somebody types into it. */
function isDrawn(
  drawn: Map<string, string>,
  { userId, view }: Extract<Change, { readonly type: 'view-changed' }>,
): boolean {
  const hash = view?.hash ?? '';
  const isSame = drawn.get(userId) === hash;
  drawn.set(userId, hash);
  return isSame;
}

function linesFor(slack: LocalSlack, change: Change): readonly string[] {
  const names = namesIn(slack);
  const named = (id: string): string => names[id] ?? id;
  switch (change.type) {
    case 'message-posted':
      return message(slack, change.message);
    case 'message-updated':
      return isSeenChange(change.message, change.before)
        ? message(slack, change.message, ' (changed)')
        : [];
    case 'message-deleted':
      return [`${named(change.message.user)} deleted a message.`, ''];
    case 'person-acted':
      return [`${named(change.userId)} ${spoken(change.what, names)}`, ''];
    case 'view-changed':
      return change.view ? form(change.view, named(change.userId)) : [];
    case 'status-set':
      return change.status === '' ? [] : [`… ${change.status}`];
    // A file is printed with the message that carries it.
    case 'file-shared':
    case 'envelope-sent':
    case 'envelope-settled':
    case 'call-answered':
    case 'violation-recorded':
    case 'socket-changed':
    case 'workspace-changed':
      return [];
  }
}

function namesIn(slack: LocalSlack): Names {
  const { botUserId, botName } = slack.identity;
  const people = slack.people.map(({ id, realName }) => [id, realName] as const);
  const places = slack.places.map(({ id, name }) => [id, name] as const);
  return { ...Object.fromEntries([...people, ...places]), [botUserId]: botName };
}

function message(slack: LocalSlack, shown: Message, remark = ''): readonly string[] {
  const names = namesIn(slack);
  const text = withoutMarks(textOf(shown, names));
  const buttons = buttonsOf(shown).map(label).join(' ');
  return [
    `${heading(shown, names)}${remark}:`,
    ...(text === '' ? [] : indented(text)),
    ...filesOf(slack, shown),
    ...(buttons === '' ? [] : indented(buttons)),
    '',
  ];
}

function heading(shown: Message, names: Names): string {
  const channel = names[shown.channel];
  const where = channel === undefined ? 'direct message' : `#${channel}`;
  const thread = shown.thread_ts === undefined ? '' : ', in the thread';
  const audience = shown.onlyFor === undefined ? '' : `, only for ${names[shown.onlyFor]}`;
  return `${names[shown.user] ?? shown.user} (${where}${thread}${audience})`;
}

function filesOf(slack: LocalSlack, { files }: Message): readonly string[] {
  return slack
    .files()
    .filter(({ id }) => files.includes(id))
    .flatMap(({ name, title, text }) => [
      ...indented(`File ${name}: ${title}`),
      ...indented(text.trimEnd()).flatMap((line) => indented(line)),
    ]);
}

/** A card that waits for somebody, in short: how it begins, and what can be pressed. */
export function openCard(slack: LocalSlack, shown: Message): readonly string[] {
  const names = namesIn(slack);
  const [first = ''] = withoutMarks(textOf(shown, names)).split('\n');
  const buttons = buttonsOf(shown).map(label).join(' ');
  return [`Still open, ${heading(shown, names)}:`, ...indented(first), ...indented(buttons), ''];
}

function label(button: SeenButton): string {
  return `[${button.label}]`;
}

function isSeenChange(now: Message, before: Message): boolean {
  const seen = (shown: Message): string =>
    [textOf(shown), ...buttonsOf(shown).map(label)].join('\n');
  return seen(now) !== seen(before);
}

/** What stands in the field before anybody types. */
function initialOf(element: ReturnType<typeof fieldsOf>[number]['element']): string {
  if ('initial_value' in element && typeof element.initial_value === 'string') {
    return element.initial_value;
  }
  if ('initial_option' in element && element.initial_option)
    return element.initial_option.text.text;
  if ('initial_options' in element && element.initial_options) {
    return element.initial_options.map(({ text }) => text.text).join(', ');
  }
  return '';
}

function form(view: View, who: string): readonly string[] {
  const fields = fieldsOf(view).map(({ label, element, isOptional }) => {
    const options = optionsOf(element);
    const choices = options.length === 0 ? '' : ` (${options.slice(0, 8).join(', ')})`;
    return `${label}${isOptional ? ', optional' : ''}${choices}: ${initialOf(element) || '____'}`;
  });
  const intro = withoutMarks(
    textOf({ blocks: view.blocks.filter(({ type }) => type !== 'input') }),
  );
  const body = [intro, ...fields, view.submit === undefined ? '' : `[${view.submit}]`];
  const lines = body.filter((line) => line !== '').flatMap((line) => indented(line));
  return [`${who} sees the form "${view.title}":`, ...lines, ''];
}

function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => `    ${line}`);
}
