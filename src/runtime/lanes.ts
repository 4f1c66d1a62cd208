/** Work in lanes: what shares a lane runs one after the other, lanes run side by side. */
export interface Lanes {
  /** Resolves or rejects as `work` does. */
  run<Result>(lane: string, work: () => Promise<Result>): Promise<Result>;
  isBusy(lane: string): boolean;
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  return {
    async run(lane, work) {
      const before = tails.get(lane) ?? Promise.resolve();
      const result = before.then(work);
      const tail = result.catch(() => undefined);
      tails.set(lane, tail);
      try {
        return await result;
      } finally {
        if (tails.get(lane) === tail) tails.delete(lane);
      }
    },
    isBusy: (lane) => tails.has(lane),
  };
}
