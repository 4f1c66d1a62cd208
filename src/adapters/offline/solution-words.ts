import { providerName } from '../../domain/knowledge/providers.ts';
import { stem, wordsOf } from '../../domain/knowledge/words.ts';
import { FIELDS_MAX, type CapabilitySummary } from '../../prompts/capability-summary.ts';
import type { Assembly, Met } from './assemblies.ts';
import { isGeneric } from './evidence.ts';
import { listed, sentenceCase, shortened, spokenName } from './phrases.ts';
import type { Need, Reading } from './reading.ts';

const TITLE_MAX = 120;
const REASONS_MAX = 8;

/** Unlike every other title: where two kinds share a name, the group tells them apart. */
export function titleOf(assembly: Assembly, others: readonly Assembly[]): string {
  const short = shortTitle(assembly);
  const isShared = others.some((other) => other !== assembly && shortTitle(other) === short);
  const { capability } = assembly.candidate;
  const isVague = isGeneric(capability.kind) && capability.abstraction !== 'core';
  const isBare = isVague && serviceName(capability) === '' && companionsOf(assembly) === '';
  const needsGroup = (isShared || isBare) && capability.group !== '';
  const full = needsGroup ? `${short} (${capability.group})` : short;
  return shortened(full, TITLE_MAX);
}

function shortTitle(assembly: Assembly): string {
  const { capability, provider } = assembly.candidate;
  const place = provider === undefined ? '' : ` in ${providerName(provider)}`;
  return `${serviceName(capability)}${capability.kind}${place}${companionsOf(assembly)}`;
}

function companionsOf({ companions }: Assembly): string {
  return companions.length === 0 ? '' : ` with ${listed(companions.map(({ kind }) => kind))}`;
}

/** A cloud's kinds are called by their service too: "RDS Instance", not any instance. */
function serviceName({ group, kind, providers }: CapabilitySummary): string {
  const service = group.split('.')[0] ?? '';
  const isSpoken = providers.length === 1 && group.includes('.') && service.length <= 12;
  const repeats = wordsOf(kind).some((word) => word === service);
  if (!isSpoken || repeats || service === providers[0]) return '';
  return service.length <= 4 ? `${service.toUpperCase()} ` : `${sentenceCase(service)} `;
}

/**
 * Why it fits, most telling first, in words of the person where they have any. How many objects it takes is
 * said when patterns have added theirs.
 */
export function reasonsOf(reading: Reading, assembly: Assembly): string[] {
  const { candidate, companions } = assembly;
  const reasons = [
    namedReason(reading, assembly),
    placeReason(assembly),
    ...assembly.met.map((met) => metReason(met, candidate.capability)),
  ].filter((reason) => reason !== undefined);
  const needless = companions.length > 0 && assembly.met.length === 0;
  if (needless) reasons.push(`Comes with ${listed(companions.map(({ kind }) => kind))}`);
  return reasons.slice(0, REASONS_MAX);
}

function namedReason({ text }: Reading, { candidate }: Assembly): string | undefined {
  const { evidence, capability } = candidate;
  if (evidence.direct.length > 0) {
    const words = new Set(evidence.direct.map((word) => asWritten(word, text)));
    return `Named for ${[...words].join(' ')}`;
  }
  const use = capability.useCase.replace(/^Use it /u, '').replace(/[.…]+$/u, '');
  return use === '' ? undefined : shortened(`Made ${use}`, 100);
}

function placeReason({ candidate }: Assembly): string {
  const { capability, provider } = candidate;
  const { providers } = capability;
  if (providers.length === 0) return 'Runs in this cluster';
  const others = providers.filter((name) => name !== provider).map(providerName);
  if (provider === undefined) return `Works in ${listed(others)}`;
  const also = others.length === 0 ? '' : `, and could move to ${listed(others)}`;
  return `Runs in ${providerName(provider)}${also}`;
}

function metReason({ need, by, cover }: Met, primary: CapabilitySummary): string {
  const what = nameOf(need);
  if (cover.by === 'field') return `Covers ${what} by its field ${cover.field}`;
  return by.id === primary.id ? `Covers ${what} by itself` : `Covers ${what} by ${by.kind}`;
}

/** What was asked for and is not given, in words. */
export function lacksOf({ providers, hosting }: Reading, assembly: Assembly): string[] {
  const { candidate, unmet } = assembly;
  // A list that is full may have left out the very field: then a lack is not certain.
  const isCut = candidate.capability.fields.length >= FIELDS_MAX;
  const lacks = unmet.map((need) =>
    isCut ? `${nameOf(need)}: not among its main fields` : nameOf(need),
  );
  const isInCluster = candidate.capability.providers.length === 0;
  if (candidate.isElsewhere) {
    lacks.push(`${listed(providers.map(providerName))}: it runs wherever this cluster runs`);
  } else if (hosting === 'managed' && isInCluster) {
    lacks.push('a managed service: this cluster runs it');
  }
  return lacks.slice(0, 8);
}

function nameOf(need: Need): string {
  return need.type === 'trait' ? need.trait.name : shortened(need.label, 80);
}

/** A word as the person spelt it: "PostgreSQL" for `postgresql`. */
function asWritten(word: string, text: string): string {
  const tokens = text.match(/[\p{L}\d]+/gu) ?? [];
  const found = tokens.find((token) => wordsOf(token).some((part) => stem(part) === stem(word)));
  return found ?? spokenName(word);
}
