import { z } from 'zod';
import { SHARED_NAME_MAX, SHARED_TEXT_MAX } from './shared-text.ts';
import type { CallRecord } from './slack/web-api.ts';
import type { EnvelopeRecord } from './slack/delivery.ts';
import type { Violation } from './slack/core.ts';
import type { Channel, Message, Person, SharedFile, UserGroup, View } from './slack/state.ts';

/**
 * What the playground's page and its server say to each other, on loopback only. The page follows
 * `/playground/stream?as=USER` (a WebSocket, each message a `StreamEvent`; after every connection the
 * first is a `snapshot`) and acts by `POST /playground/act` (an `Act`, answered by an `ActAnswer`).
 *
 * The page sends nothing over a stream. One that the server does not give is closed with code 1008 and a
 * sentence as its reason; any other end means that the page is to connect again.
 */

export type FileOnPage = Omit<SharedFile, 'content'>;

/** A slash command or shortcut as `app-manifest.yml` has it. */
export interface CommandOnPage {
  readonly command: string;
  readonly description: string;
  readonly usageHint: string;
}
export interface ShortcutOnPage {
  readonly callbackId: string;
  readonly name: string;
  readonly description: string;
}

/** Who of the workspace may do what, by their ids. */
export interface Parts {
  readonly requesters: readonly string[];
  readonly approvers: readonly string[];
  /** Who may scan the cluster. */
  readonly curators: readonly string[];
}

/** What the bot behind the page is connected to, in words for a person. */
export interface About {
  readonly teamName: string;
  readonly botUserId: string;
  readonly botName: string;
  readonly teamUrl: string;
  /** `offline, built-in rules` or the name of the model. */
  readonly model: string;
  /** `demo cluster on this machine`, or the person's own. */
  readonly cluster: string;
  /** Whether the cluster is the demo's, so that its objects can be watched. */
  readonly isDemoCluster: boolean;
  /** Sentences to show above the page, such as a key that is set and not used. */
  readonly notices: readonly string[];
  /** Absent where it is not known. */
  readonly parts?: Parts;
  readonly commands: readonly CommandOnPage[];
  readonly shortcuts: readonly ShortcutOnPage[];
  /** What the app says of itself to who writes to it. */
  readonly agentDescription?: string;
  readonly suggestedPrompts: readonly { readonly title: string; readonly message: string }[];
}

/** Everything that one person sees. */
export interface Snapshot {
  readonly about: About;
  readonly people: readonly Person[];
  readonly userGroups: readonly UserGroup[];
  /** Where the person is a member, direct conversation with the bot included. */
  readonly channels: readonly Channel[];
  /** Of those channels, threads and what only this person sees included, oldest first. */
  readonly messages: readonly Message[];
  readonly files: readonly FileOnPage[];
  /** Open modals, the topmost last. */
  readonly modals: readonly View[];
  readonly home: View | undefined;
  /** Whether the bot holds a connection now. */
  readonly isBotConnected: boolean;
}

export type StreamEvent =
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  /** Posted or changed: one message of that channel and time. */
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'message-deleted'; readonly channel: string; readonly ts: string }
  | { readonly type: 'file'; readonly file: FileOnPage }
  | { readonly type: 'modals'; readonly modals: readonly View[] }
  | { readonly type: 'home'; readonly home: View | undefined }
  /** `dotai is thinking…`; an empty status ends it, and so does a message of the bot there. */
  | {
      readonly type: 'status';
      readonly channel: string;
      readonly thread: string;
      readonly status: string;
    }
  | { readonly type: 'connection'; readonly isBotConnected: boolean };

const shown = z.union([
  z.strictObject({ channel: z.string(), ts: z.string() }),
  z.strictObject({ viewId: z.string() }),
]);
/** A message or a view in which an element is used. */
export type Shown = z.infer<typeof shown>;

const element = { shown, blockId: z.string(), actionId: z.string() };

