import type { LocalSlack } from '../../src/playground/slack/local-slack.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { CARD_BUDGET } from './answers.ts';
import { findManyKinds, type ManyKinds } from './cluster-documents.ts';
import { forgetDocuments } from './forget-documents.ts';
import { type BenchOptions, inModes } from './options.ts';
import type { Measurement } from './measurement.ts';
import { atRate, type Paced } from './pace.ts';
import { quantile, spread } from './samples.ts';
import type { Mode } from './shared-services.ts';
import { setStage, type Stage, WITHOUT_EMBEDDER } from './stage.ts';
import { CHANNEL, drawnIn, hasButton, INTENT, quiet } from './talk.ts';

/** So many people that each of 500 does something every hundred seconds. */
const PER_SECOND = 5;
const OPENED_PER_SECOND = 10;
const PEOPLE = ['ana', 'ben', 'cleo', 'drew'];
const SCAN_TIMEOUT_MS = 1_800_000;
const CARD_TIMEOUT_MS = 30_000;
const SETTLED_AFTER_MS = 1_000;

interface Open {
  readonly thread: string;
  readonly person: string;
}

/**
 * Many conversations open at once, each of which goes on while a whole scan of a large cluster runs:
 * profiles first, then vectors. Timed from when the event was due until the first card in its thread.
 */
export function measureSessions(options: BenchOptions): Promise<readonly Measurement[]> {
  return inModes(options, async (mode) => {
    const many = findManyKinds();
    try {
      return await measureIn(mode, many, options);
    } finally {
      many.remove();
    }
  });
}

async function measureIn(
  mode: Mode,
  many: ManyKinds,
  { isQuick, profileFolder }: BenchOptions,
): Promise<readonly Measurement[]> {
  const count = isQuick ? 100 : 500;
  const content = {
    type: 'platform-among',
    many: many.contentOf(isQuick ? 250 : 1_000),
  } as const;
  const stage = await setStage({ mode, content, hearsBy: 'socket', profileFolder });
  try {
    const first = await stage.startBot({ environment: WITHOUT_EMBEDDER });
    await first.scanned(1, SCAN_TIMEOUT_MS);
    const { opened, sessions } = await openSessions(stage.slack, count);
    await first.stop();
    await forgetDocuments(stage);

    const bot = await stage.startBot();
    const pressed = await pressAll(stage, sessions, 'Skip');
    const until = bot.count('scan finished') > 0 ? ', which ended before the last of them' : '';
    const what = `${count} sessions at once, ${PER_SECOND} events/s, while ${content.many.count} ${many.source} are scanned${until}`;
    return [...growthLines(opened, count), line(what, pressed)];
  } finally {
    await stage.close();
  }
}

/** One more session for each event, while nothing else goes on. */
async function openSessions(slack: LocalSlack, count: number) {
  const sessions: Open[] = [];
  const opened = await atRate({
    perSecond: OPENED_PER_SECOND,
    seconds: count / OPENED_PER_SECOND,
    async call(index) {
      const person = PEOPLE[index % PEOPLE.length] ?? '';
      // Each asks for something of its own, by which its first card is known.
      const intent = `${INTENT} for shop${index}`;
      const card = cardOf(slack, (one) => one.text.includes(`asks: ${intent}\n`));
      slack.as(person).send(CHANNEL, `<@${slack.identity.botUserId}> recommend ${intent}`);
      const root = await card;
      if (root) sessions.push({ thread: root.ts, person });
      return root !== undefined;
    },
  });
  await quiet(slack, SETTLED_AFTER_MS);
  return { opened, sessions };
}

async function pressAll({ slack }: Stage, sessions: readonly Open[], label: string) {
  const done = await atRate({
    perSecond: PER_SECOND,
    seconds: sessions.length / PER_SECOND,
    async call(index) {
      const session = sessions[index];
      const message =
        session &&
        slack
          .messages(CHANNEL, { thread: session.thread })
          .findLast((one) => hasButton(one, label));
      if (!session || !message) return false;
      const { thread } = session;
      const card = cardOf(slack, (one) => (one.thread_ts ?? one.ts) === thread);
      const { error } = await slack.as(session.person).press(message, { label });
      return error === undefined && (await card) !== undefined;
    },
  });
  await quiet(slack, SETTLED_AFTER_MS);
  return done;
}

/** The first such message that the bot posts or changes from now on; undefined where it does not. */
async function cardOf(
  slack: LocalSlack,
  isMeant: (message: Message) => boolean,
): Promise<Message | undefined> {
  const { promise, resolve } = Promise.withResolvers<Message | undefined>();
  const timer = setTimeout(() => resolve(undefined), CARD_TIMEOUT_MS);
  const stop = slack.onChange((change) => {
    const drawn = drawnIn(slack, change);
    if (drawn && isMeant(drawn)) resolve(drawn);
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    stop();
  }
}

/** The last quarter was opened beside three times as many as the first. */
function growthLines(opened: Paced, count: number): readonly Measurement[] {
  const quarter = Math.floor(count / 4);
  const first = quantile(opened.tookMs.slice(0, quarter), 0.5);
  const last = quantile(opened.tookMs.slice(-quarter), 0.5);
  return [
    line(`opening ${count} sessions, ${OPENED_PER_SECOND} a second`, opened),
    {
      what: `– median of the last ${quarter} of them, against the first ${quarter}`,
      unit: '×',
      values: { value: last / first },
    },
  ];
}

function line(what: string, { tookMs, failed }: Paced): Measurement {
  return {
    what: failed === 0 ? what : `${what} (${failed} without a card)`,
    unit: 'ms',
    // An event that led to no card is no fast one.
    values: failed === 0 ? spread(tookMs, 'p95') : { p95: Number.POSITIVE_INFINITY },
    budget: CARD_BUDGET,
  };
}
