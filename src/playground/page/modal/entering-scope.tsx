import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { PlaygroundContext, usePlayground } from '../context.ts';
import { createEntering, type Entering } from './entering.ts';

/** What a view gives to the fields inside it. */
export interface ViewScope {
  readonly entering: Entering;
  /** Changes when the app redraws the view, not when somebody enters something. */
  readonly hash: string | undefined;
  /** What Enter in a field of one line does. */
  readonly submit: () => void;
}

const ViewScopeContext = createContext<ViewScope | undefined>(undefined);

/** The scope of the view around; a field that stands alone has one of its own. */
export function useViewScope(): ViewScope {
  const around = useContext(ViewScopeContext);
  const entering = useEntering();
  const own = useMemo(() => ({ entering, hash: undefined, submit: doNothing }), [entering]);
  return around ?? own;
}

function doNothing(): void {}

export function useEntering(): Entering {
  const playground = usePlayground();
  const latest = useRef(playground);
  useEffect(() => {
    latest.current = playground;
  }, [playground]);
  const [entering] = useState(() =>
    createEntering((asked, options) => latest.current.act(asked, options)),
  );
  useEffect(() => {
    // Whoever loads the page again finds what was typed last.
    function flush(): void {
      void entering.flush();
    }
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      entering.pause();
    };
  }, [entering]);
  return entering;
}

/** Everything inside acts through `scope.entering`, so that nothing overtakes what was entered. */
export function EnteringScope({
  scope,
  children,
}: {
  readonly scope: ViewScope;
  readonly children: ReactNode;
}) {
  const playground = usePlayground();
  const { entering } = scope;
  const inside = useMemo(() => ({ ...playground, act: entering.act }), [playground, entering]);
  return (
    <ViewScopeContext value={scope}>
      <PlaygroundContext value={inside}>{children}</PlaygroundContext>
    </ViewScopeContext>
  );
}
