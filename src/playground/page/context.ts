import { createContext, useContext } from 'react';
import type { Act, ActAnswer, Snapshot } from '../page-protocol.ts';
import type { Person } from '../slack/state.ts';

/** What every part of the page can see and do. */
export interface Playground {
  readonly me: Person;
  /** The server's state, kept up to date. */
  readonly snapshot: Snapshot;
  /**
   * Does something as `me`. Never rejects: where the server cannot be reached the answer says so. A
   * refusal is also shown to the person, unless `isQuiet`.
   */
  act(act: Act, options?: { readonly isQuiet?: boolean }): Promise<ActAnswer>;
  /** The name to show for a person's, group's, channel's or the bot's id. */
  nameOf(id: string): string;
  /** Shows a conversation; with `thread`, that thread beside it, scrolled to. */
  open(place: { readonly channel: string; readonly thread?: string }): void;
  /** Follows a link: what leads to a place of this page opens here; false for any other address. */
  follow(url: string): boolean;
  /** The `href` of a link: what leads to a place of this page is the page's own address. */
  addressOf(url: string): string;
  readonly theme: 'light' | 'dark';
}

export const PlaygroundContext = createContext<Playground | undefined>(undefined);

export function usePlayground(): Playground {
  const playground = useContext(PlaygroundContext);
  if (!playground) throw new Error('outside the playground');
  return playground;
}
