import { createBullQueue } from '../../src/adapters/bullmq/effect-queue.ts';
import { createFakeLogger } from '../fakes/logger.ts';

/**
 * A process that begins effects and never ends them by itself, but when it is told to by their signal.
 * Says what happens, a line each. SIGTERM stops it; then it must end by itself.
 */
const [, , url = '', prefix = ''] = process.argv;
const slots = { quick: 5, cards: 5, work: 5, parallel: 5, background: 5 };
const queue = createBullQueue({ url, prefix, slots, logger: createFakeLogger() });

queue.start(async ({ id }, signal) => {
  say(`began ${id}`);
  const { promise, resolve } = Promise.withResolvers<undefined>();
  signal.addEventListener('abort', () => {
    say(`aborted ${id}: ${signal.reason instanceof Error ? signal.reason.message : ''}`);
    resolve(undefined);
  });
  return promise;
});
process.once('SIGTERM', () => void queue.stop(0).then(() => say('stopped')));
say('started');

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
