/** What a model takes, by how its name begins. The first row that fits is the model's. */
interface ModelLimits {
  readonly prefix: string;
  /** Shortest stable part that the prompt cache holds, in tokens. A shorter one is billed in full, silently. */
  readonly cacheMinimum: number;
  /** Most that `max_tokens` may be. */
  readonly maxTokens: number;
  readonly takesEffort: boolean;
  /**
   * How to say that it shall answer without thinking first: these models think unless told. Undefined
   * where that cannot be said, or need not be.
   */
  readonly withoutThought?: 'disabled' | 'between_tools';
}

const LATEST = { cacheMinimum: 1_024, maxTokens: 128_000, takesEffort: true } as const;

/**
 * Source: the guides on prompt caching, effort and thinking, the pages on what is new in each model,
 * and the models overview at https://platform.claude.com/docs, November 2026. Where the guides and
 * reports differ, the higher minimum stands: a mark that caches nothing is only noise.
 */
const MODELS: readonly ModelLimits[] = [
  { ...LATEST, prefix: 'claude-haiku-5', cacheMinimum: 4_096, withoutThought: 'disabled' },
  { ...LATEST, prefix: 'claude-sonnet-5-5', withoutThought: 'between_tools' },
  { ...LATEST, prefix: 'claude-sonnet-5', withoutThought: 'disabled' },
  { ...LATEST, prefix: 'claude-opus-5-5' },
  { ...LATEST, prefix: 'claude-opus-5', withoutThought: 'disabled' },
  { ...LATEST, prefix: 'claude-fable-5' },
  { ...LATEST, prefix: 'claude-mythos-5' },
  { ...LATEST, prefix: 'claude-opus-4-8' },
  { ...LATEST, prefix: 'claude-sonnet-4-6', cacheMinimum: 2_048, maxTokens: 64_000 },
  { prefix: 'claude-opus-4', cacheMinimum: 4_096, maxTokens: 32_000, takesEffort: false },
  { prefix: 'claude-sonnet-4-5', cacheMinimum: 1_024, maxTokens: 64_000, takesEffort: false },
  { prefix: 'claude-haiku-4-5', cacheMinimum: 4_096, maxTokens: 64_000, takesEffort: false },
];

/** For names that no row knows, such as a gateway's own: what every model takes. */
const UNKNOWN: ModelLimits = {
  prefix: '',
  cacheMinimum: 4_096,
  maxTokens: 32_000,
  takesEffort: false,
};

export function limitsOf(model: string): ModelLimits {
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
  ['write-rationale', 1_000],
  ['derive-rules', 2_500], // 10 checks, 3 expressions with their objects
]);
const ANSWER_TOKENS_OTHERWISE = 3_000;

/** Thought counts towards `max_tokens`: room for it, above what the answer needs, where there is any. */
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
  const { maxTokens, withoutThought } = limitsOf(model);
  const thought = withoutThought ? 0 : THOUGHT_TOKENS[tier];
  const usual = (ANSWER_TOKENS.get(task) ?? ANSWER_TOKENS_OTHERWISE) + thought;
  return Math.min(wasCut ? usual * CUT_FACTOR : usual, maxTokens);
}

/** How much the model may spend: little where it sorts and words, more where it weighs. */
export const EFFORT = { fast: 'low', reasoning: 'medium' } as const;
