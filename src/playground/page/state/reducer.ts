import type { FileOnPage, Snapshot, StreamEvent } from '../../page-protocol.ts';
import type { Message } from '../../slack/state.ts';

/** What the bot says it is doing in a thread. */
export interface Status {
  readonly channel: string;
  readonly thread: string;
  readonly status: string;
}

/** What the stream has told. */
export interface Told {
  /** Undefined until the first event. */
  readonly snapshot: Snapshot | undefined;
  readonly statuses: readonly Status[];
}

export const NOTHING_TOLD: Told = { snapshot: undefined, statuses: [] };

/** What is known after an event. Pure; a snapshot replaces everything. */
export function afterEvent(told: Told, event: StreamEvent): Told {
  if (event.type === 'snapshot') return { snapshot: event.snapshot, statuses: [] };
  const { snapshot, statuses } = told;
  if (!snapshot) return told;
  switch (event.type) {
    case 'message':
      return {
        snapshot: { ...snapshot, messages: withMessage(snapshot.messages, event.message) },
        statuses: withoutAnswered(statuses, event.message),
      };
    case 'message-deleted':
      return { statuses, snapshot: { ...snapshot, messages: without(snapshot.messages, event) } };
    case 'file':
      return { statuses, snapshot: { ...snapshot, files: withFile(snapshot.files, event.file) } };
    case 'modals':
      return { statuses, snapshot: { ...snapshot, modals: event.modals } };
    case 'home':
      return { statuses, snapshot: { ...snapshot, home: event.home } };
    case 'connection':
      return { statuses, snapshot: { ...snapshot, isBotConnected: event.isBotConnected } };
    case 'status':
      return { snapshot, statuses: withStatus(statuses, event) };
  }
}

/** Oldest first. What is new is nearly always the latest, so the search begins at the end. */
function withMessage(messages: readonly Message[], message: Message): readonly Message[] {
  const same = messages.findLastIndex(({ channel, ts }) => {
    return ts === message.ts && channel === message.channel;
  });
  if (same !== -1) return messages.with(same, message);
  const before = messages.findLastIndex(({ ts }) => ts < message.ts);
  return messages.toSpliced(before + 1, 0, message);
}

function without(
  messages: readonly Message[],
  gone: { readonly channel: string; readonly ts: string },
): readonly Message[] {
  return messages.filter(({ channel, ts }) => ts !== gone.ts || channel !== gone.channel);
}

function withFile(files: readonly FileOnPage[], file: FileOnPage): readonly FileOnPage[] {
  return [...files.filter(({ id }) => id !== file.id), file];
}

function withStatus(
  statuses: readonly Status[],
  { channel, thread, status }: Status,
): readonly Status[] {
  const others = statuses.filter((other) => other.channel !== channel || other.thread !== thread);
  return status === '' ? others : [...others, { channel, thread, status }];
}

/** A message of the bot ends its status there. */
function withoutAnswered(statuses: readonly Status[], message: Message): readonly Status[] {
  if (message.bot_id === undefined || statuses.length === 0) return statuses;
  const thread = message.thread_ts ?? '';
  return statuses.filter((status) => {
    return status.channel !== message.channel || (status.thread !== thread && thread !== '');
  });
}
