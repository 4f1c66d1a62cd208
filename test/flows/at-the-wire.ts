import type { Message, View } from '../../src/playground/slack/state.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import type { World } from '../world.ts';

export const INTENT = 'create a PostgreSQL database in AWS';
export const ANSWERS = 'name: my-db, namespace: a-team, size: small, region: us-east-1';

export interface Where {
  readonly who?: string;
  readonly channel?: string;
  readonly intent?: string;
  /** Begins the conversation instead of a recommendation: `/dotai policies new …`. */
  readonly command?: string;
  /** The number of the solution to choose. */
  readonly choice?: string;
  /** False where the bot waits for what may never come: the first card alone is waited for. */
  readonly isAnswered?: boolean;
}

/** One conversation with the bot, as the person who leads it and those around see it. */
export interface Talk {
  readonly channel: string;
  /** The thread under the bot's first card. */
  readonly thread: string;
  /** The bot's messages in the thread, the card at its head first. */
  cards(): readonly Message[];
  /** The newest of them that says so, as it stands now. Throws when none does. */
  card(saying: string): Message;
  /** The last message of the bot. */
  newest(): Message;
  /** Everything that the thread shows of the bot, as text. */
  text(): string;
  /** What only that person was told so far. */
  told(who?: string): string;
  say(text: string, who?: string): Promise<void>;
  /** Presses the newest button with that label. */
  press(label: string, who?: string): Promise<void>;
  /** Presses the newest button with that label and waits for the form that it opens. */
  open(label: string, who?: string): Promise<View>;
  /** Waits until the thread says so. */
  sees(saying: string): Promise<Message>;
}

/** Gives `/dotai recommend`, or another command, and waits for the first card of the thread. */
export async function ask(world: World, where: Where = {}): Promise<Talk> {
  const { who = 'ana', channel = '#platform', intent = INTENT, isAnswered = true } = where;
  const { command = `/dotai recommend ${intent}` } = where;
  const { slack } = world;
  const before = new Set(slack.messages(channel).map(({ ts }) => ts));
  await slack.as(who).command(channel, command);
  if (isAnswered) await world.idle();
  const root = await slack.waitFor(
    () =>
      slack
        .messages(channel)
        .find(({ ts, user }) => !before.has(ts) && user === slack.identity.botUserId),
    { what: 'the first card' },
  );
  return talkAt(world, { who, channel, thread: root.ts });
}

/** A conversation that is already there, under its first card. */
export function talkAt(
  world: World,
  at: { readonly who: string; readonly channel: string; readonly thread: string },
): Talk {
  const { slack } = world;
  const { channel, thread } = at;
  function cards(): readonly Message[] {
    const all = slack.messages(channel, { thread });
    return all.filter(({ user }) => user === slack.identity.botUserId);
  }
  function find(fits: (message: Message) => boolean): Message | undefined {
    return cards().toReversed().find(fits);
  }
  function text(): string {
    return cards()
      .map((card) => textOf(card))
      .join('\n');
  }
  async function press(label: string, who = at.who): Promise<void> {
    const card = find((one) => buttonsOf(one).some((button) => button.label === label));
    if (!card) throw new Error(`Nothing shows [${label}]. The thread:\n${text()}`);
    await slack.as(who).press(card, { label });
    await world.idle();
  }
  return {
    channel,
    thread,
    cards,
    newest: () => present(cards().at(-1), 'card'),
    text,
    card(saying) {
      const found = find((card) => textOf(card).includes(saying));
      if (!found) throw new Error(`No card says "${saying}". The thread:\n${text()}`);
      return found;
    },
    told: (who = at.who) => toldTo(world, who),
    async say(said, who = at.who) {
      await slack.as(who).say(channel, said, { thread });
      await world.idle();
    },
    press,
    async open(label, who = at.who) {
      await press(label, who);
      return slack.waitFor(() => slack.as(who).openView(), { what: `the form of [${label}]` });
    },
    sees: (saying) =>
      slack.waitFor(() => find((card) => textOf(card).includes(saying)), {
        what: `a card that says "${saying}"; the thread:\n${text()}`,
      }),
  };
}

/** The labels of a message's buttons. */
export function buttonsIn(message: Message): readonly string[] {
  return buttonsOf(message).map(({ label }) => label);
}

/** What only this person was told, oldest first. */
export function toldTo({ slack }: World, who: string): string {
  return slack
    .ephemerals(who)
    .map((one) => textOf(one))
    .join('\n');
}

/** The last thing that this person alone was told. */
export function lastToldTo({ slack }: World, who: string): Message {
  return present(slack.ephemerals(who).at(-1), `word to ${who}`);
}

function present<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`There is no ${what}.`);
  return value;
}

/** A conversation at its required questions. */
export async function atQuestions(world: World, where: Where = {}): Promise<Talk> {
  const talk = await ask(world, where);
  await talk.say('skip');
  await talk.say(where.choice ?? '1');
  await talk.sees('Required settings');
  return talk;
}

/** A conversation whose manifests passed the dry run. */
export async function atReview(
  world: World,
  { answers = ANSWERS, ...where }: Where & { readonly answers?: string } = {},
): Promise<Talk> {
  const talk = await atQuestions(world, where);
  await talk.say(answers);
  await talk.say('skip');
  await talk.say('skip');
  await talk.say('N/A');
  await talk.sees('The cluster accepted this in a dry run');
  return talk;
}

/** A conversation whose change waits for approval. */
export async function atApproval(
  world: World,
  where: Where & { readonly answers?: string } = {},
): Promise<Talk> {
  const talk = await atReview(world, where);
  await talk.press('Request approval');
  await talk.sees('Exactly ');
  return talk;
}

/** What the bot logged as gone wrong. */
export function errorsIn({ log }: World): readonly unknown[] {
  return log.filter(({ level }) => typeof level === 'number' && level >= 50);
}

/** How often the bot has written that object, dry runs not counted. */
export function appliesIn({ cluster }: World, name: string): number {
  return cluster
    .requests()
    .filter(
      ({ method, url }) =>
        method === 'PATCH' && url.includes(`/${name}?`) && url.includes('fieldManager=dotai'),
    )
    .filter(({ url, status }) => !url.includes('dryRun') && status < 300).length;
}

/** Applies an object as another field manager would, forced: `kubectl`, a controller. */
export async function writeAs(
  { cluster }: World,
  manager: string,
  { path, object }: { readonly path: string; readonly object: object },
): Promise<void> {
  const response = await fetch(`${cluster.url}${path}?fieldManager=${manager}&force=true`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${cluster.tokens['admin']}`,
      'content-type': 'application/apply-patch+yaml',
    },
    body: JSON.stringify(object),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** A database as somebody else would write it, for `writeAs`. */
export function aDatabase(
  of: string,
  spec: object,
  annotations: object = {},
): { path: string; object: object } {
  return {
    path: `/apis/platform.acme.example/v1beta1/namespaces/a-team/sqldatabases/${of}`,
    object: {
      apiVersion: 'platform.acme.example/v1beta1',
      kind: 'SqlDatabase',
      metadata: { name: of, namespace: 'a-team', annotations },
      spec,
    },
  };
}
