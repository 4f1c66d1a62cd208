import { bold, line, type Line } from '../../chat/text.ts';

/** Who answers where language must be understood, as the settings say. */
export type LanguageSource =
  | { readonly kind: 'offline' }
  | {
      readonly kind: 'anthropic';
      /** Another address than Anthropic's own, where one is set. */
      readonly baseUrl?: string | undefined;
      readonly models: Readonly<Record<'fast' | 'reasoning', string>>;
    };

/** A sentence that names it. */
export function languageLine(source: LanguageSource): Line {
  if (source.kind === 'offline') {
    return ['Language is understood by built-in rules: no language model is connected.'];
  }
  const { reasoning, fast } = source.models;
  return reasoning === fast
    ? line`Language is understood by Claude: ${bold(reasoning)}.`
    : line`Language is understood by Claude: ${bold(reasoning)}, and ${bold(fast)} for what is simple.`;
}

/** Who turns texts into vectors, as the settings say. */
export type SearchSource =
  | { readonly kind: 'none' | 'builtin' }
  | { readonly kind: 'openai'; readonly model: string };

/** A sentence that says what the search compares now. */
export function searchLine(now: {
  readonly search: SearchSource;
  /** Searches compare no meanings yet. */
  readonly isPreparing: boolean | undefined;
  /** A scan runs, and will make that possible. */
  readonly runningScan: object | undefined;
}): Line {
  const { search: source, isPreparing, runningScan } = now;
  if (source.kind === 'none') {
    return ['Search compares words alone: comparing meanings is turned off.'];
  }
  if (isPreparing === undefined) {
    return ['Search cannot be looked at right now: what is known of the cluster does not answer.'];
  }
  if (isPreparing) {
    return runningScan
      ? ['Search compares words alone until the scan that runs has prepared what kinds mean.']
      : ['Search compares words alone: the next scan prepares what kinds mean.'];
  }
  switch (source.kind) {
    case 'builtin':
      return ['Search compares words and, by a small model in this program, what they mean.'];
    case 'openai':
      return line`Search compares words and, while ${bold(source.model)} answers, what they mean.`;
  }
}
