import { wordsOf } from '../../domain/knowledge/words.ts';
import type { CapabilitySummary } from '../../prompts/capability-summary.ts';
import { isWorkload, workloadFit } from './core-workloads.ts';
import { createEvidences, isLiterallyNamed, type Evidence, type Evidences } from './evidence.ts';
import type { Reading } from './reading.ts';

/** Below this share of the intent's meaning, offering a capability would be a guess. */
const FIT_MIN = 0.5;
const NAMED_BONUS = 0.1;
const NOT_KIN_FACTOR = 0.5;
const DISTANT_KIN_FACTOR = 0.85;
const DEPENDENT_FACTOR = 0.7;
/** What a platform team arranges for others, called by its name or only by other words. */
const SETUP_FACTOR = { named: 0.85, meant: 0.7 } as const;
const DELIVERED_FIT = 0.95;
const UNASKED_WORD_COST = 0.1;
const KEPT_ELSEWHERE_FACTOR = 0.6;
const SELF_DELIVERED_FACTOR = 0.8;
const DELIVERY_FACTOR = 0.7;

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
    .filter((capability) => runsWhereAsked(reading, capability))
    .map((capability) => candidateOf(reading, capability, { evidences, capabilities }))
    .filter((candidate) => candidate !== undefined);
  const literal = found.filter(({ isLiteral }) => isLiteral);
  const candidates = (literal.length > 0 ? literal : found)
    .map((candidate) => besideKin(candidate, found))
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
  if (evidence.kinship === 'same' || isLiteral || capability.abstraction === 'core') {
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

function candidateOf(
  reading: Reading,
  capability: CapabilitySummary,
  { evidences, capabilities }: { evidences: Evidences; capabilities: readonly CapabilitySummary[] },
): Candidate | undefined {
  const evidence = evidences.of(capability, reading.subject);
  const isLiteral = isLiterallyNamed(capability, reading.text);
  const isOut = !mayLead(capability, evidence) || evidences.isRival(capability, reading.subject);
  if (isOut && !isLiteral) return undefined;
  const known = workloadFit(reading, capability);
  if (!isLiteral && known === undefined && isBesideWorkload(reading, capability, evidence)) {
    return undefined;
  }
  const factor =
    hindrance(reading, capability, capabilities) * setupFactor(capability, evidence.isNamed);
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
  return abstraction === 'core' || direct.length === 0;
}

function mayLead({ role }: CapabilitySummary, { isNamed, kinship }: Evidence): boolean {
  if (role === 'primary') return true;
  return role !== 'internal' && (isNamed || kinship === 'same');
}

/** Kinds of other providers only are of no use; portable ones and the cluster's own stay. */
function runsWhereAsked({ providers, hosting }: Reading, capability: CapabilitySummary): boolean {
  if (hosting === 'cluster' && providers.length === 0 && capability.providers.length === 1) {
    return false;
  }
  if (providers.length === 0 || capability.providers.length === 0) return true;
  return capability.providers.some((provider) => providers.includes(provider));
}

function providerOf({ providers }: Reading, capability: CapabilitySummary): string | undefined {
  if (capability.providers.length === 1) return capability.providers[0];
  return providers.find((provider) => capability.providers.includes(provider));
}

/** 1, or less where the kind cannot stand alone or brings a way of working that nobody asked for. */
function hindrance(
  reading: Reading,
  capability: CapabilitySummary,
  capabilities: readonly CapabilitySummary[],
): number {
  const leans = capabilities.some((other) => dependsOn(capability, other));
  return (
    (leans ? DEPENDENT_FACTOR : 1) *
    (isUnaskedDelivery(reading, capability) ? DELIVERY_FACTOR : 1) *
    (isKeptElsewhere(reading, capability) ? KEPT_ELSEWHERE_FACTOR : 1)
  );
}

/** A plain Secret holds what somebody writes into it; what a vault keeps comes by other kinds. */
function isKeptElsewhere({ text }: Reading, { kind, abstraction }: CapabilitySummary): boolean {
  if (abstraction !== 'core' || kind !== 'Secret') return false;
  return /\b(?:vault|secrets? (?:manager|store)|key ?vault)\b/iu.test(text);
}

function setupFactor({ role }: CapabilitySummary, isNamed: boolean): number {
  if (role !== 'setup') return 1;
  return isNamed ? SETUP_FACTOR.named : SETUP_FACTOR.meant;
}

function isUnaskedDelivery(reading: Reading, capability: CapabilitySummary): boolean {
  return delivers(capability) && !asksForDelivery(reading);
}

/** Who speaks of a repository wants what delivers from it, in its simplest form. */
function deliveredFit(reading: Reading, capability: CapabilitySummary, fit: number): number {
  if (!asksForDelivery(reading) || !isWorkload(reading)) return fit;
  if (capability.role !== 'primary' || !delivers(capability)) return fit * SELF_DELIVERED_FACTOR;
  const unasked = wordsOf(capability.kind).length - 1;
  return Math.max(fit, DELIVERED_FIT) * (1 - UNASKED_WORD_COST * unasked);
}

function asksForDelivery({ text }: Reading): boolean {
  return /\b(?:git|gitops|repo|repository|helm|charts?|continuous)\b/iu.test(text);
}

/** It delivers manifests from a repository: of no use to somebody without one. */
function delivers({ fields, tags }: CapabilitySummary): boolean {
  return /\b(?:gitops|repo ?url|git repositor\w+|chart)\b/iu.test([...fields, ...tags].join(' '));
}

/** Last words of kinds within which others live; a subnet or a key is only used. */
const HOSTS = /(?:Cluster|Server|Instance|Account|Database|Bucket|Topic|Queue|Zone|Registry)$/u;

/**
 * Whether a kind is made within an object of another kind of its group: it has a field that names
 * one (`cluster`, `clusterRef`, `clusterIdentifier`).
 */
export function dependsOn(capability: CapabilitySummary, other: CapabilitySummary): boolean {
  if (capability.group !== other.group || capability.id === other.id) return false;
  if (other.role !== 'primary' || !HOSTS.test(other.kind)) return false;
  const name = wordsOf(other.kind).join(' ');
  const pattern = new RegExp(`^(?:db )?${name}(?: (?:ref|name|identifier|id|selector|arn))?$`, 'u');
  return capability.fields.some((field) =>
    pattern.test(wordsOf(field.split('.')[0] ?? field).join(' ')),
  );
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
