import type { AnsweringPlan, OpeningPlan } from './command-answers.ts';
import { STRANGER } from '../activities/membership.ts';
import {
  type PermissionDependencies,
  requireMember,
  requireRole,
} from '../activities/permissions.ts';
import { isSameActor, OPERATOR, type Place } from '../chat/actor.ts';
import type { Command } from '../chat/command.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import { Failure } from '../domain/failure.ts';
import { storedJson } from '../domain/json.ts';
import type { ChatPlatform } from '../ports/chat-platform.ts';
import type { ChannelInfo, Conversations } from '../ports/conversations.ts';
import type { CommandQueries } from '../queries/commands.ts';
import { type CandidateInput, reviewKey } from '../workflows/candidate/state.ts';
import { closingKey, miningKey } from '../workflows/mining/keys.ts';
import { MINED_DAYS, MINED_DAYS_MAX, type MiningInput } from '../workflows/mining/state.ts';

export interface MiningParts {
  readonly people: PermissionDependencies;
  readonly queries: Pick<CommandQueries, 'candidates'>;
  readonly conversations: Pick<Conversations, 'channel' | 'isMember'>;
  readonly chat: Pick<ChatPlatform, 'directPlace'>;
}

/** Reading a channel is a curator's decision: everybody there is concerned. */
export async function channelMining(
  parts: MiningParts,
  { channel: said, days: asked }: Extract<Command, { type: 'mine-channel' }>,
  { actor, place }: InboundEvent,
): Promise<OpeningPlan> {
  const days = asked ?? MINED_DAYS;
  await requireRole(parts.people, { actor, role: 'curators' });
  if (days < 1 || days > MINED_DAYS_MAX) {
    const message = `Say a time of 1 to ${MINED_DAYS_MAX} days, for example “since 90d”.`;
    throw new Failure('invalid-input', message);
  }
  const { workspace } = place;
  const { id: channel, name, at } = await channelFor(parts, said, { actor, place });
  const input: MiningInput = {
    type: 'channel',
    workspace,
    channel,
    name,
    days,
    ...(asked === undefined ? {} : { isSaid: true }),
    mayOpen: true,
  };
  const key = miningKey({ workspace, channel });
  return { workflow: 'mining', input: storedJson(input), key, ...at };
}

/**
 * The channel, and where what is done with it is shown: a private one's name stands in it, or is told to whoever
 * asked. Of one that they are not in they do not even learn that there is one.
 */
async function channelFor(
  { conversations, chat }: MiningParts,
  said: string,
  { actor, place }: Pick<InboundEvent, 'actor' | 'place'>,
): Promise<{
  readonly id: string;
  readonly name: string;
  readonly at: Pick<OpeningPlan, 'place'>;
}> {
  const { workspace } = place;
  const { id, name = '', isPrivate } = await knownChannel(conversations, workspace, said);
  if (!isPrivate) return { id, name, at: {} };
  if (!(await conversations.isMember({ workspace, channel: id }, actor))) throw unseen(said);
  const isThere = place.channel === id;
  const direct = isThere ? place : await chat.directPlace(actor);
  return { id, name, at: direct.channel === place.channel ? {} : { place: direct } };
}

async function knownChannel(
  conversations: MiningParts['conversations'],
  workspace: string,
  said: string,
): Promise<ChannelInfo> {
  const channel = await conversations.channel(workspace, said);
  if (channel) return channel;
  throw unseen(said);
}

function unseen(said: string): Failure {
  const name = said.startsWith('#') ? said : `#${said}`;
  const message = `I see no channel ${name}. I only read channels in which I am a member, private ones for people who are in them: invite me there with /invite @dotai, then ask again.`;
  return new Failure('invalid-input', message);
}

