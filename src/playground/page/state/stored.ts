/** Text kept by the browser; where it keeps nothing (a private window), nothing is remembered. */
export function readStored(storage: 'session' | 'local', key: string): string | undefined {
  try {
    return storeOf(storage).getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** An empty text is forgotten. */
export function writeStored(storage: 'session' | 'local', key: string, text: string): void {
  try {
    if (text === '') storeOf(storage).removeItem(key);
    else storeOf(storage).setItem(key, text);
  } catch {
    // Full or forbidden: the page works without.
  }
}

function storeOf(storage: 'session' | 'local'): Storage {
  return storage === 'session' ? window.sessionStorage : window.localStorage;
}
