import type { Actor, Place, Standing } from '../../src/chat/actor.ts';
import type { Card } from '../../src/chat/card.ts';
import { Failure } from '../../src/domain/failure.ts';
import type {
  ChatPlatform,
  MessageReference,
  OutgoingCard,
  OutgoingFile,
} from '../../src/ports/chat-platform.ts';

export interface ShownMessage {
  readonly reference: MessageReference;
  readonly thread: string | undefined;
  readonly deliveryId: string;
  readonly sessionId: string | undefined;
  card: Card;
  updates: number;
}

export interface FakeChatPlatform extends ChatPlatform {
  readonly messages: readonly ShownMessage[];
  readonly told: readonly (OutgoingCard & { readonly to: Actor })[];
  readonly files: readonly OutgoingFile[];
  /** Every Home that was shown, oldest first. */
  readonly homes: readonly { readonly viewer: Actor; readonly card: Card }[];
  /** Channels that the bot is no member of. */
  readonly shut: Set<string>;
  /** Members of user groups by group id. */
  readonly groups: Map<string, readonly string[]>;
  /** Standing of people by their id; everybody else is a member. */
  readonly standings: Map<string, Standing>;
  /** The next call of that method fails so; `after` lets it have its effect first. */
  failNext(method: FailingMethod, error: Error, when?: 'before' | 'after'): void;
}

type FailingMethod = 'showHome' | 'post' | 'update' | 'tell' | 'upload' | 'find';

/** A chat platform in memory: what was shown where, and to whom. */
export function createFakeChatPlatform(): FakeChatPlatform {
  const messages: ShownMessage[] = [];
  const told: (OutgoingCard & { readonly to: Actor })[] = [];
  const files: OutgoingFile[] = [];
  const homes: { viewer: Actor; card: Card }[] = [];
  const shut = new Set<string>();
  const groups = new Map<string, readonly string[]>();
  const standings = new Map<string, Standing>();
  const faults: { method: FailingMethod; error: Error; when: 'before' | 'after' }[] = [];

  async function attempt<Result>(method: FailingMethod, work: () => Result): Promise<Result> {
    const place = faults.findIndex((fault) => fault.method === method);
    const [fault] = place === -1 ? [] : faults.splice(place, 1);
    if (fault?.when === 'before') throw fault.error;
    const result = work();
    if (fault) throw fault.error;
    return result;
  }

  function refuseShut({ channel }: Pick<Place, 'channel'>): void {
    if (shut.has(channel)) throw new Failure('forbidden', 'I am not a member of that channel.');
  }

  return {
    platform: 'slack',
    messages,
    told,
    files,
    homes,
    shut,
    groups,
    standings,
    failNext(method, error, when = 'before') {
      faults.push({ method, error, when });
    },
    post: ({ place, card, sessionId, deliveryId }) =>
      attempt('post', () => {
        refuseShut(place);
        const reference = { channel: place.channel, id: `m${messages.length + 1}` };
        const { thread } = place;
        messages.push({ reference, thread, deliveryId, sessionId, card, updates: 0 });
        return reference;
      }),
    update: (reference, { card }) =>
      attempt('update', () => {
        refuseShut(reference);
        const message = messages.find((shown) => shown.reference.id === reference.id);
        if (!message) throw new Failure('invalid-input', 'There is no such message.');
        message.card = card;
        message.updates += 1;
      }),
    find: (place, deliveryId) =>
      attempt('find', () => {
        const found = messages.find(
          ({ reference, deliveryId: id }) =>
            id === deliveryId && reference.channel === place.channel,
        );
        return found?.reference;
      }),
    tell: (message) =>
      attempt('tell', () => {
        refuseShut(message.place);
        told.push(message);
      }),
    showHome: (viewer, card) =>
      attempt('showHome', () => {
        homes.push({ viewer, card });
      }),
    showWorking: async () => undefined,
    isDirect: ({ channel }) => channel.startsWith('D-'),
    upload: (file) =>
      attempt('upload', () => {
        files.push(file);
      }),
    hasFile: async (place, name) =>
      files.some((file) => file.name === name && file.place.thread === place.thread),
    directPlace: async ({ platform, workspace, id }) => ({
      platform,
      workspace,
      channel: `D-${id}`,
    }),
    channelPlace: (channel) => ({ platform: 'slack', workspace: 'T1', channel }),
    permalink: async ({ channel, id }) => `https://chat.example.com/${channel}/${id}`,
    person: async (actor) => ({
      actor,
      name: `Person ${actor.id}`,
      standing: standings.get(actor.id) ?? 'member',
      timeZone: 'Europe/Vienna',
    }),
    groupMembers: async (groupId) => groups.get(groupId) ?? [],
  };
}
