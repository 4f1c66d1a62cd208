import { createContext, useContext, useEffect, useId, useSyncExternalStore } from 'react';

/** Which message of the page is in use, so that only that one shows what can be done with it. */
export interface ActiveMessage {
  readonly listen: (changed: () => void) => () => void;
  readonly get: () => string | undefined;
  /** Does nothing while a message is held. */
  readonly set: (id: string | undefined) => void;
  /** Keeps this one active, as long as it has a menu open; undefined lets go of it. */
  readonly hold: (id: string | undefined) => void;
}

export function createActiveMessage(): ActiveMessage {
  const listeners = new Set<() => void>();
  let active: string | undefined;
  let held: string | undefined;
  function become(id: string | undefined): void {
    if (id === active) return;
    active = id;
    listeners.forEach((changed) => changed());
  }
  return {
    listen(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    get: () => active,
    set(id) {
      if (held === undefined) become(id);
    },
    hold(id) {
      held = id;
      if (id !== undefined) become(id);
    },
  };
}

export const ActiveMessageContext = createContext<ActiveMessage | undefined>(undefined);

interface Activity {
  readonly isActive: boolean;
  readonly begin: () => void;
  /** Does nothing where another message has become the active one. */
  readonly end: () => void;
  readonly hold: (isHeld: boolean) => void;
}

/** Whether the message that calls this is the active one. The last that begins is. */
export function useActivity(): Activity {
  const store = useContext(ActiveMessageContext);
  if (!store) throw new Error('outside the shell');
  const id = useId();
  const isActive = useSyncExternalStore(store.listen, () => store.get() === id);
  function end(): void {
    if (store?.get() === id) store.set(undefined);
  }
  useEffect(() => {
    return () => {
      if (store.get() !== id) return;
      store.hold(undefined);
      store.set(undefined);
    };
  }, [store, id]);
  return {
    isActive,
    begin: () => store.set(id),
    end,
    hold: (isHeld) => store.hold(isHeld ? id : undefined),
  };
}
