import type { About, StreamEvent } from '../page-protocol.ts';
import type { LocalSlack } from '../slack/local-slack.ts';
import type { Person, State } from '../slack/state.ts';
import type { Change } from '../slack/store.ts';
import type { EventStream } from './event-stream.ts';
import { fileOnPage, snapshotFor } from './snapshot.ts';
import { channelSeen, modalsOf, sees, seesFile } from './visible.ts';

/**
 * Tells one person's page what they see: everything first, then each change in the order in which it
 * happened. Between the two nothing is lost, since both are taken in one go.
 */
export function streamConversations(
  slack: LocalSlack,
  about: () => About,
  person: Person,
  stream: EventStream,
): void {
  const deltas = createDeltas(slack, person);
  const tell = (event: StreamEvent): void => stream.send(event);
  function tellAll(): void {
    tell({ type: 'snapshot', snapshot: snapshotFor(slack, about(), person) });
    for (const { channel, thread, status } of slack.statuses()) {
      deltas({ type: 'status-set', channel, thread, status }).forEach(tell);
    }
  }
  tellAll();
  const stop = slack.onChange((change) => {
    if (change.type !== 'workspace-changed') return deltas(change).forEach(tell);
    const current = slack.people.find(({ id }) => id === person.id);
    if (!current || current.standing === 'deactivated') stream.end();
    else tellAll();
  });
  stream.onEnd(stop);
}

/** What a change means for this person. */
function createDeltas(
  slack: LocalSlack,
  person: Person,
): (change: Change) => readonly StreamEvent[] {
  let home = slack.homeOf(person.id);
  let isBotConnected = slack.isAppConnected();

  function views(): readonly StreamEvent[] {
    const modals: StreamEvent = { type: 'modals', modals: modalsOf(slack.state(), person) };
    const before = home;
    home = slack.homeOf(person.id);
    return home === before ? [modals] : [modals, { type: 'home', home }];
  }
  return (change) => {
    switch (change.type) {
      case 'view-changed':
        return change.userId === person.id ? views() : [];
      case 'socket-changed':
        if (isBotConnected === slack.isAppConnected()) return [];
        isBotConnected = !isBotConnected;
        return [{ type: 'connection', isBotConnected }];
      default: {
        const event = eventOf(slack.state(), person, change);
        return event ? [event] : [];
      }
    }
  };
}

/** What needs nothing but the change itself; undefined where the person does not see it. */
function eventOf(state: State, person: Person, change: Change): StreamEvent | undefined {
  switch (change.type) {
    case 'message-posted':
    case 'message-updated':
      if (!sees(state, person, change.message)) return undefined;
      return { type: 'message', message: change.message };
    case 'message-deleted': {
      if (!sees(state, person, change.message)) return undefined;
      const { channel, ts } = change.message;
      return { type: 'message-deleted', channel, ts };
    }
    case 'file-shared':
      if (!seesFile(state, person, change.file)) return undefined;
      return { type: 'file', file: fileOnPage(change.file) };
    case 'status-set': {
      const { channel, thread, status } = change;
      if (!channelSeen(state, person, channel)) return undefined;
      return { type: 'status', channel, thread, status };
    }
    default:
      return undefined;
  }
}
