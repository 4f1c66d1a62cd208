import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { readStored, writeStored } from './stored.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEMES)[number];

export interface Theming {
  readonly choice: ThemeChoice;
  readonly theme: 'light' | 'dark';
  readonly choose: (choice: ThemeChoice) => void;
}

const KEY = 'theme';
const DARK = '(prefers-color-scheme: dark)';

/** The theme of the page: as the system has it, until the person chooses. */
export function useTheme(): Theming {
  const [choice, setChoice] = useState<ThemeChoice>(() => {
    const stored = readStored('local', KEY);
    return THEMES.find((theme) => theme === stored) ?? 'system';
  });
  const isSystemDark = useMatches(DARK);
  const theme = choice === 'system' ? (isSystemDark ? 'dark' : 'light') : choice;
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const choose = useCallback((chosen: ThemeChoice) => {
    writeStored('local', KEY, chosen === 'system' ? '' : chosen);
    setChoice(chosen);
  }, []);
  return { choice, theme, choose };
}

/** Whether a media query holds now. */
export function useMatches(query: string): boolean {
  const listen = useCallback(
    (changed: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(listen, () => window.matchMedia(query).matches);
}

/** One pane at a time. The same width stands in the style sheets. */
export function useIsNarrow(): boolean {
  return useMatches('(max-width: 700px)');
}