/** What a person does. `state` is what an element holds, in the words of Slack's `state.values`. */
export const Act = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('say'),
    channel: z.string(),
    text: z.string().min(1).max(12_000),
    thread: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('command'), channel: z.string(), line: z.string().max(12_000) }),
  z.strictObject({
    type: z.literal('edit'),
    channel: z.string(),
    ts: z.string(),
    text: z.string().min(1).max(12_000),
  }),
  z.strictObject({ type: z.literal('delete'), channel: z.string(), ts: z.string() }),
  /** A small text file, with what is said to it. */
  z.strictObject({
    type: z.literal('share'),
    channel: z.string(),
    name: z.string().min(1).max(SHARED_NAME_MAX),
    content: z.string().max(SHARED_TEXT_MAX),
    text: z.string().max(12_000),
    thread: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('react'),
    channel: z.string(),
    ts: z.string(),
    name: z.string(),
  }),
  z.strictObject({
    type: z.literal('shortcut'),
    channel: z.string(),
    ts: z.string(),
    callbackId: z.string(),
  }),
  /** A press or a choice that the app is told of at once (a `block_actions`). */
  z.strictObject({ type: z.literal('use'), ...element, state: z.unknown().optional() }),
  /** What is entered into a modal; the app hears of it with the submission. */
  z.strictObject({ type: z.literal('enter'), ...element, state: z.unknown() }),
  z.strictObject({ type: z.literal('submit'), viewId: z.string() }),
  z.strictObject({ type: z.literal('close'), viewId: z.string() }),
  /** What a searched menu offers for these words. */
  z.strictObject({ type: z.literal('suggest'), ...element, query: z.string() }),
  /** Adds the bot to a channel. */
  z.strictObject({ type: z.literal('invite'), channel: z.string() }),
  z.strictObject({ type: z.literal('open-home') }),
  /** The Messages tab of the app: makes the direct conversation where there is none yet. */
  z.strictObject({ type: z.literal('open-messages') }),
  z.strictObject({ type: z.literal('dismiss'), channel: z.string(), ts: z.string() }),
]);
export type Act = z.infer<typeof Act>;

/** The body of `POST /playground/act`. */
export const ActRequest = z.strictObject({ as: z.string(), act: Act });
export type ActRequest = z.infer<typeof ActRequest>;

export interface OptionOnPage {
  readonly text: { readonly text: string };
  readonly value: string;
  readonly description?: { readonly text: string } | undefined;
}

export type ActAnswer =
  | {
      readonly ok: true;
      /** `say`: the new message's time; `open-messages`: the channel. */
      readonly ts?: string;
      readonly channel?: string;
      /** `submit`: by block id, what to correct. */
      readonly errors?: Readonly<Record<string, string>>;
      /** `suggest`. */
      readonly options?: readonly OptionOnPage[];
    }
  /** A sentence for the person: what Slack would show, such as that the app did not respond. */
  | { readonly ok: false; readonly error: string };

/**
 * For the developer's panel: `/playground/developer` (a WebSocket). The first message after a
 * connection carries what is on record; later ones what is new or has changed.
 */
export interface TrafficEvent {
  readonly envelopes: readonly EnvelopeRecord[];
  readonly calls: readonly (CallRecord & { readonly id: string })[];
  readonly violations: readonly (Violation & { readonly id: string })[];
}

/** `GET /playground/sessions`: what the runtime's read-only endpoint says, newest session first. */
export interface SessionsAnswer {
  readonly sessions: readonly {
    readonly id: string;
    readonly workflow: string;
    readonly version: number;
    readonly isOpen: boolean;
    readonly isListening: boolean;
    readonly owner: string;
    readonly channel: string;
    readonly thread?: string;
    readonly updatedAt: string;
    readonly expiresAt?: string;
    readonly stage?: string;
    readonly state: unknown;
  }[];
  readonly pendingEffects: readonly {
    readonly id: string;
    readonly streamId: string;
    readonly type: string;
    readonly attempts: number;
    readonly notBefore?: string;
    readonly body: unknown;
  }[];
}

/**
 * For the cluster's panel: `/playground/cluster` (a WebSocket, each message a whole `ClusterOnPage`,
 * at most two a second). Only what was written since the demo platform was laid out.
 */
export interface ClusterOnPage {
  readonly objects: readonly ObjectOnPage[];
}
export interface ObjectOnPage {
  /** Unique and stable. */
  readonly id: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly createdAt: string;
  /** The id of the object that owns it, where one does. */
  readonly ownedBy?: string;
  readonly conditions: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason?: string;
    readonly message?: string;
    readonly since?: string;
  }[];
  /** What the object says of itself: read by the same rules as the bot's. */
  readonly readiness: 'ready' | 'waiting' | 'failed' | 'no-status';
  readonly reason: string;
  /** The id of the change that wrote it, from its annotation. */
  readonly changeId?: string;
  readonly yaml: string;
}
