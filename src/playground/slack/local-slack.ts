import { inspect } from 'node:util';
import { Failure } from '../../domain/failure.ts';
import { type ActingPerson, actingPerson } from './acting.ts';
import { type SlackClock, systemClock } from './clock.ts';
import { type Core, type Violation, nextId } from './core.ts';
import {
  DEFAULT_IDENTITY,
  DEFAULT_PEOPLE,
  DEFAULT_USER_GROUPS,
  defaultChannels,
  type Identity,
  talkChannel,
} from './default-workspace.ts';
import { demoTalk } from './demo-talk.ts';
import { createMessageEntries } from './message-entries.ts';
import { createDelivery, type EnvelopeRecord } from './delivery.ts';
import { createEvents } from './events.ts';
import { createFaultPlan, type Faults } from './faults.ts';
import { createHttpMode, type RequestUrls, verifyUrl } from './http-mode.ts';
import { HISTORY_PAGE, SLOW_PAGE } from './limits.ts';
import { listenOnLoopback } from './loopback.ts';
import { type AppManifest, grantsOf } from './manifest.ts';
import { conversation } from './method.ts';
import { messagesIn } from './messages.ts';
import { createRateLimiter } from './rates.ts';
import { createSocketMode, type SocketMode } from './socket-mode.ts';
import type { Channel, Message, Person, SharedFile, State, UserGroup, View } from './state.ts';
import { createStatuses, type Statuses } from './statuses.ts';
import { type Change, openStore } from './store.ts';
import { createResponseUrls, createTriggers } from './tickets.ts';
import { homeOf, stackOf } from './views.ts';
import { waitOn } from './waiting.ts';
import { type CallRecord, createWebApi } from './web-api.ts';

export interface LocalSlackOptions {
  /** 0, the default, takes any free port of the loopback interface. */
  readonly port?: number;
  readonly workspace?: Partial<Identity>;
  readonly people?: readonly Person[];
  readonly userGroups?: readonly UserGroup[];
  readonly channels?: readonly Channel[];
  /** Whether there is a channel in which people talked before: `#platform-talk`. Off by default. */
  readonly hasPastTalk?: boolean;
  readonly clock?: SlackClock;
  /** Where the workspace is kept; without it everything is forgotten at the end. */
  readonly stateFile?: string;
  /** The app's manifest, or its path: scopes, commands and events are then held to it. */
  readonly manifest?: AppManifest | string;
  /** Whether to answer 429 as Slack does. Off by default, so that tests may hurry. */
  readonly limitsRates?: boolean;
  /** Whether past messages come at the slow tier: 15 a page, a page a minute. Off by default. */
  readonly hasSlowHistory?: boolean;
  /** Waits before an unacknowledged event is sent again, in milliseconds. */
  readonly retryDelaysMs?: readonly number[];
  /** How long an acknowledgement may take, in milliseconds. */
  readonly acknowledgeWithinMs?: number;
  /** Is told what fails here while a request is served, with its stack. Default: standard error. */
  readonly write?: (line: string) => void;
}

/** Who is there, and which groups they are in. */
export type Workspace = Pick<State, 'people' | 'userGroups' | 'channels'>;

