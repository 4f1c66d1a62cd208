import type { AnsweringPlan, CallingPlan, CommandAnswers, OpeningPlan } from './command-answers.ts';
import {
  type PermissionDependencies,
  requireMember,
  requireRole,
} from '../activities/permissions.ts';
import { type Actor, isSameActor } from '../chat/actor.ts';
import type { Command } from '../chat/command.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import { SCAN_KEY } from '../chat/scan-key.ts';
import { Failure } from '../domain/failure.ts';
import { storedJson } from '../domain/json.ts';
import { apiVersionOf, resourceNameOf } from '../domain/kind.ts';
import type { Cluster } from '../ports/cluster.ts';
import { answerCommand, type CommandQueries } from '../queries/commands.ts';
import { cancelledCard } from '../queries/scans.ts';
import type { RemovalTarget } from '../workflows/removal/state.ts';
import type { ScanEvent, ScanInput } from '../workflows/scan/state.ts';
import {
  candidateReview,
  channelMining,
  documentLearning,
  miningEnd,
  type MiningParts,
  policyImport,
  threadCapture,
} from './commands-mining.ts';
import { patternEditing, patternRemoval, patternWriting } from './commands-patterns.ts';
import { policyEditing, policyRemoval, policyWriting } from './commands-policies.ts';
import { answerToNames } from './scan-names.ts';

/** Longest request, in characters. */
const INTENT_MAX = 4_000;

/** Most kinds that one scan is asked for by name, and the longest such name, in characters. */
const NAMES_MAX = 50;
const NAME_MAX = 300;

/** One question at a time whether everything shall be forgotten. */
const REMOVE_ALL_KEY = 'remove-all';

/** What commands do: some open a conversation for whoever may, the others are answered by a card. */
export function createCommandAnswers(
  people: PermissionDependencies,
  queries: CommandQueries,
  sources: Pick<Parts, 'cluster' | 'conversations' | 'chat'>,
): CommandAnswers {
  return {
    openingFor: (command, inbound) => openingFor({ people, queries, ...sources }, command, inbound),
    answerCommand: (command, { actor }) => answerCommand(queries, { command, actor }),
  };
}

interface Parts extends MiningParts {
  readonly people: PermissionDependencies;
  readonly queries: CommandQueries;
  readonly cluster: Pick<Cluster, 'discover'>;
}

async function openingFor(
  parts: Parts,
  command: Command,
  inbound: InboundEvent,
): Promise<OpeningPlan | CallingPlan | AnsweringPlan | undefined> {
  const { people } = parts;
  const { actor } = inbound;
  if (TAUGHT.some((type) => type === command.type)) await requireMember(people, actor);
  if (isReading(command)) return undefined;
  switch (command.type) {
    case 'recommend':
      refuseLong(command.intent);
      await requireRole(people, { actor, role: 'requesters' });
      return { workflow: 'recommend', input: { intent: command.intent } };
    case 'scan-capabilities':
      return scanOf(parts, command.names, actor);
    case 'cancel-scan':
      return cancellationOf(parts, command, inbound);
    case 'delete-capability':
      return removalOf(parts, command.name, actor);
    case 'delete-all-capabilities':
      return removalOfAll(parts, actor);
    case 'new-policy':
      await requireRole(people, { actor, role: 'requesters' });
      return policyWriting(command.sentence);
    case 'edit-policy':
      return policyEditing(parts, command.name, actor);
    case 'delete-policy':
      return policyRemoval(parts, command.name, actor);
    case 'new-pattern':
      await requireRole(people, { actor, role: 'requesters' });
      return patternWriting(command.name);
    case 'edit-pattern':
      return patternEditing(parts, command.name, actor);
    case 'delete-pattern':
      return patternRemoval(parts, command.name, actor);
    case 'mine-channel':
      return channelMining(parts, command, inbound);
    case 'stop-mining':
      return miningEnd(parts, command.channel, inbound);
    case 'capture':
      return threadCapture(parts, inbound);
    case 'learn':
      return documentLearning(parts, inbound);
    case 'import-policies':
      return policyImport(parts, inbound);
    case 'review-candidate':
      return candidateReview(parts, command.name, inbound);
  }
}

/** What people taught and what was found among them is for full members. */
const TAUGHT: readonly Command['type'][] = [
  'list-patterns',
  'show-pattern',
  'search-patterns',
  'list-candidates',
  'list-policies',
  'show-policy',
  'show-policy-coverage',
  'search-policies',
];

