import { asksForDeletion } from '../../domain/knowledge/deletion.ts';
import {
  type AssembleSolutionsInput,
  type AssembleSolutionsOutput,
  REASONS_MAX,
  type SolutionDraft,
  WORDS_MAX,
} from '../../prompts/assemble-solutions.ts';
import { foreignIn } from '../../prompts/instruction.ts';
import { assembliesOf, type Assembly } from './assemblies.ts';
import { findCandidates, type Field } from './candidates.ts';
import { shortened } from './phrases.ts';
import { readIntent, type Reading } from './reading.ts';
import { readableAnswer } from './reading-answers.ts';
import { lacksOf, reasonsOf, titleOf } from './solution-words.ts';

const SOLUTIONS_MAX = 5;
/** Solutions below these shares of the best one, or of everything asked for, help nobody. */
const SHARE_OF_BEST_MIN = 0.7;
const MATCH_MIN = 35;

/** What a match is made of; the parts add up to 100. */
const WEIGHTS = { fit: 50, needs: 25, level: 15, found: 10 } as const;
/** How much of the need one object of that level stands for. */
const LEVELS = { 'golden-path': 1, managed: 0.6, core: 0.4 } as const;
/** What a need is worth that takes another object. */
const BY_COMPANION = 0.85;
const ELSEWHERE_FACTOR = 0.7;
const UNWANTED_HOSTING_FACTOR = 0.6;
/** Points for what also fits the purpose. */
const PURPOSE_BONUS = 4;
/** Points for being the provider's service that was named. */
const SERVICE_BONUS = 2;
/** Points off for each further object, and for each way to the same end that comes before. */
const OBJECT_COST = 0.5;
const ALTERNATIVE_COST = 1;

interface Ranked {
  readonly assembly: Assembly;
  readonly match: number;
}

/** Ranks what the search found by the words of the intent, as a person could retrace. */
export function solveAssembleSolutions(input: AssembleSolutionsInput): AssembleSolutionsOutput {
  const { intent, clarifications, capabilities } = input;
  if (asksForDeletion(intent)) return { solutions: [] };
  const reading = readIntent(
    intent,
    clarifications.map((one) => readableAnswer(one)),
  );
  const field = findCandidates(reading, capabilities);
  const ranked = field.candidates
    .flatMap((candidate) =>
      assembliesOf(candidate, { reading, field, capabilities }).map((assembly, index) =>
        rank(assembly, { reading, field, index }),
      ),
    )
    .sort((one, other) => other.match - one.match);
  const best = ranked[0]?.match ?? 0;
  const kept = differing(ranked)
    .filter(({ match }) => match >= Math.max(MATCH_MIN, best * SHARE_OF_BEST_MIN))
    .slice(0, SOLUTIONS_MAX);
  const own = [intent, ...clarifications.map(({ answer }) => answer)].join('\n');
  return { solutions: kept.map((one) => inOwnWords(draftOf(reading, one, kept), own)) };
}

interface Ranking {
  readonly reading: Reading;
  readonly field: Field;
  /** Position among the assemblies of the same candidate. */
  readonly index: number;
}

function rank(assembly: Assembly, { reading, field, index }: Ranking): Ranked {
  const { capability, fit } = assembly.candidate;
  const whole =
    WEIGHTS.fit * fit +
    WEIGHTS.needs * shareMet(reading, assembly) +
    WEIGHTS.level * LEVELS[capability.abstraction] +
    WEIGHTS.found * capability.score;
  const bonus =
    PURPOSE_BONUS * field.evidences.of(capability, reading.purpose).coverage +
    SERVICE_BONUS * field.evidences.of(capability, reading.services).coverage;
  const cost = OBJECT_COST * assembly.companions.length + ALTERNATIVE_COST * index;
  const match = Math.round(whole * placeFactor(reading, assembly) + bonus - cost);
  return { assembly, match: Math.min(99, Math.max(1, match)) };
}

function shareMet({ needs }: Reading, { candidate, met }: Assembly): number {
  if (needs.length === 0) return 1;
  const worth = met.map(({ by }) => (by.id === candidate.capability.id ? 1 : BY_COMPANION));
  return worth.reduce((sum, one) => sum + one, 0) / needs.length;
}

function placeFactor({ hosting }: Reading, { candidate }: Assembly): number {
  const { providers, abstraction } = candidate.capability;
  const elsewhere = candidate.isElsewhere ? ELSEWHERE_FACTOR : 1;
  if (hosting === 'managed' && providers.length === 0 && abstraction !== 'golden-path') {
    return elsewhere * UNWANTED_HOSTING_FACTOR;
  }
  if (hosting === 'cluster' && providers.length > 0) return elsewhere * UNWANTED_HOSTING_FACTOR;
  return elsewhere;
}

/** Best first, each made of other capabilities than those before it. */
function differing(ranked: readonly Ranked[]): Ranked[] {
  const seen = new Set<string>();
  return ranked.filter(({ assembly }) => {
    const { candidate, companions } = assembly;
    const parts = [candidate.capability, ...companions].map(({ id }) => id);
    const key = parts.sort().join(' ');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Without what somebody put into a schema for whoever reads it: mentions, links, instructions. */
function inOwnWords(draft: SolutionDraft, own: string): SolutionDraft {
  const readable = (texts: readonly string[]): string[] =>
    texts
      .filter((text) => foreignIn(text, own) === undefined)
      .map((text) => shortened(text, WORDS_MAX));
  const { reasons, lacks } = draft;
  return { ...draft, reasons: readable(reasons).slice(0, REASONS_MAX), lacks: readable(lacks) };
}

/** It claims no pattern: which ones apply is for code to say, whoever drafted. */
function draftOf(
  reading: Reading,
  { assembly, match }: Ranked,
  all: readonly Ranked[],
): SolutionDraft {
  const { candidate, companions } = assembly;
  const others = all.map((one) => one.assembly);
  return {
    title: titleOf(assembly, others),
    capabilityIds: [candidate.capability, ...companions].map(({ id }) => id),
    ...(candidate.provider === undefined ? {} : { provider: candidate.provider }),
    match,
    reasons: reasonsOf(reading, assembly),
    lacks: lacksOf(reading, assembly),
    patternIds: [],
  };
}
