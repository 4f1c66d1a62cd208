import type { Capability } from '../../domain/capability.ts';
import type { Solution } from '../../domain/solution.ts';

/** A drafter's reason that counts what a solution is made of: "one object", "just a single resource". */
const COUNTING =
  /^(?:it )?(?:needs |takes |is |are )?(?:only |just )?(?:an? )?(?:one|single|two|three|four|five|six|seven|eight|few(?:er|est)?|\d+) (?:[\p{L}-]+ )?(?:objects?|resources?|manifests?)\b/iu;

interface Counted {
  readonly solution: Solution;
  readonly primary: Capability;
  /** How many objects the drafter made it of. */
  readonly drafted: number;
}

/**
 * The reasons of a solution with what its number of objects speaks for. They are made when all solutions are
 * complete: a drafter counts what patterns have changed since.
 */
export function countedReasons(
  { solution, primary, drafted }: Counted,
  all: readonly Counted[],
): string[] {
  const isChanged = solution.resources.length !== drafted;
  const told = solution.reasons.filter((reason) => !isChanged || !COUNTING.test(reason));
  if (told.some((reason) => COUNTING.test(reason))) return told;
  const counted = countReason({ solution, primary }, all);
  return counted === undefined ? told : [...told, counted];
}

function countReason(
  { solution: { resources, lacks }, primary }: Pick<Counted, 'solution' | 'primary'>,
  all: readonly Counted[],
): string | undefined {
  const isGolden = primary.abstraction === 'golden-path';
  if (resources.length > 1) {
    return isGolden ? `Your platform stands behind ${primary.kind.kind}` : undefined;
  }
  const most = Math.max(...all.map(({ solution }) => solution.resources.length));
  if (most > 1 && lacks.length === 0) return `One object instead of ${most}`;
  return isGolden ? 'One object that your platform stands behind' : 'One object';
}