/** Said in a thread, or of a message by its shortcut or a reaction. */
export async function threadCapture(
  { people }: MiningParts,
  inbound: InboundEvent,
): Promise<OpeningPlan> {
  const { actor, place } = inbound;
  await requireRole(people, { actor, role: 'requesters' });
  const own = 'messageId' in inbound ? inbound.messageId : undefined;
  const message = place.thread ?? own;
  if (message === undefined) {
    const text =
      'Say “@dotai capture this” in the thread that I shall read, or choose “Capture as pattern” in the menu of a message.';
    throw new Failure('invalid-input', text);
  }
  const { workspace, channel } = place;
  const input: MiningInput = { type: 'thread', workspace, channel, message };
  return {
    workflow: 'mining',
    input: storedJson(input),
    key: miningKey({ workspace, channel, message }),
  };
}

/** Files that came with what was said. */
export async function documentLearning(
  { people }: MiningParts,
  inbound: InboundEvent,
): Promise<OpeningPlan> {
  const { actor, place } = inbound;
  const isOperator = isSameActor(actor, OPERATOR);
  if (!isOperator) await requireRole(people, { actor, role: 'requesters' });
  const files = 'files' in inbound ? (inbound.files ?? []) : [];
  if (files.length === 0) {
    const text =
      'Share a Markdown, text or YAML file, and say “@dotai learn from this” in the same message.';
    throw new Failure('invalid-input', text);
  }
  // The command line hands over contents, and names them by their hash.
  const named = files.map(({ id, name, message }) => ({
    id,
    name,
    ...(isOperator ? { content: id } : {}),
    ...(message === undefined ? {} : { carrier: { channel: place.channel, message } }),
  }));
  const input: MiningInput = { type: 'documents', workspace: place.workspace, files: named };
  return { workflow: 'mining', input: storedJson(input) };
}

export async function policyImport(
  { people }: MiningParts,
  { actor }: InboundEvent,
): Promise<OpeningPlan> {
  await requireRole(people, { actor, role: 'curators' });
  const input: MiningInput = { type: 'cluster-policies' };
  return { workflow: 'mining', input: storedJson(input), key: miningKey('cluster-policies') };
}

/** An answer where it is decided already, never was, or is not theirs to decide. */
export async function candidateReview(
  parts: MiningParts,
  name: string,
  inbound: InboundEvent,
): Promise<OpeningPlan | AnsweringPlan> {
  const { people, queries } = parts;
  const { actor } = inbound;
  await requireMember(people, actor);
  const found = await queries.candidates.toReview(name, actor);
  if ('answer' in found) return found;
  await requireRole(people, { actor, role: 'curators' });
  const { candidateId, privateChannels } = found;
  const place = await reviewPlace(parts, privateChannels, inbound);
  const input: CandidateInput = { candidateId };
  const plan = { workflow: 'candidate', input, key: reviewKey(candidateId) } as const;
  return place ? { ...plan, place } : plan;
}

/**
 * What a private channel says is reviewed there or with one curator who is in it. Undefined for the place
 * where it was asked for. Throws `Failure('forbidden')` for others.
 */
async function reviewPlace(
  { conversations, chat }: MiningParts,
  channels: readonly string[],
  { actor, place }: InboundEvent,
): Promise<Place | undefined> {
  for (const channel of channels) {
    const isIn = await conversations.isMember({ workspace: place.workspace, channel }, actor);
    if (!isIn) throw new Failure('forbidden', STRANGER);
  }
  if (channels.every((channel) => channel === place.channel)) return undefined;
  const direct = await chat.directPlace(actor);
  return direct.channel === place.channel ? undefined : direct;
}

/** Nothing new is read there; what was found stays. */
export async function miningEnd(
  parts: MiningParts,
  said: string,
  { actor, place }: InboundEvent,
): Promise<OpeningPlan> {
  await requireRole(parts.people, { actor, role: 'curators' });
  const { workspace } = place;
  const { id: channel, name, at } = await channelFor(parts, said, { actor, place });
  const input: MiningInput = { type: 'closing', workspace, channel, name };
  const key = closingKey({ workspace, channel });
  return { workflow: 'mining', input: storedJson(input), key, ...at };
}