/** A Slack workspace on this machine, with one app in it, spoken to over the wire. */
export interface LocalSlack {
  readonly identity: Identity;
  /** What `SLACK_API_URL` and Bolt's `slackApiUrl` are set to. */
  readonly apiUrl: string;
  /** Acts for a person, by id or handle. Throws `Failure('invalid-input')` for a stranger. */
  as(person: string): ActingPerson;
  readonly people: readonly Person[];
  readonly places: readonly Channel[];
  /** What everybody sees, oldest first: a channel by id or `#name`, or one thread in it. */
  messages(channel: string, place?: { readonly thread?: string }): readonly Message[];
  /** What only this person sees, oldest first. */
  ephemerals(person: string): readonly Message[];
  files(): readonly (SharedFile & { readonly text: string })[];
  /** The modals that a person has open, the topmost last. */
  views(person: string): readonly View[];
  /** The app's Home tab as this person sees it; undefined before the app published one. */
  homeOf(person: string): View | undefined;
  /**
   * Resolves with the first defined result of `probe`, which is asked now and after every change.
   * Throws `Failure('unavailable')` after `timeoutMs` (20,000 by default).
   */
  waitFor<Value>(
    probe: () => Value | undefined | false,
    options?: { readonly timeoutMs?: number; readonly what?: string },
  ): Promise<Value>;
  /** Resolves when the app has a Socket Mode connection. */
  connected(): Promise<unknown>;
  onChange(listener: (change: Change) => void): () => void;
  /** Everything as it stands now. */
  state(): State;
  /** What the app says that it is doing, thread by thread. */
  statuses(): ReturnType<Statuses['all']>;
  /** Whether the app holds a Socket Mode connection, or is spoken to over HTTP. */
  isAppConnected(): boolean;
  readonly violations: readonly Violation[];
  readonly envelopes: readonly EnvelopeRecord[];
  readonly calls: readonly CallRecord[];
  readonly faults: Faults;
  readonly sockets: Pick<SocketMode, 'connectionCount' | 'refresh' | 'drop'>;
  /** Sends everything over HTTP from now on, after the app answered Slack's challenge. */
  useHttp(urls: RequestUrls | string): Promise<void>;
  /** Sends the events that wait for their next try at once. */
  retryEventsNow(): void;
  /** What an administrator does: people join, leave and change their groups. */
  administer(change: (workspace: Workspace) => Partial<Workspace>): void;
  close(): Promise<void>;
}

export async function startLocalSlack(options: LocalSlackOptions = {}): Promise<LocalSlack> {
  const kept = readKept(options);
  const server = await listenOnLoopback(options.port ?? 0, reportTo(options.write));
  const parts = assemble(options, kept, server.origin);
  const { core, faults, socketMode, violations } = parts;
  const rates = createRateLimiter(core.clock, options);
  const webApi = createWebApi(core, faults, rates);
  server.serve(core, webApi, socketMode);
  resumeOnce(core);
  let usesHttp = false;
  return {
    identity: core.identity,
    apiUrl: `${server.origin}/api/`,
    get people() {
      return core.store.read().people;
    },
    get places() {
      return core.store.read().channels.filter(({ name }) => name !== '');
    },
    as: (named) => actingPerson(core, person(core, named)),
    ...whatIsShown(core),
    waitFor: (probe, limits) => waitOn(core.store, probe, limits),
    connected: () => waitOn(core.store, () => socketMode.connectionCount > 0, { what: 'the app' }),
    onChange: (listener) => core.store.onChange(listener),
    isAppConnected: () => usesHttp || socketMode.connectionCount > 0,
    violations,
    envelopes: core.delivery.records,
    calls: webApi.calls,
    faults,
    sockets: socketMode,
    async useHttp(urls) {
      await changeToHttp(core, urls);
      usesHttp = true;
    },
    retryEventsNow: () => core.events.retryNow(),
    administer: (change) =>
      core.store.update((state) => ({ ...state, ...change(state) }), { type: 'workspace-changed' }),
    async close() {
      core.events.stop();
      core.statuses.stop();
      socketMode.close();
      await server.close();
    },
  };
}

function reportTo(write: LocalSlackOptions['write']): (cause: unknown) => void {
  const tell = write ?? ((line) => void process.stderr.write(`${line}\n`));
  return (cause) => tell(`log: The local Slack has failed. ${inspect(cause)}`);
}

function whatIsShown(core: Core) {
  const identified = (named: string): Person => person(core, named);
  return {
    messages: (named, { thread } = {}) => messagesIn(core, conversation(core, named).id, thread),
    ephemerals: (named) =>
      core.store.read().messages.filter(({ onlyFor }) => onlyFor === identified(named).id),
    files: () => filesIn(core),
    homeOf: (named) => homeOf(core, identified(named).id),
    views: (named) => stackOf(core, identified(named).id),
    state: () => core.store.read(),
    statuses: () => core.statuses.all(),
  } satisfies Partial<LocalSlack>;
}

