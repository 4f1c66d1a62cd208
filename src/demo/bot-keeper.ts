import type { Bot } from '../compose.ts';
import { Failure } from '../domain/failure.ts';

/** The bot of a demo, which may be stopped and started again while everything else goes on. */
export interface BotKeeper {
  /** Where its records can be looked at; undefined while it is not running. */
  inspectionUrl(): string | undefined;
  /** Resolves when it runs again. Whoever asks meanwhile waits for the same restart. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

type KeptBot = Pick<Bot, 'inspectionUrl' | 'stop'>;

/** Rejects where the first start does. */
export async function keepBot(start: () => Promise<KeptBot>): Promise<BotKeeper> {
  let bot: KeptBot | undefined = await start();
  let isEnded = false;
  let restarting: Promise<void> | undefined;

  async function stopBot(): Promise<void> {
    const running = bot;
    bot = undefined;
    await running?.stop();
  }

  async function startAgain(): Promise<void> {
    await stopBot();
    if (!isEnded) bot = await start();
  }

  return {
    inspectionUrl: () => bot?.inspectionUrl,
    restart() {
      if (isEnded) return Promise.reject(new Failure('unavailable', 'The demo is ending.'));
      restarting ??= startAgain().finally(() => (restarting = undefined));
      return restarting;
    },
    async stop() {
      isEnded = true;
      // Whoever asked for the restart is told when it fails; here it only has to be over.
      await restarting?.catch(() => undefined);
      await stopBot();
    },
  };
}
