import type { Logger } from '../ports/logger.ts';

/** What was opened one upon the other, to be closed the other way round. */
export interface Closing {
  add(part: string, close: () => Promise<void> | void): void;
  /** Closes every part once, the last one first. One that fails is logged and keeps no other open. */
  closeAll(): Promise<void>;
}

export function createClosing(logger: Logger): Closing {
  const parts: { readonly part: string; readonly close: () => Promise<void> | void }[] = [];
  return {
    add(part, close) {
      parts.push({ part, close });
    },
    async closeAll() {
      for (let next = parts.pop(); next; next = parts.pop()) {
        const { part, close } = next;
        try {
          await close();
        } catch (error) {
          logger.error('a part could not be closed', { part, error });
        }
      }
    },
  };
}
