import type { CapabilitySummary } from '../../prompts/capability-summary.ts';
import { isDoor, isWorkload, workloadFit } from './core-workloads.ts';
import { asksForDelivery, deliveredFit, delivers } from './delivery.ts';
import { createEvidences, type Evidence, type Evidences } from './evidence.ts';
import { decidesAdmission, isUnaskedGuard } from './guarded-kinds.ts';
import { hindrance, otherName, setupFactor } from './hindrances.ts';
import { isLiterallyNamed } from './literal-names.ts';
import type { Reading } from './reading.ts';
import { coverOf } from './traits.ts';

/** Below this share of the intent's meaning, offering a capability would be a guess. */
const FIT_MIN = 0.5;
const NAMED_BONUS = 0.1;
const NOT_KIN_FACTOR = 0.5;
const DISTANT_KIN_FACTOR = 0.85;
const NOT_MADE_FACTOR = 0.65;

/** A capability that could be the primary one of a solution. */
export interface Candidate {
  readonly capability: CapabilitySummary;
  readonly evidence: Evidence;
  /** Named as only its API names it. */
  readonly isLiteral: boolean;
  /** 0 to 1: how much of the subject it is. */
  readonly fit: number;
  /** The provider it would run in, where the intent or the kind itself decides that. */
  readonly provider: string | undefined;
  /** A provider was asked for, and this runs in the cluster instead. */
  readonly isElsewhere: boolean;
}

export interface Field {
  readonly candidates: readonly Candidate[];
  readonly evidences: Evidences;
}

/** Every capability that may lead a solution, best fit first. */
export function findCandidates(
  reading: Reading,
  capabilities: readonly CapabilitySummary[],
): Field {
  const evidences = createEvidences(capabilities);
  const found = withoutTwins(capabilities)
    .filter((capability) => mayBeOffered(reading, capability))
    .map((capability) => candidateOf(reading, capability, { evidences, capabilities }))
    .filter((candidate) => candidate !== undefined);
  const literal = found.filter(({ isLiteral }) => isLiteral);
  const candidates = (literal.length > 0 ? literal : found)
    .map((candidate) => besideKin(candidate, found))
    .map((candidate) => besideMade(candidate, { reading, all: found }))
    .filter(({ fit }) => fit >= FIT_MIN)
    .sort(byFit);
  return { candidates, evidences };
}

/**
 * A service's words ("virtual machines and their networks") are said of all its kinds. Where one of
 * them is called what was asked for, the others were not meant.
 */
function besideKin(candidate: Candidate, all: readonly Candidate[]): Candidate {
  const { capability, evidence, fit, isLiteral } = candidate;
  if (evidence.kinship === 'same' || isLiteral || capability.abstraction !== 'managed') {
    return candidate;
  }
  const others = all.filter((other) => other.capability.group === capability.group);
  const hasNear = others.some((other) => other.evidence.kinship === 'same');
  if (evidence.kinship === 'related') {
    return hasNear ? { ...candidate, fit: fit * DISTANT_KIN_FACTOR } : candidate;
  }
  const hasKin = hasNear || others.some((other) => other.evidence.kinship === 'related');
  return hasKin ? { ...candidate, fit: fit * NOT_KIN_FACTOR } : candidate;
}

/** Who wants a schema managed wants what is made for that, and not a server that can do it too. */
function besideMade(
  candidate: Candidate,
  { reading: { head }, all }: { readonly reading: Reading; readonly all: readonly Candidate[] },
): Candidate {
  const isMade = ({ capability }: Candidate): boolean =>
    head !== undefined && coverOf(head, capability)?.by === 'kind';
  if (isMade(candidate) || !all.some((other) => other.fit >= FIT_MIN && isMade(other))) {
    return candidate;
  }
  return { ...candidate, fit: candidate.fit * NOT_MADE_FACTOR };
}

