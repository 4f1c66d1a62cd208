import { createContext, useContext } from 'react';
import type { Playground } from '../context.ts';
import type { Message } from '../../slack/state.ts';
import type { Note } from '../state/notes.ts';
import type { Status } from '../state/reducer.ts';
import type { Route } from '../state/route.ts';
import type { Link } from '../state/stream.ts';
import type { Theming } from '../state/theme.ts';
import type { ReadMarks, Unread } from '../state/unread.ts';

/** What the shell's own parts share besides the playground. */
export interface Shell {
  readonly route: Route;
  /** Changes the route; what is not named stays. A new place closes the thread. */
  readonly go: (changes: Partial<Route>, options?: { readonly replaces?: boolean }) => void;
  /** The address of such a change. */
  readonly addressOf: (changes: Partial<Route>) => string;
  readonly link: Link;
  readonly statuses: readonly Status[];
  readonly unread: ReadonlyMap<string, Unread>;
  readonly marks: ReadMarks;
  readonly markRead: (
    messages: readonly Message[],
    place: { readonly channel: string; readonly thread?: string | undefined },
  ) => void;
  readonly notes: readonly Note[];
  readonly note: (note: Omit<Note, 'id' | 'ts'>) => void;
  readonly dismissNote: (id: number) => void;
  /** Shows a sentence for a while, such as why something was refused. */
  readonly tell: (sentence: string) => void;
  readonly theming: Theming;
  /**
   * What a message can see of the playground: all but the messages and what changes with them, so
   * that one message that comes does not redraw all others.
   */
  readonly surroundings: Playground;
}

export const ShellContext = createContext<Shell | undefined>(undefined);

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error('outside the shell');
  return shell;
}
