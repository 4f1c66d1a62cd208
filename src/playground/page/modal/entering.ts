import type { Act, ActAnswer } from '../../page-protocol.ts';
import type { Playground } from '../context.ts';

export type Enter = Extract<Act, { readonly type: 'enter' }>;
type Options = Parameters<Playground['act']>[1];

/** Quiet time after which what is typed is told, in milliseconds. */
export const ENTER_AFTER_MS = 250;

/**
 * What is entered into one view, on its way to the server: one request a field at a time, the latest
 * value wins, and what was refused or did not arrive is told again before anything else is done.
 */
export interface Entering {
  /** Acts for what is inside the view, after all that was entered there has arrived. */
  readonly act: Playground['act'];
  /** Tells of what is typed once the person pauses; with `isDispatched`, the app too. */
  readonly enterSoon: (enter: Enter, options?: { readonly isDispatched: boolean }) => void;
  /**
   * Tells now of all that `isShown` accepts and forgets the rest. Answers with the first refusal, or
   * that all is told.
   */
  readonly flush: (isShown?: (enter: Enter) => boolean) => Promise<ActAnswer>;
  /** Takes a field's last value back, where it did not arrive. */
  readonly forget: (enter: Enter) => void;
  /** Stops waiting for pauses; what is not told by then stays so until `flush`. */
  readonly pause: () => void;
}

interface Untold {
  readonly enter: Enter;
  readonly isDispatched: boolean;
  readonly options: Options;
}

export function createEntering(act: Playground['act']): Entering {
  const untold = new Map<string, Untold>();
  const underWay = new Map<string, Promise<ActAnswer>>();
  const pauses = new Map<string, ReturnType<typeof setTimeout>>();

  function tell(key: string): Promise<ActAnswer> {
    clearTimeout(pauses.get(key));
    pauses.delete(key);
    const work = underWay.get(key) ?? tellLatest(key).finally(() => underWay.delete(key));
    underWay.set(key, work);
    return work;
  }

  async function tellLatest(key: string): Promise<ActAnswer> {
    let answer: ActAnswer = { ok: true };
    for (let next = untold.get(key); next; next = untold.get(key)) {
      answer = await act(next.enter, next.options);
      const isLatest = untold.get(key) === next;
      if (isLatest && !answer.ok) return answer;
      if (!isLatest) continue;
      untold.delete(key);
      if (next.isDispatched) answer = await act({ ...next.enter, type: 'use' });
    }
    return answer;
  }

  async function flush(isShown: (enter: Enter) => boolean = () => true): Promise<ActAnswer> {
    for (const { enter } of untold.values()) if (!isShown(enter)) forget(enter);
    const answers = await Promise.all([...untold.keys(), ...underWay.keys()].map(tell));
    return answers.find(({ ok }) => !ok) ?? { ok: true };
  }

  function forget(enter: Enter): void {
    const key = keyOf(enter);
    clearTimeout(pauses.get(key));
    pauses.delete(key);
    untold.delete(key);
  }

  return {
    async act(asked, options) {
      if (asked.type === 'enter') {
        untold.set(keyOf(asked), { enter: asked, isDispatched: false, options });
        return tell(keyOf(asked));
      }
      await flush();
      return act(asked, options);
    },
    enterSoon(enter, { isDispatched } = { isDispatched: false }) {
      const key = keyOf(enter);
      untold.set(key, { enter, isDispatched, options: { isQuiet: true } });
      clearTimeout(pauses.get(key));
      pauses.set(
        key,
        setTimeout(() => void tell(key), ENTER_AFTER_MS),
      );
    },
    flush,
    forget,
    pause() {
      for (const timer of pauses.values()) clearTimeout(timer);
      pauses.clear();
    },
  };
}

function keyOf({ blockId, actionId }: Enter): string {
  return JSON.stringify([blockId, actionId]);
}