function candidateOf(
  reading: Reading,
  capability: CapabilitySummary,
  { evidences, capabilities }: { evidences: Evidences; capabilities: readonly CapabilitySummary[] },
): Candidate | undefined {
  const plain = evidences.of(capability, reading.subject);
  const wished = evidences.of(capability, wordsWished(reading));
  const isWished = wished.kinship === 'same' && !plain.isUnrelated;
  const evidence = isWished ? { ...plain, kinship: wished.kinship } : plain;
  const isLiteral = isLiterallyNamed(capability, reading.text);
  const isOut = !mayLead(capability, evidence) || evidences.isRival(capability, reading.subject);
  if (isOut && !isLiteral) return undefined;
  const known = workloadFit(reading, capability);
  if (!isLiteral && known === undefined && isBesideWorkload(reading, capability, evidence)) {
    return undefined;
  }
  const factor =
    hindrance(reading, capability, capabilities) *
    setupFactor(capability, evidence.isNamed || decidesAdmission(capability)) *
    otherName(capability, evidences.of(capability, wordsSaid(reading)));

  const worded = evidence.coverage * factor + (evidence.isNamed ? NAMED_BONUS * factor : 0);
  return {
    capability,
    evidence,
    isLiteral,
    fit: isLiteral ? 1 : Math.min(1, deliveredFit(reading, capability, known ?? worded)),
    provider: providerOf(reading, capability),
    isElsewhere:
      reading.providers.length > 0 &&
      reading.hosting !== 'cluster' &&
      capability.providers.length === 0,
  };
}

/**
 * Who needs software run is not helped by what only stands beside it: routes, autoscalers, and
 * whatever merely shares a word such as "application" with it.
 */
function isBesideWorkload(
  reading: Reading,
  capability: CapabilitySummary,
  { direct }: Evidence,
): boolean {
  const { abstraction } = capability;
  if (!isWorkload(reading) || abstraction === 'golden-path') return false;
  if (asksForDelivery(reading) && delivers(capability)) return false;
  return abstraction === 'core' || direct.length === 0 || isDoor(capability);
}

/** What is no thing by itself leads where it is called what was asked for, wished traits included. */
function mayLead(capability: CapabilitySummary, { isNamed, kinship }: Evidence): boolean {
  const { role } = capability;
  if (role === 'primary') return true;
  const isMeant = kinship === 'same' || (kinship === 'related' && decidesAdmission(capability));
  return role !== 'internal' && (isNamed || isMeant);
}

/** With the words of "every night" and the like: a kind may be called that beside its subject. */
function wordsWished({ subject, needs }: Reading): string[] {
  return [...subject, ...needs.flatMap(({ type, words }) => (type === 'trait' ? words : []))];
}

function wordsSaid(reading: Reading): string[] {
  return [...wordsWished(reading), ...reading.purpose];
}

/** Whether a kind may lead a solution, whatever its words are. */
function mayBeOffered(reading: Reading, capability: CapabilitySummary): boolean {
  return !isUnaskedGuard(capability, reading.asked) && runsWhereAsked(reading, capability);
}

/** Kinds of other providers only are of no use; portable ones and the cluster's own stay. */
function runsWhereAsked(
  { providers, refused, hosting }: Reading,
  capability: CapabilitySummary,
): boolean {
  if (capability.providers.length > 0 && capability.providers.every((one) => refused.includes(one)))
    return false;
  if (hosting === 'cluster' && providers.length === 0 && capability.providers.length === 1) {
    return false;
  }
  if (providers.length === 0 || capability.providers.length === 0) return true;
  return capability.providers.some((provider) => providers.includes(provider));
}

function providerOf(
  { providers, refused }: Reading,
  capability: CapabilitySummary,
): string | undefined {
  const open = capability.providers.filter((provider) => !refused.includes(provider));
  if (open.length === 1) return open[0];
  return providers.find((provider) => capability.providers.includes(provider));
}

/** The same kind of the same provider, served namespaced and cluster-scoped: the first one stays. */
function withoutTwins(capabilities: readonly CapabilitySummary[]): CapabilitySummary[] {
  return capabilities.filter(
    (capability) =>
      capability.namespaced ||
      !capabilities.some((other) => other.namespaced && isTwin(capability, other)),
  );
}

function isTwin(one: CapabilitySummary, other: CapabilitySummary): boolean {
  if (one.kind !== other.kind || one.providers.join() !== other.providers.join()) return false;
  const labels = new Set(other.group.split('.'));
  const own = one.group.split('.');
  return own.every((label) => labels.has(label)) && Math.abs(labels.size - own.length) <= 1;
}

function byFit(one: Candidate, other: Candidate): number {
  return (
    other.fit - one.fit ||
    other.capability.score - one.capability.score ||
    (one.capability.id < other.capability.id ? -1 : 1)
  );
}