/** Commands that open nothing, whoever says them. */
const READING = [
  'list-patterns',
  'show-pattern',
  'search-patterns',
  'list-candidates',
  'list-policies',
  'show-policy',
  'show-policy-coverage',
  'search-policies',
  'list-capabilities',
  'show-capability',
  'search-capabilities',
  'scan-progress',
  'status',
  'help',
  'greeting',
  'introduction',
  'unknown',
  'incomplete',
] as const;

function isReading(
  command: Command,
): command is Extract<Command, { type: (typeof READING)[number] }> {
  return READING.some((type) => type === command.type);
}

/**
 * Undefined while a scan runs: who asks for another is shown how far that one is. An answer where the
 * names mean nothing here: a scan of them would only fail.
 */
async function scanOf(
  { people, queries, cluster }: Parts,
  names: readonly string[],
  actor: Actor,
): Promise<OpeningPlan | AnsweringPlan | undefined> {
  await requireRole(people, { actor, role: 'curators' });
  if (names.length > NAMES_MAX) {
    const message = `Those are ${names.length} names. Scan at most ${NAMES_MAX} by name, or all of them.`;
    throw new Failure('invalid-input', message);
  }
  if (names.some(({ length }) => length > NAME_MAX)) {
    throw new Failure('invalid-input', 'No resource type has so long a name.');
  }
  await refuseWhileDeleting(queries);
  const answer = await answerToNames(cluster, names);
  if (answer) return { answer };
  if (await queries.scans.running()) return undefined;
  const named = names.length === 0 ? {} : { names: [...names] };
  const input: ScanInput = { reason: 'asked', ...named };
  return { workflow: 'scan', input: storedJson(input), key: SCAN_KEY };
}

/** Whoever asked for a scan may cancel it, and so may curators, who may begin one. */
async function cancellationOf(
  { people, queries }: Parts,
  { scanId }: Extract<Command, { type: 'cancel-scan' }>,
  { actor, at }: InboundEvent,
): Promise<CallingPlan | undefined> {
  const scan = await queries.scans.running();
  if (!scan || (scanId !== undefined && scanId !== scan.id)) return undefined;
  if (!isSameActor(scan.owner, actor)) await requireRole(people, { actor, role: 'curators' });
  const event: ScanEvent = { type: 'scan-cancelled', at, actor };
  return { sessionId: scan.id, event: storedJson(event), card: cancelledCard() };
}

/** Undefined where the name is not clear, or nobody's. */
async function removalOf(
  { people, queries }: Parts,
  name: string,
  actor: Actor,
): Promise<OpeningPlan | undefined> {
  await requireRole(people, { actor, role: 'curators' });
  await refuseWhileScanning(queries);
  const [capability, ...others] = await queries.capabilities.named(name);
  if (!capability || others.length > 0) return undefined;
  const { id: capabilityId, clusterId, kind } = capability;
  return openingOf({
    type: 'kind',
    clusterId,
    capabilityId,
    name: resourceNameOf(kind),
    document: apiVersionOf(kind),
  });
}

/** Undefined where nothing is known. */
async function removalOfAll(
  { people, queries }: Parts,
  actor: Actor,
): Promise<OpeningPlan | undefined> {
  await requireRole(people, { actor, role: 'curators' });
  await refuseWhileScanning(queries);
  await refuseWhileDeleting(queries);
  const { clusterId, total } = await queries.capabilities.known();
  if (clusterId === undefined) {
    throw new Failure('unavailable', 'The cluster is not answering. Try again shortly.');
  }
  if (total === 0) return undefined;
  return { ...openingOf({ type: 'all', clusterId, known: total }), key: REMOVE_ALL_KEY };
}

function openingOf(target: RemovalTarget): OpeningPlan {
  return { workflow: 'removal', input: storedJson(target) };
}

/** It would describe anew what is being forgotten. */
async function refuseWhileScanning({ scans }: CommandQueries): Promise<void> {
  if (!(await scans.running())) return;
  const message =
    'A scan runs and would describe it all anew. Delete when it is done (capabilities progress shows how far it is), or cancel it first with capabilities cancel.';
  throw new Failure('invalid-input', message);
}

/** What a scan wrote would be deleted, too; and how much is known changes at every moment. */
async function refuseWhileDeleting({ scans }: CommandQueries): Promise<void> {
  if (!(await scans.isDeleting())) return;
  throw new Failure('invalid-input', 'Capabilities are being deleted; try again in a moment.');
}

function refuseLong({ length }: string): void {
  if (length <= INTENT_MAX) return;
  throw new Failure(
    'invalid-input',
    `That is ${length} characters. Say what you need in at most ${INTENT_MAX}; details can follow in the thread.`,
  );
}
