const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** By convention 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/** Resolves at the first Ctrl+C (or SIGTERM, or a closed terminal); the second one ends at once. */
export function stopAsked(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isAsked = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (isAsked) process.exit(INTERRUPTED);
      isAsked = true;
      resolve();
    });
  }
  return promise;
}
