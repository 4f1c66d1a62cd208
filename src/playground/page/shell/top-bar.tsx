import { usePlayground } from '../context.ts';
import { Icon, type IconName } from '../icon.tsx';
import { PANELS, type PanelName } from '../state/route.ts';
import { THEMES } from '../state/theme.ts';
import { MenuButton } from './menu.tsx';
import { useShell } from './shell-context.ts';
import './top-bar.css';

const PANEL_WORDS: Readonly<
  Record<PanelName, { readonly label: string; readonly icon: IconName }>
> = {
  developer: { label: 'Developer', icon: 'panel' },
  cluster: { label: 'Cluster', icon: 'cube' },
};

interface TopBarProps {
  readonly onSearch: () => void;
  readonly onShortcuts: () => void;
  readonly onFirstSteps: () => void;
}

/** History, the field that leads anywhere, and what is the playground's own. */
export function TopBar({ onSearch, ...help }: TopBarProps) {
  const { about } = usePlayground().snapshot;
  return (
    <header className="top-bar">
      <div className="top-bar-side">
        <button
          type="button"
          className="top-bar-button top-bar-history"
          aria-label="Back in history"
          title="Back"
          onClick={() => window.history.back()}
        >
          <Icon name="back" size={18} />
        </button>
        <button
          type="button"
          className="top-bar-button top-bar-history"
          aria-label="Forward in history"
          title="Forward"
          onClick={() => window.history.forward()}
        >
          <Icon name="forward" size={18} />
        </button>
      </div>
      <button
        type="button"
        className="top-bar-search"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={onSearch}
      >
        <Icon name="search" size={16} />
        <span>Search {about.teamName}</span>
      </button>
      <div className="top-bar-side top-bar-end">
        {PANELS.map((panel) => (
          <PanelToggle key={panel} panel={panel} />
        ))}
        <ThemeMenu {...help} />
      </div>
    </header>
  );
}

function PanelToggle({ panel }: { readonly panel: PanelName }) {
  const { route, go } = useShell();
  const { label, icon } = PANEL_WORDS[panel];
  const isOpen = route.panel === panel;
  return (
    <button
      type="button"
      className="top-bar-button"
      data-panel-toggle={panel}
      aria-pressed={isOpen}
      aria-label={label}
      title={`${label} panel`}
      onClick={() => go({ panel: isOpen ? undefined : panel })}
    >
      <Icon name={icon} size={18} />
      <span className="top-bar-label">{label}</span>
    </button>
  );
}

function ThemeMenu({ onShortcuts, onFirstSteps }: Omit<TopBarProps, 'onSearch'>) {
  const { theming } = useShell();
  const words = { system: 'As the system', light: 'Light', dark: 'Dark' };
  const themes = THEMES.map((theme) => ({
    id: theme,
    label: words[theme],
    isChosen: theming.choice === theme,
    onSelect: () => theming.choose(theme),
  }));
  const help = [
    { id: 'first-steps', label: 'First five minutes', onSelect: onFirstSteps },
    { id: 'shortcuts', label: 'Keyboard shortcuts', onSelect: onShortcuts },
  ];
  return (
    <MenuButton
      label="Theme and help"
      className="top-bar-button"
      sections={[
        { heading: 'Theme', items: themes },
        { heading: 'Help', items: help },
      ]}
      align="end"
    >
      <Icon name="theme" size={18} />
    </MenuButton>
  );
}
