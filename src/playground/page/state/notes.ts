import { placeKey } from './unread.ts';

/** What Slack itself answers to a person, in one place and for them alone. Gone after a reload. */
export interface Note {
  readonly id: number;
  readonly channel: string;
  readonly thread?: string | undefined;
  /** When it was given, as messages have it: it stands among them. */
  readonly ts: string;
  readonly text: string;
  /** Set where one can add the bot to the channel there and then. */
  readonly offersInvite?: boolean;
}

/** Kept in each place, the latest ones. */
const KEPT_MAX = 3;

export function withNote(notes: readonly Note[], note: Note): readonly Note[] {
  const place = keyOf(note);
  const here = notes.filter((other) => keyOf(other) === place);
  const gone = here.slice(0, Math.max(0, here.length + 1 - KEPT_MAX));
  return [...notes.filter((other) => !gone.includes(other)), note];
}

/** Milliseconds since 1970 as the time of a message: what is written in the same moment sorts after it. */
export function noteTs(nowMs: number): string {
  return `${Math.floor(nowMs / 1_000)}.${String(nowMs % 1_000).padStart(3, '0')}000`;
}

function keyOf({ channel, thread }: Note): string {
  return placeKey(channel, thread);
}
