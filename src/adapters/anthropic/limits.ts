/** What a model takes, by how its name begins. The first row that fits is the model's. */
interface ModelLimits {
  readonly prefix: string;
  /** Shortest stable part that the prompt cache holds, in tokens. A shorter one is billed in full, silently. */
  readonly cacheMinimum: number;
  /** Most that `max_tokens` may be. */
  readonly maxTokens: number;
  readonly takesEffort: boolean;
}

/**
 * Source: the guides on prompt caching and effort and the models overview at
 * https://platform.claude.com/docs, October 2026. Where the guides and reports differ, the higher
 * minimum stands: a mark that caches nothing is only noise.
 */
const MODELS: readonly ModelLimits[] = [
  { prefix: 'claude-haiku-5', cacheMinimum: 4_096, maxTokens: 128_000, takesEffort: true },
  { prefix: 'claude-sonnet-5', cacheMinimum: 1_024, maxTokens: 128_000, takesEffort: true },
  { prefix: 'claude-opus-5', cacheMinimum: 1_024, maxTokens: 128_000, takesEffort: true },
  { prefix: 'claude-fable-5', cacheMinimum: 1_024, maxTokens: 128_000, takesEffort: true },
  { prefix: 'claude-mythos-5', cacheMinimum: 1_024, maxTokens: 128_000, takesEffort: true },
  { prefix: 'claude-opus-4-8', cacheMinimum: 1_024, maxTokens: 128_000, takesEffort: true },
  { prefix: 'claude-sonnet-4-6', cacheMinimum: 2_048, maxTokens: 64_000, takesEffort: true },
  { prefix: 'claude-opus-4', cacheMinimum: 4_096, maxTokens: 32_000, takesEffort: false },
  { prefix: 'claude-sonnet-4-5', cacheMinimum: 1_024, maxTokens: 64_000, takesEffort: false },
  { prefix: 'claude-haiku-4-5', cacheMinimum: 4_096, maxTokens: 64_000, takesEffort: false },
];

/** For names that no row knows, such as a gateway's own: what every model takes. */
const UNKNOWN = { cacheMinimum: 4_096, maxTokens: 32_000, takesEffort: false } as const;

export function limitsOf(model: string): Omit<ModelLimits, 'prefix'> {
  return MODELS.find(({ prefix }) => model.startsWith(prefix)) ?? UNKNOWN;
}

/**
 * The longest answer of each task, in tokens: what its schema and prompt allow, with room to spare.
 * What is not written is not billed.
 */
const ANSWER_TOKENS: ReadonlyMap<string, number> = new Map([
  ['clarify-intent', 2_500], // 5 questions with 10 options, 20 words
  ['assemble-solutions', 3_000], // 5 solutions with 8 ids, 6 reasons and what they lack
  ['word-questions', 6_000], // 60 tokens a field, up to a hundred fields
  ['interpret-reply', 1_500],
  ['write-for-me', 3_000], // mostly SQL or a short file
  ['apply-open-requirements', 3_000],
  ['describe-capabilities', 5_000], // 10 kinds
  ['expand-triggers', 1_000],
]);
const ANSWER_TOKENS_OTHERWISE = 3_000;

/** Thought counts towards `max_tokens`: room for it, above what the answer needs. */
const THOUGHT_TOKENS = { fast: 2_000, reasoning: 8_000 } as const;

/** How much longer the second answer may be where the first was cut. */
const CUT_FACTOR = 3;

/** `max_tokens` of a request, at most what the model takes. */
export function maxTokensOf(request: {
  readonly task: string;
  readonly tier: 'fast' | 'reasoning';
  readonly model: string;
  readonly wasCut: boolean;
}): number {
  const { task, tier, model, wasCut } = request;
  const usual = (ANSWER_TOKENS.get(task) ?? ANSWER_TOKENS_OTHERWISE) + THOUGHT_TOKENS[tier];
  return Math.min(wasCut ? usual * CUT_FACTOR : usual, limitsOf(model).maxTokens);
}

/** How long the model may think: short where it sorts and words, longer where it weighs. */
export const EFFORT = { fast: 'low', reasoning: 'medium' } as const;

/** A longer `retry-after` is not slept through: the person hears of it and decides. */
export const LONGEST_WAIT_MS = 10_000;
