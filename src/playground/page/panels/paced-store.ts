/** State that may change far more often than the page can be drawn. */
export interface PacedStore<State> {
  /** Changes the state at once; whoever looks is told within `PACE_MS`. */
  readonly update: (change: (state: State) => State) => void;
  /** As it was last told. */
  readonly read: () => State;
  /** Is called after every telling; the answer ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Milliseconds between two tellings: often enough to look immediate. */
export const PACE_MS = 120;

export function createPacedStore<State>(initial: State): PacedStore<State> {
  const listeners = new Set<() => void>();
  let state = initial;
  let told = initial;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(): void {
    timer = undefined;
    told = state;
    for (const listener of listeners) listener();
  }

  return {
    update(change) {
      state = change(state);
      timer ??= setTimeout(tell, PACE_MS);
    },
    read: () => told,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
