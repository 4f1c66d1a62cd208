/** What waits: a `Clock` does. */
interface Sleeper {
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** What the work resolves to, or undefined when that takes longer than `ms`; the work goes on. */
export async function within<Result>(wait: {
  readonly clock: Sleeper;
  readonly ms: number;
  readonly work: Promise<Result>;
}): Promise<Result | undefined> {
  const over = new AbortController();
  const deadline = wait.clock.sleep(wait.ms, over.signal).then(
    () => undefined,
    () => undefined,
  );
  try {
    return await Promise.race([wait.work, deadline]);
  } finally {
    over.abort();
  }
}
