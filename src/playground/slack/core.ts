import type { SlackClock } from './clock.ts';
import type { Identity } from './default-workspace.ts';
import type { Delivery } from './delivery.ts';
import type { Events } from './events.ts';
import type { Grants } from './manifest.ts';
import type { MessageEntries } from './message-entries.ts';
import type { Channel, Message, Person } from './state.ts';
import type { Statuses } from './statuses.ts';
import type { Store } from './store.ts';
import type { ResponseUrls, Triggers } from './tickets.ts';
import type { Problem } from './validate/slack-words.ts';

/** A payload that the bot sent and that Slack would refuse. */
export interface Violation {
  /** The Web API method, `response_url`, or the acknowledgement that carried it. */
  readonly source: string;
  readonly error: string;
  readonly problems: readonly Problem[];
}

/** What every part of the local Slack works with. */
export interface Core {
  readonly clock: SlackClock;
  readonly identity: Identity;
  readonly grants: Grants;
  readonly store: Store;
  readonly delivery: Delivery;
  readonly events: Events;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly statuses: Statuses;
  readonly entries: MessageEntries;
  /** Messages that one page of a history or thread may hold. */
  readonly historyPageMax: number;
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly origin: string;
  recordViolation(violation: Violation): void;
  /** The path that opens one Socket Mode connection. */
  socketTicket(): string;
}

export function channelOf(core: Core, id: string): Channel | undefined {
  return core.store.read().channels.find((channel) => channel.id === id);
}

export function personOf(core: Core, id: string): Person | undefined {
  return core.store.read().people.find((person) => person.id === id);
}

export function messageAt(core: Core, channel: string, ts: string): Message | undefined {
  return core.store
    .read()
    .messages.find((message) => message.channel === channel && message.ts === ts);
}

export function isBotMember(core: Core, channel: Channel): boolean {
  return channel.members.includes(core.identity.botUserId);
}

/** Where the workspace's pages and permalinks are, such as `https://acme.slack.com`. */
export function teamUrl({ teamDomain }: Identity): string {
  return `https://${teamDomain}.slack.com`;
}

/** The direct conversation of the bot and a person, made when it is first needed. */
export function directChannel(core: Core, userId: string): Channel {
  const members = [userId, core.identity.botUserId];
  const existing = core.store
    .read()
    .channels.find(({ kind, members: [first] }) => kind === 'im' && first === userId);
  if (existing) return existing;
  const id = `D${userId.slice(1)}`;
  const channel: Channel = { id, name: '', kind: 'im', members, isArchived: false };
  core.store.update((state) => ({ ...state, channels: [...state.channels, channel] }), {
    type: 'workspace-changed',
  });
  return channel;
}

/** A message time that no message has had: seconds and microseconds, always growing. */
export function nextTs(core: Core): string {
  const now = BigInt(core.clock.now().getTime()) * 1_000n;
  const last = BigInt(core.store.read().lastTs.replace('.', ''));
  const digits = String(now > last ? now : last + 1n).padStart(16, '0');
  const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  core.store.note((state) => ({ ...state, lastTs: ts }));
  return ts;
}

/** `F0000000A1`: a prefix and a number that was not used before. */
export function nextId(core: Core, prefix: string): string {
  const lastId = core.store.read().lastId + 1;
  core.store.note((state) => ({ ...state, lastId }));
  return `${prefix}${lastId.toString(36).toUpperCase().padStart(9, '0')}`;
}
