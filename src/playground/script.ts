import type { LocalSlack } from './slack/local-slack.ts';
import { buttonsOf, fieldsOf, textOf } from './slack/read-message.ts';
import type { Message, View } from './slack/state.ts';

const CHANNEL = '#platform';
const STEP_WITHIN_MS = 30_000;
const READY_WITHIN_MS = 150_000;

/**
 * Plays one conversation: from a vague wish, by words, buttons and a form, through an approval by
 * somebody else, to an object that says itself that it is ready. Throws where the bot does not come
 * along.
 */
export async function playConversation(slack: LocalSlack): Promise<void> {
  const ana = slack.as('ana');
  await ana.command(CHANNEL, '/dotai recommend create a PostgreSQL database in AWS');
  await cardWith(slack, 'Answer');
  const thread = rootOf(slack).ts;
  const say = async (text: string): Promise<void> => {
    await ana.say(CHANNEL, text, { thread });
  };
  await say(
    'It should be managed PostgreSQL DB in AWS (RDS), there should be DB schema management, and it should be publicly accessible.',
  );
  await press(slack, 'Choose 1');
  await cardHeaded(slack, 'Required settings');
  await say('name: my-db, namespace: a-team');
  await cardSaying(slack, '✓ a-team');
  await fillForm(slack, { Size: 'small' });
  await cardHeaded(slack, 'Basic settings');
  await say('Databases: db-01, db-02');
  await cardSaying(slack, '✓ db-01, db-02');
  await press(slack, 'Write Schemas for me');
  await cardSaying(slack, 'written for you');
  await press(slack, 'Continue', 'Skip');
  await cardHeaded(slack, 'Advanced settings');
  await press(slack, 'Skip');
  await cardHeaded(slack, 'Anything else?');
  await say('N/A');
  await press(slack, 'Request approval');
  await approve(slack);
}

/** The requester tries first, and is told that it takes somebody else. */
async function approve(slack: LocalSlack): Promise<void> {
  const change = await cardWith(slack, 'Approve');
  await slack.as('ana').press(change, { label: 'Approve' });
  await slack.waitFor(() => slack.ephemerals('ana').length > 0, {
    what: 'a word to the requester',
  });
  await slack.as('cleo').press(change, { label: 'Approve' });
  await cardSaying(slack, 'every object says so itself', READY_WITHIN_MS);
}

async function press(slack: LocalSlack, ...labels: readonly string[]): Promise<void> {
  const message = await cardWith(slack, ...labels);
  const label = labels.find((one) => hasButton(message, one));
  if (label !== undefined) await slack.as('ana').press(message, { label });
}

/** Keeps what the form suggests, and enters the rest. */
async function fillForm(
  slack: LocalSlack,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  await press(slack, 'Fill in');
  const form: View = await slack.waitFor(() => slack.views('ana').find(isLoaded), {
    timeoutMs: STEP_WITHIN_MS,
    what: 'a form',
  });
  await slack.as('ana').fillAndSubmit(form, values);
}

function isLoaded(view: View): boolean {
  return fieldsOf(view).length > 0;
}

function botMessages(slack: LocalSlack): readonly Message[] {
  return slack.messages(CHANNEL).filter(({ user }) => user === slack.identity.botUserId);
}

function rootOf(slack: LocalSlack): Message {
  const [root] = botMessages(slack);
  if (!root) throw new Error('the bot has not answered');
  return root;
}

function inThread(slack: LocalSlack): readonly Message[] {
  return slack.messages(CHANNEL, { thread: rootOf(slack).ts });
}

function hasButton(message: Message, label: string): boolean {
  return buttonsOf(message).some((button) => button.label === label);
}

/** The newest card that has a button of one of those labels. */
function cardWith(slack: LocalSlack, ...labels: readonly string[]): Promise<Message> {
  return slack.waitFor(
    () =>
      rootExists(slack) &&
      inThread(slack).findLast((message) => labels.some((label) => hasButton(message, label))),
    { timeoutMs: STEP_WITHIN_MS, what: `a card with [${labels.join('] or [')}]` },
  );
}

function rootExists(slack: LocalSlack): boolean {
  return botMessages(slack).length > 0;
}

/** The card of a step, which begins with its name: other cards speak of the step as well. */
function cardHeaded(slack: LocalSlack, heading: string): Promise<Message> {
  return slack.waitFor(
    () => inThread(slack).findLast((message) => textOf(message).startsWith(heading)),
    { timeoutMs: STEP_WITHIN_MS, what: `the card “${heading}”` },
  );
}

function cardSaying(
  slack: LocalSlack,
  words: string,
  timeoutMs: number = STEP_WITHIN_MS,
): Promise<Message> {
  return slack.waitFor(
    () => inThread(slack).findLast((message) => textOf(message).includes(words)),
    { timeoutMs, what: `a card that says “${words}”` },
  );
}
