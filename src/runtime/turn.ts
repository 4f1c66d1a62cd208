import type { ChatPlatform } from '../ports/chat-platform.ts';
import type { EffectTurn, RecordStore } from '../ports/record-store.ts';
import type { PlatformOf } from './telling.ts';

/** The right to do one effect, which this process may lose while it is suspended or cut off. */
export interface Turn {
  /** Throws `Failure('unavailable')` where it is lost, or nobody can tell. */
  check(): Promise<void>;
  /** Whether the last check threw: how the effect ends is then not for this process to say. */
  isLost(): boolean;
}

export function createTurn(store: Pick<RecordStore, 'checkTurn'>, turn: EffectTurn): Turn {
  let isLost = false;
  return {
    async check() {
      try {
        await store.checkTurn(turn);
        isLost = false;
      } catch (error) {
        isLost = true;
        throw error;
      }
    },
    isLost: () => isLost,
  };
}

/** The platforms, told nothing by whoever lost the turn: each word and card is checked right before it. */
export function inTurn(platformOf: PlatformOf, turn: Pick<Turn, 'check'>): PlatformOf {
  return (place) => platformInTurn(platformOf(place), turn);
}

function platformInTurn(platform: ChatPlatform, { check }: Pick<Turn, 'check'>): ChatPlatform {
  return {
    ...platform,
    async post(message) {
      await check();
      return platform.post(message);
    },
    async update(reference, message) {
      await check();
      await platform.update(reference, message);
    },
    async tell(message) {
      await check();
      await platform.tell(message);
    },
    async upload(file) {
      await check();
      await platform.upload(file);
    },
  };
}
