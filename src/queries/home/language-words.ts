import { bold, line, type Line } from '../../chat/text.ts';

/** Who answers where language must be understood, as the settings say. */
export type LanguageSource =
  | { readonly kind: 'offline' }
  | {
      readonly kind: 'anthropic';
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
