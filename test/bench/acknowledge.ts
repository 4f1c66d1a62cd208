import { findManyKinds } from './cluster-documents.ts';
import { type BenchOptions, inModes } from './options.ts';
import type { Measurement } from './measurement.ts';
import { atRate, type Paced } from './pace.ts';
import { spread } from './samples.ts';
import type { Mode } from './shared-services.ts';
import { setStage, type Stage, WITHOUT_EMBEDDER } from './stage.ts';
import { beginTalk, CHANNEL, quiet, type Talk } from './talk.ts';

const REQUESTS_PER_SECOND = 200;
const SCAN_TIMEOUT_MS = 300_000;

/**
 * How soon Slack hears that a request has arrived, and is on disk: signed HTTP requests and Socket
 * Mode envelopes through the real receivers, with everything that follows from them going on.
 */
export function measureAcknowledge(options: BenchOptions): Promise<readonly Measurement[]> {
  return inModes(options, (mode) => measureIn(mode, options));
}

async function measureIn(mode: Mode, options: BenchOptions): Promise<readonly Measurement[]> {
  const measured: Measurement[] = [];
  for (const hearsBy of ['http', 'socket'] as const) {
    const { profileFolder } = options;
    const content = { type: 'platform' } as const;
    const stage = await setStage({ mode, content, hearsBy, profileFolder });
    try {
      const { tookMs, failed } = await underLoad(stage, options.isQuick ? 3 : 10);
      const name = hearsBy === 'http' ? 'HTTP' : 'Socket Mode';
      const lost = failed === 0 ? '' : ` (${failed} not acknowledged)`;
      measured.push({
        what: `acknowledge, ${name}, ${REQUESTS_PER_SECOND} requests/s${lost}`,
        unit: 'ms',
        // A request that got no answer is no fast request.
        values: failed === 0 ? spread(tookMs, 'p99') : { p99: Number.POSITIVE_INFINITY },
        budget: { of: 'p99', atMost: 100 },
      });
    } finally {
      await stage.close();
    }
  }
  return [...measured, await whileScanning(mode, options)];
}

/** A first scan of a large cluster takes seconds: meanwhile people ask, and must be heard. */
async function whileScanning(mode: Mode, { profileFolder }: BenchOptions): Promise<Measurement> {
  const many = findManyKinds();
  try {
    const content = many.contentOf(1_000);
    const stage = await setStage({ mode, content, hearsBy: 'socket', profileFolder });
    try {
      const bot = await stage.startBot({ environment: WITHOUT_EMBEDDER });
      const colleague = stage.slack.as('ben');
      const { tookMs } = await atRate({
        perSecond: 20,
        seconds: 3,
        call: async () => {
          const { error } = await colleague.command(CHANNEL, '/dotai help');
          return error === undefined;
        },
      });
      await bot.scanned(1, SCAN_TIMEOUT_MS);
      return {
        what: `acknowledge, 20 requests/s, while 1,000 ${many.source} are scanned`,
        unit: 'ms',
        values: spread(tookMs, 'p99'),
      };
    } finally {
      await stage.close();
    }
  } finally {
    many.remove();
  }
}

async function underLoad(stage: Stage, seconds: number): Promise<Paced> {
  const { slack } = stage;
  const bot = await stage.startBot();
  await bot.scanned(1, SCAN_TIMEOUT_MS);
  const talk = await beginTalk(slack, 'ana');
  await talk.messageWith('Skip');
  const call = callsIn(stage, talk);
  // The first requests find cold code, as after every start; a busy second has no cold code.
  await atRate({ perSecond: 50, seconds: 2, call });
  await quiet(slack, 500);
  const done = await atRate({ perSecond: REQUESTS_PER_SECOND, seconds, call });
  await quiet(slack, 1_000);
  return done;
}

/**
 * Of ten requests, eight are messages of a colleague in the bot's thread, one is a command, and one
 * presses a button that is another person's: each is stored, read and decided about.
 */
function callsIn({ slack }: Stage, talk: Talk) {
  const { thread } = talk;
  const colleague = slack.as('ben');
  return async (index: number): Promise<boolean> => {
    switch (index % 10) {
      case 0: {
        const { error } = await colleague.command(CHANNEL, '/dotai help');
        return error === undefined;
      }
      case 5: {
        const { error } = await colleague.press(await talk.messageWith('Skip'), { label: 'Skip' });
        return error === undefined;
      }
      default: {
        const { ts } = await colleague.say(CHANNEL, `Let us see what comes, ${index}`, { thread });
        const sent = slack.envelopes.findLast(({ body }) => timeOf(body['event']) === ts);
        return sent?.error === undefined;
      }
    }
  };
}

function timeOf(event: unknown): string | undefined {
  const isTimed = typeof event === 'object' && event !== null && 'ts' in event;
  return isTimed && typeof event.ts === 'string' ? event.ts : undefined;
}
