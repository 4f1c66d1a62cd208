import { z } from 'zod';
import type { Task } from '../ports/language-model.ts';
import { CapabilitySummary, capabilityLines, TO_ASSEMBLE } from './capability-summary.ts';
import { sizeFault } from './answer-size.ts';
import { foreignIn } from './instruction.ts';
import { notOffered, repeated } from './offered.ts';
import { lineOf, shortened } from './shown-fields.ts';
import { SOLUTION_RESOURCES_MAX } from '../domain/solution.ts';

/** Most patterns that a model is shown. */
export const PATTERNS_MAX = 5;

/** Characters of a rationale that a model is shown. */
const RATIONALE_SHOWN = 200;

const PatternSummary = z.object({
  /** Short and of this call only: `p1`. */
  id: z.string(),
  name: z.string(),
  /** When it applies, as code will check it. */
  applies: z.string(),
  rationale: z.string(),
  capabilityIds: z.array(z.string()),
});
export type PatternSummary = z.infer<typeof PatternSummary>;

const AssembleSolutionsInput = z.strictObject({
  intent: z.string(),
  clarifications: z.array(z.object({ question: z.string(), answer: z.string() })),
  capabilities: z.array(CapabilitySummary),
  patterns: z.array(PatternSummary).max(PATTERNS_MAX),
});
export type AssembleSolutionsInput = z.infer<typeof AssembleSolutionsInput>;

/** As many as a card shows. */
export const REASONS_MAX = 4;

/** Worse solutions help nobody: the prompt says so too. */
const MATCH_MIN = 30;

/** Characters of a reason or a lack. */
export const WORDS_MAX = 300;
const Words = z.string().min(1).max(WORDS_MAX);

const SolutionDraft = z.object({
  title: z.string().min(1).max(120).describe('What it is, in a few words: "SQL database in AWS".'),
  capabilityIds: z
    .array(z.string())
    .min(1)
    .max(SOLUTION_RESOURCES_MAX)
    .describe('The primary one first.'),
  provider: z
    .string()
    .optional()
    .describe('The provider it is meant for, where its line names any.'),
  match: z.number().min(0).max(100),
  reasons: z.array(Words).max(REASONS_MAX).describe('Most telling first.'),
  lacks: z.array(Words).max(8).describe('Asked for and not given; mostly empty.'),
  patternIds: z.array(z.string()).max(PATTERNS_MAX),
});
export type SolutionDraft = z.infer<typeof SolutionDraft>;

const AssembleSolutionsOutput = z.object({ solutions: z.array(SolutionDraft).max(5) });
export type AssembleSolutionsOutput = z.infer<typeof AssembleSolutionsOutput>;

/** Contract of prompts/assemble-solutions.md. Change either side and raise `version` there. */
export const assembleSolutions: Task<AssembleSolutionsInput, AssembleSolutionsOutput> = {
  id: 'assemble-solutions',
  input: AssembleSolutionsInput,
  output: AssembleSolutionsOutput,
  values: ({ intent, clarifications, capabilities, patterns }) => ({
    intent,
    clarifications: clarifications
      .map(({ question, answer }) => `${question} ${answer}`)
      .join('\n'),
    capabilities: capabilityLines(capabilities, { ...TO_ASSEMBLE, marks: marksOf(patterns) }),
    patterns: patterns.map(describePattern).join('\n'),
  }),
  verify: (input, { solutions }) => {
    for (const [place, solution] of solutions.entries()) {
      const fault = faultOf(input, solution) ?? wordsFault(input, solution);
      if (fault) return `Solution ${place + 1}: ${fault}`;
    }
    const twice = repeated(solutions.map(identityOf));
    if (twice !== undefined) return 'Two solutions are made of the same capabilities.';
    const scores = solutions.map(({ match }) => match);
    const isSorted = scores.every((score, index) => score <= (scores[index - 1] ?? 100));
    if (!isSorted) return 'The solutions are not ordered by match, best first.';
    return sizeFault({ solutions });
  },
};

function faultOf(input: AssembleSolutionsInput, solution: SolutionDraft): string | undefined {
  const { capabilityIds, patternIds, provider, match } = solution;
  if (match < MATCH_MIN) return `its match is below ${MATCH_MIN}: leave it out.`;
  const foreign = notOffered(capabilityIds, input.capabilities);
  if (foreign !== undefined) return `the capability ${foreign} was not offered.`;
  const foreignPattern = notOffered(patternIds, input.patterns);
  if (foreignPattern !== undefined) return `the pattern ${foreignPattern} was not offered.`;
  const twice = repeated(capabilityIds);
  if (twice !== undefined) return `the capability ${twice} stands twice.`;
  if (provider === undefined) return undefined;
  const chosen = input.capabilities.filter(({ id }) => capabilityIds.includes(id));
  return chosen.some(({ providers }) => providers.includes(provider))
    ? undefined
    : 'none of its capabilities runs in its provider.';
}

/** What stands in the words that people read and should not. */
function wordsFault(
  { intent, clarifications, capabilities, patterns }: AssembleSolutionsInput,
  { title, reasons, lacks }: SolutionDraft,
): string | undefined {
  const words = [title, ...reasons, ...lacks].join('\n');
  const answers = clarifications.flatMap(({ question, answer }) => [question, answer]);
  const own = [intent, ...answers, ...patterns.map(({ name }) => name)].join('\n');
  const copied = foreignIn(words, own);
  if (copied) return `its words hold ${copied}.`;
  const named = new Set<string>(words.match(/\b(?:c\d{2,}|p\d)\b/gu));
  const ids = [...capabilities, ...patterns].map(({ id }) => id);
  const isIdShown = ids.some((id) => named.has(id) && !own.includes(id));
  return isIdShown ? 'its words hold an id, which means nothing to people.' : undefined;
}

function identityOf({ capabilityIds, provider }: SolutionDraft): string {
  return [provider ?? '', ...[...capabilityIds].sort()].join(' ');
}

function describePattern(pattern: PatternSummary): string {
  const { id, name, applies, rationale, capabilityIds } = pattern;
  const why = shortened(rationale, RATIONALE_SHOWN);
  return lineOf([id, name, `for ${applies}`, why, capabilityIds.join(', ')]);
}

/** The patterns in which each capability is. */
function marksOf(patterns: readonly PatternSummary[]): ReadonlyMap<string, string> {
  const named = patterns.flatMap(({ id, capabilityIds }) =>
    capabilityIds.map((capability) => ({ capability, id })),
  );
  const byCapability = Map.groupBy(named, ({ capability }) => capability);
  return new Map(
    [...byCapability].map(([capability, all]) => [
      capability,
      `in ${all.map(({ id }) => id).join(', ')}`,
    ]),
  );
}
