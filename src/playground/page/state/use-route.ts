import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { type Route, readRoute, writeRoute } from './route.ts';

export interface Routing {
  readonly route: Route;
  /** Goes there; with `replaces`, Back skips what was shown before. */
  readonly go: (route: Route, options?: { readonly replaces?: boolean }) => void;
}

/** The route in the address of the page. */
export function useRoute(): Routing {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  const route = useMemo(() => readRoute(hash), [hash]);
  const go = useCallback((to: Route, { replaces = false } = {}) => {
    const address = writeRoute(to);
    if (address === window.location.hash) return;
    if (!replaces) {
      window.location.hash = address;
      return;
    }
    window.history.replaceState(null, '', address);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }, []);
  return { route, go };
}

function listen(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
