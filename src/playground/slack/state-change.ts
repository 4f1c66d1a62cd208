import { z } from 'zod';
import {
  Channel,
  Message,
  PendingEvent,
  Person,
  SharedFile,
  type State,
  UserGroup,
  View,
} from './state.ts';

/** What stands in a list in the place of what stood there. */
interface Splice<Item> {
  readonly at: number;
  readonly removed: number;
  readonly added: readonly Item[];
}

function spliceOf<Item extends z.ZodType>(item: Item) {
  const count = z.number().int().nonnegative();
  return z.object({ at: count, removed: count, added: z.array(item).readonly() }).optional();
}

/** From one state to the next: of each list only the part that is not the same. */
export const StateChange = z.object({
  people: spliceOf(Person),
  userGroups: spliceOf(UserGroup),
  channels: spliceOf(Channel),
  messages: spliceOf(Message),
  files: spliceOf(SharedFile),
  views: spliceOf(View),
  pendingEvents: spliceOf(PendingEvent),
  lastTs: z.string(),
  lastId: z.number().int(),
});
export type StateChange = z.infer<typeof StateChange>;

/** Items are told apart by identity: whoever changes one makes it anew. */
export function changeBetween(before: State, after: State): StateChange {
  return {
    people: spliceBetween(before.people, after.people),
    userGroups: spliceBetween(before.userGroups, after.userGroups),
    channels: spliceBetween(before.channels, after.channels),
    messages: spliceBetween(before.messages, after.messages),
    files: spliceBetween(before.files, after.files),
    views: spliceBetween(before.views, after.views),
    pendingEvents: spliceBetween(before.pendingEvents, after.pendingEvents),
    lastTs: after.lastTs,
    lastId: after.lastId,
  };
}

/** The state that a change leads to, from the one that it was made from. */
export function changed(state: State, change: StateChange): State {
  return {
    people: spliced(state.people, change.people),
    userGroups: spliced(state.userGroups, change.userGroups),
    channels: spliced(state.channels, change.channels),
    messages: spliced(state.messages, change.messages),
    files: spliced(state.files, change.files),
    views: spliced(state.views, change.views),
    pendingEvents: spliced(state.pendingEvents, change.pendingEvents),
    lastTs: change.lastTs,
    lastId: change.lastId,
  };
}

function spliceBetween<Item>(
  before: readonly Item[],
  after: readonly Item[],
): Splice<Item> | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let at = 0;
  while (at < shorter && before[at] === after[at]) at += 1;
  let kept = 0;
  while (kept < shorter - at && before.at(-1 - kept) === after.at(-1 - kept)) kept += 1;
  const removed = before.length - at - kept;
  const added = after.slice(at, after.length - kept);
  return removed === 0 && added.length === 0 ? undefined : { at, removed, added };
}

function spliced<Item>(items: readonly Item[], splice: Splice<Item> | undefined): readonly Item[] {
  return splice ? items.toSpliced(splice.at, splice.removed, ...splice.added) : items;
}