/** Whatever is on disk is read before a port is opened: a file that is broken then leaves none open. */
function readKept(options: LocalSlackOptions) {
  const identity: Identity = { ...DEFAULT_IDENTITY, ...options.workspace };
  const store = openStore(initialState(options, identity), options.stateFile);
  return { identity, store, grants: grantsOf(options.manifest) };
}

function assemble(
  options: LocalSlackOptions,
  { identity, store, grants }: ReturnType<typeof readKept>,
  origin: string,
) {
  const clock = options.clock ?? systemClock;
  const faults = createFaultPlan();
  const socketMode = createSocketMode(identity.appId, store);
  const violations: Violation[] = [];
  const acknowledgeWithinMs = options.acknowledgeWithinMs;
  const delivery = createDelivery({
    clock,
    store,
    faults,
    transport: socketMode,
    acknowledgeWithinMs,
  });
  const retryDelaysMs = options.retryDelaysMs;
  const nextEventId = (): string => nextId(core, 'Ev');
  const events = createEvents({ clock, store, delivery, identity, retryDelaysMs, nextEventId });
  const core: Core = {
    clock,
    identity,
    grants,
    store,
    delivery,
    events,
    triggers: createTriggers(clock),
    responseUrls: createResponseUrls(clock),
    historyPageMax: options.hasSlowHistory === true ? SLOW_PAGE : HISTORY_PAGE,
    origin,
    statuses: createStatuses(clock, store),
    entries: createMessageEntries(),
    recordViolation(violation) {
      violations.push(violation);
      store.announce({ type: 'violation-recorded' });
    },
    socketTicket: () => socketMode.ticket(),
  };
  return { core, faults, socketMode, violations };
}

function initialState(options: LocalSlackOptions, identity: Identity): State {
  const people = options.people ?? DEFAULT_PEOPLE;
  return {
    people,
    userGroups: options.userGroups ?? DEFAULT_USER_GROUPS,
    ...talkOf(options, { people, identity }),
    files: [],
    views: [],
    pendingEvents: [],
    lastTs: '0.000000',
    lastId: 0,
  };
}

/** The channels, and what was said there before. */
function talkOf(
  options: LocalSlackOptions,
  { people, identity }: { readonly people: readonly Person[]; readonly identity: Identity },
): Pick<State, 'channels' | 'messages'> {
  const { clock = systemClock, hasPastTalk = false } = options;
  const channels = options.channels ?? defaultChannels(people, identity.botUserId);
  if (!hasPastTalk) return { channels, messages: [] };
  const talk = talkChannel(people, identity.botUserId);
  const messages = demoTalk(talk, { now: clock.now(), people });
  return { channels: [...channels, talk], messages };
}

function person(core: Core, named: string): Person {
  const found = core.store.read().people.find(({ id, name }) => id === named || name === named);
  if (!found) throw new Failure('invalid-input', `Nobody here is called "${named}".`);
  return found;
}

function filesIn(core: Core): readonly (SharedFile & { readonly text: string })[] {
  return core.store
    .read()
    .files.filter(({ channels }) => channels.length > 0)
    .map((file) => ({ ...file, text: Buffer.from(file.content, 'base64').toString() }));
}

async function changeToHttp(core: Core, named: RequestUrls | string): Promise<void> {
  const urls =
    typeof named === 'string' ? { events: named, commands: named, interactivity: named } : named;
  const mode = { clock: core.clock, signingSecret: core.identity.signingSecret, urls };
  await verifyUrl(mode);
  core.delivery.use(createHttpMode(mode));
  core.events.resume();
}

/** What was unacknowledged before a restart is sent again as soon as the app is there. */
function resumeOnce(core: Core): void {
  if (core.store.read().pendingEvents.length === 0) return;
  const stop = core.store.onChange((change) => {
    if (change.type !== 'socket-changed' || change.connections === 0) return;
    stop();
    core.events.resume();
  });
}
