import { asksForDeletion } from '../../domain/knowledge/deletion.ts';
import { providerName } from '../../domain/knowledge/providers.ts';
import { expand } from '../../domain/knowledge/synonyms.ts';
import type { CapabilitySummary } from '../../prompts/capability-summary.ts';
import type { ClarifyIntentInput, ClarifyIntentOutput } from '../../prompts/clarify-intent.ts';
import { findCandidates, type Candidate } from './candidates.ts';
import { isDoor, isServing } from './core-workloads.ts';
import { asksForDelivery } from './delivery.ts';
import { listed } from './phrases.ts';
import { readIntent, type Reading } from './reading.ts';
import { coverOf, traitOf } from './traits.ts';

/** Candidates whose fit is this near to the best one's could still win. */
const NEAR_BEST = 0.8;
const SEARCH_WORDS_MAX = 20;
const SYNONYMS_MAX = 8;
/** What software that answers requests is usually made of. */
const SERVING_SEARCH = ['deployment', 'service', 'ingress', 'http route'];

const CONNECTED_TO: ReadonlySet<string> = new Set(
  'database cache queue bucket broker warehouse search vm server'.split(' '),
);

type ClarifyingQuestion = ClarifyIntentOutput['questions'][number];

/**
 * Asks what divides the candidates that the search found, and nothing that the intent says already.
 * The options' labels are worded so that they can be read as part of the intent.
 */
export function solveClarifyIntent(input: ClarifyIntentInput): ClarifyIntentOutput {
  if (asksForDeletion(input.intent)) return { questions: [], searchWords: [] };
  const reading = readIntent(input.intent);
  const { candidates } = findCandidates(reading, input.capabilities);
  const best = candidates[0]?.fit ?? 0;
  const near = candidates.filter(({ fit }) => fit >= best * NEAR_BEST);
  const questions = [
    placeQuestion(reading, near) ?? hostingQuestion(reading, near),
    accessQuestion(reading, near, input.capabilities),
    schemaQuestion(reading, near),
  ].filter((question) => question !== undefined);
  return { questions, searchWords: searchWordsOf(reading) };
}

function placeQuestion(
  { providers, refused, hosting }: Reading,
  near: readonly Candidate[],
): ClarifyingQuestion | undefined {
  if (providers.length > 0 || hosting === 'cluster') return undefined;
  const clouds = [...new Set(near.flatMap(({ capability }) => capability.providers))]
    .filter((provider) => !refused.includes(provider))
    .slice(0, 8);
  const isPortableOnly = near.every(({ capability }) => capability.providers.length > 1);
  if (clouds.length === 0 || isPortableOnly) return undefined;
  const options = clouds.map((id) => ({ value: id, label: `In ${providerName(id)}` }));
  const runsHere = near.some(({ capability }) => capability.providers.length === 0);
  if (runsHere && hosting === undefined) {
    options.push({ value: 'in-cluster', label: 'In this cluster' });
  }
  return options.length < 2 ? undefined : { id: 'place', text: 'Where should it run?', options };
}

function hostingQuestion(
  { providers, hosting }: Reading,
  near: readonly Candidate[],
): ClarifyingQuestion | undefined {
  if (providers.length === 0 || hosting !== undefined) return undefined;
  const isDivided =
    near.some(({ isElsewhere, capability }) => isElsewhere && capability.abstraction !== 'core') &&
    near.some(({ isElsewhere }) => !isElsewhere);
  if (!isDivided) return undefined;
  const where = listed(providers.map(providerName));
  return {
    id: 'hosting',
    text: `Should ${where} run it as a managed service, or should it run in this cluster?`,
    options: [
      { value: 'managed', label: `As a managed service of ${where}` },
      { value: 'in-cluster', label: 'In this cluster' },
    ],
  };
}

function accessQuestion(
  reading: Reading,
  near: readonly Candidate[],
  capabilities: readonly CapabilitySummary[],
): ClarifyingQuestion | undefined {
  const divides = isServing(reading)
    ? !asksForDelivery(reading) && near.length > 0 && capabilities.some((one) => isDoor(one))
    : isConnectedTo(reading) && isDividedBy('public-access', near);
  if (!divides || speaksOf(reading, 'public-access')) return undefined;
  return {
    id: 'access',
    text: 'Must it be reachable from outside, over the internet?',
    options: [
      { value: 'public', label: 'Yes, publicly accessible' },
      { value: 'internal', label: 'No, only from inside' },
    ],
  };
}

function schemaQuestion(
  reading: Reading,
  near: readonly Candidate[],
): ClarifyingQuestion | undefined {
  if (!isDatabase(reading) || speaksOf(reading, 'schema-management')) return undefined;
  if (!isDividedBy('schema-management', near)) return undefined;
  return {
    id: 'schema-management',
    text: 'Should the database schema be managed too, from SQL that you give?',
    options: [
      { value: 'yes', label: 'Yes, with schema management' },
      { value: 'no', label: 'No schema management' },
    ],
  };
}

function isDatabase(reading: Reading): boolean {
  return topicsOf(reading).includes('database');
}

/** Whether it is something that others connect to: a certificate or a repository is not. */
function isConnectedTo(reading: Reading): boolean {
  return topicsOf(reading).some((topic) => CONNECTED_TO.has(topic));
}

function topicsOf({ subject }: Reading): readonly string[] {
  return [...subject, ...expand(subject).map(({ term }) => term)];
}

function isDividedBy(id: Parameters<typeof traitOf>[0], near: readonly Candidate[]): boolean {
  const trait = traitOf(id);
  const covers = near.map(({ capability }) => coverOf(trait, capability) !== undefined);
  return covers.includes(true) && covers.includes(false);
}

function speaksOf({ mentioned }: Reading, id: Parameters<typeof traitOf>[0]): boolean {
  return mentioned.some((trait) => trait.id === id);
}

function searchWordsOf(reading: Reading): string[] {
  const said = new Set(reading.text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []);
  const words = [
    ...reading.needs.flatMap((need) => (need.type === 'trait' ? need.trait.search : [])),
    ...(isServing(reading) ? SERVING_SEARCH : []),
    ...expand(reading.subject)
      .map(({ term }) => term)
      .slice(0, SYNONYMS_MAX),
  ];
  return [...new Set(words)].filter((word) => !said.has(word)).slice(0, SEARCH_WORDS_MAX);
}
