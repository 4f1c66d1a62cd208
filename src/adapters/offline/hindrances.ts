import { isKnownTerm, isKnownWord } from '../../domain/knowledge/synonyms.ts';
import { wordsOf } from '../../domain/knowledge/words.ts';
import type { CapabilitySummary } from '../../prompts/capability-summary.ts';
import { isUnaskedDelivery } from './delivery.ts';
import { isGeneric, type Evidence } from './evidence.ts';
import type { Reading } from './reading.ts';

const DEPENDENT_FACTOR = 0.7;
const KEPT_ELSEWHERE_FACTOR = 0.6;
const DELIVERY_FACTOR = 0.7;
/** A cluster of servers, each an object of its own, where one server would do. */
const UNASKED_CLUSTER_FACTOR = 0.9;
/** What a platform team arranges for others, called by its name or only by other words. */
const SETUP_FACTOR = { named: 0.85, meant: 0.7 } as const;
/** Its name says something else altogether, or something else as well. */
const OTHER_NAME_FACTOR = { all: 0.5, qualifier: 0.55 } as const;

/** 1, or less where the kind cannot stand alone or brings a way of working that nobody asked for. */
export function hindrance(
  reading: Reading,
  capability: CapabilitySummary,
  capabilities: readonly CapabilitySummary[],
): number {
  const leans = capabilities.some((other) => dependsOn(capability, other));
  return (
    (leans ? DEPENDENT_FACTOR : 1) *
    (isUnaskedDelivery(reading, capability) ? DELIVERY_FACTOR : 1) *
    (isUnaskedCluster(reading, capability, capabilities) ? UNASKED_CLUSTER_FACTOR : 1) *
    (isKeptElsewhere(reading, capability) ? KEPT_ELSEWHERE_FACTOR : 1)
  );
}

function isUnaskedCluster(
  { text }: Reading,
  capability: CapabilitySummary,
  capabilities: readonly CapabilitySummary[],
): boolean {
  if (!capability.kind.endsWith('Cluster') || capability.providers.length === 0) return false;
  if (/\b(?:clusters?|aurora|replicas?|failover|ha)\b|\bhigh(?:ly)?[- ]availab/iu.test(text))
    return false;
  return capabilities.some((other) => dependsOn(other, capability));
}

/** A plain Secret holds what somebody writes into it; what a vault keeps comes by other kinds. */
function isKeptElsewhere({ text }: Reading, { kind, abstraction }: CapabilitySummary): boolean {
  if (abstraction !== 'core' || kind !== 'Secret') return false;
  return /\b(?:vault|secrets? (?:manager|store)|key ?vault)\b/iu.test(text);
}

export function setupFactor({ role, abstraction }: CapabilitySummary, isNamed: boolean): number {
  // What the platform team made for everybody is no machinery, whatever it is called.
  if (role !== 'setup' || abstraction === 'golden-path') return 1;
  return isNamed ? SETUP_FACTOR.named : SETUP_FACTOR.meant;
}

/**
 * How much a kind loses because its name says something else. A network is no machine, though its
 * service is described by both; and whoever wants a rule does not mean a policy for the network.
 */
export function otherName(
  { kind }: CapabilitySummary,
  { unmeant, isUnrelated, isSaid }: Evidence,
): number {
  const words = wordsOf(kind);
  if (words.every((word) => isGeneric(word))) return 1;
  if (isUnrelated) {
    const isKnown = isKnownTerm(words) || words.every((word) => isKnownWord(word));
    return isKnown ? OTHER_NAME_FACTOR.all : 1;
  }
  const [first = ''] = words;
  const isQualified = words.length === 2 && unmeant.join() === '0' && !isSaid;
  return isQualified && isKnownWord(first) && !isGeneric(first) ? OTHER_NAME_FACTOR.qualifier : 1;
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
  const words = wordsOf(other.kind);
  const last = words.at(-1) === 'instance' ? ['instance'] : [];
  const name = [words.join(' '), ...last].join('|');
  const pattern = new RegExp(
    `^(?:db )?(?:${name})(?: (?:ref|name|identifier|id|selector|arn))?$`,
    'u',
  );
  return capability.fields.some((field) =>
    pattern.test(wordsOf(field.split('.')[0] ?? field).join(' ')),
  );
}
