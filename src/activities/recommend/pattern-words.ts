import type { Capability } from '../../domain/capability.ts';
import { expand } from '../../domain/knowledge/synonyms.ts';
import { isProviderWord, providersNamedIn } from '../../domain/knowledge/providers.ts';
import { stem, stemsOf, tellingWordsOf } from '../../domain/knowledge/words.ts';
import type { Pattern, PatternConditions } from '../../domain/pattern/pattern.ts';

/** Said of nearly everything, or of where it can be reached: a pattern is not found by these alone. */
const SAYS_LITTLE = new Set(
  stemsOf(
    'service managed cloud infrastructure resource hosted native platform offering external internal ' +
      'third party solution system environment component public private publicly internet facing ' +
      'outside access accessible integration',
  ),
);

type Named = Pick<Pattern, 'name' | 'triggers' | 'conditions'>;

/** The triggers of a pattern, and its name, that a request says. */
export function triggersSaid(pattern: Named, said: string): string[] {
  return triggersAmong(pattern, { said, stems: new Set(stemsOf(said)) });
}

/**
 * The trigger of a pattern that a request says, for a solution with that primary capability: "postgres"
 * says "database" too where the capability is called one.
 */
export function triggerMeant(
  pattern: Named,
  { said, primary }: { readonly said: string; readonly primary: Capability },
): string | undefined {
  const own = new Set(stemsOf([primary.kind.kind, ...primary.tags].join(' . ')));
  const meant = expand(tellingWordsOf(said))
    .map(({ term }) => stemsOf(term))
    .filter((stems) => stems.every((one) => own.has(one)));
  const stems = new Set([...stemsOf(said), ...meant.flat()]);
  return triggersAmong(pattern, { said, stems })[0];
}

function triggersAmong(
  { name, triggers, conditions }: Named,
  { said, stems }: { readonly said: string; readonly stems: ReadonlySet<string> },
): string[] {
  const places = new Set(providersNamedIn(said));
  return [...triggers, name].filter((trigger) => {
    const wanted = tellingWordsOf(trigger)
      .filter((word) => !isProviderWord(word))
      .map((word) => stem(word))
      .filter((one) => !SAYS_LITTLE.has(one));
    const named = providersNamedIn(trigger);
    if (!named.every((one) => places.has(one))) return false;
    if (wanted.length > 0) return wanted.every((one) => stems.has(one));
    // "AWS public services" says no thing: what it applies to says the rest, if anything does.
    return named.length > 0 || isConditional(conditions);
  });
}

/** Whether a pattern asks for more than to be found. */
export function isConditional({
  providers,
  groups,
  exposure,
  purposes,
}: PatternConditions): boolean {
  return providers.length + groups.length + purposes.length > 0 || exposure !== undefined;
}
