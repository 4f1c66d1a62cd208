import { Suspense, lazy, useEffect, useState } from 'react';
import { Modals } from '../modal/modals.tsx';
import { ShortcutsDialog } from '../modal/shortcuts-dialog.tsx';
import { usePlayground } from '../context.ts';
import { FirstStepsDialog } from './first-steps-dialog.tsx';
import { titleOf } from './places.ts';
import { PlaceView } from './place-view.tsx';
import { QuickSwitcher } from './quick-switcher.tsx';
import { Rail } from './rail.tsx';
import { useShell } from './shell-context.ts';
import { Sidebar } from './sidebar.tsx';
import { Strips } from './strips.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { TopBar } from './top-bar.tsx';
import './frame.css';

const DeveloperPanel = lazy(async () => {
  const { DeveloperPanel: panel } = await import('../panels/developer-panel.tsx');
  return { default: panel };
});
const ClusterPanel = lazy(async () => {
  const { ClusterPanel: panel } = await import('../panels/cluster-panel.tsx');
  return { default: panel };
});

type Dialog = 'switcher' | 'shortcuts' | 'first-steps';

/** The page: bars, sidebar, the place, and what is beside it. One at a time where it is narrow. */
export function Frame({ sentences }: { readonly sentences: readonly string[] }) {
  const { route } = useShell();
  const { snapshot } = usePlayground();
  const [dialog, setDialog] = useState<Dialog>();
  useShortcuts(setDialog, snapshot.modals.length > 0);
  const title = titleOf(route.place, snapshot);
  const shown = route.panel ?? (route.thread ? 'thread' : route.place.kind);

  return (
    <div
      className="frame"
      data-shown={shown}
      data-thread={route.thread !== undefined}
      data-panel={route.panel !== undefined}
    >
      <SkipLinks />
      <TopBar
        onSearch={() => setDialog('switcher')}
        onShortcuts={() => setDialog('shortcuts')}
        onFirstSteps={() => setDialog('first-steps')}
      />
      <div className="frame-below">
        <Rail />
        <div className="frame-client">
          <Sidebar />
          <main className="frame-main" id="place" tabIndex={-1}>
            <h1 className="sr-only">{title}</h1>
            <div className="frame-place">
              <Strips />
              <PlaceView />
            </div>
            <ThreadPane />
          </main>
          <SidePanel />
        </div>
      </div>
      <Modals />
      <OpenDialog dialog={dialog} onClose={() => setDialog(undefined)} />
      <div className="frame-told" role="alert">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  );
}

interface OpenDialogProps {
  readonly dialog: Dialog | undefined;
  readonly onClose: () => void;
}

function OpenDialog({ dialog, onClose }: OpenDialogProps) {
  switch (dialog) {
    case 'switcher':
      return <QuickSwitcher onClose={onClose} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={onClose} />;
    case 'first-steps':
      return <FirstStepsDialog onClose={onClose} />;
    case undefined:
      return undefined;
  }
}

function SidePanel() {
  const { route, go } = useShell();
  if (!route.panel) return undefined;
  function close(): void {
    go({ panel: undefined });
    document.querySelector<HTMLElement>(`[data-panel-toggle="${route.panel}"]`)?.focus();
  }
  return (
    <div className="frame-panel">
      <Suspense fallback={<p className="frame-panel-loading">Loading…</p>}>
        {route.panel === 'developer' ? (
          <DeveloperPanel onClose={close} />
        ) : (
          <ClusterPanel onClose={close} />
        )}
      </Suspense>
    </div>
  );
}

/** Buttons rather than links: the address holds the place. */
function SkipLinks() {
  return (
    <div className="frame-skip">
      <button type="button" onClick={() => focusOn('#place')}>
        Skip to the conversation
      </button>
      <button type="button" onClick={() => focusOn('.composer-field')}>
        Skip to the message field
      </button>
    </div>
  );
}

function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}

const REGIONS = ['.rail a', '.sidebar a', '#place', '.thread-pane', '.frame-panel'];

/** Ctrl or Cmd with K opens the switcher, with / the shortcuts; F6 goes round the regions. */
function useShortcuts(open: (dialog: Dialog) => void, isBlocked: boolean): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (isBlocked || event.defaultPrevented) return;
      const isCommand = (event.metaKey || event.ctrlKey) && !event.altKey;
      if (isCommand && event.key.toLowerCase() === 'k') open('switcher');
      else if (isCommand && event.key === '/') open('shortcuts');
      else if (event.key === 'F6') nextRegion(event.shiftKey ? -1 : 1);
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [open, isBlocked]);
}

function nextRegion(step: 1 | -1): void {
  const regions = REGIONS.flatMap((selector) => {
    const found = document.querySelector<HTMLElement>(selector);
    return found && found.offsetParent !== null ? [found] : [];
  });
  // A thread stands inside the place.
  const here = regions.findLastIndex((region) => {
    const whole = region.closest('nav, main, aside, .thread-pane, .frame-panel') ?? region;
    return whole.contains(document.activeElement);
  });
  regions[(Math.max(here, step === 1 ? -1 : 0) + step + regions.length) % regions.length]?.focus();
}
