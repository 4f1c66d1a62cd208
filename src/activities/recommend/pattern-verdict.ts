import type { FoundPattern } from './found-patterns.ts';
import { needlessBecause } from './needless-parts.ts';
import { isConditional, triggerMeant } from './pattern-words.ts';
import type { Capability } from '../../domain/capability.ts';
import { isProviderWord, providerName } from '../../domain/knowledge/providers.ts';
import { stemsOf, tellingWordsOf } from '../../domain/knowledge/words.ts';
import { fitOf } from '../../domain/pattern/fit.ts';
import { isPortable } from '../../domain/pattern/providers.ts';
import { purposeSaid } from '../../domain/pattern/purposes.ts';
import { SOLUTION_RESOURCES_MAX } from '../../domain/solution.ts';

/** One solution as it was drafted: what it is made of, the primary capability first. */
export interface Drafted {
  readonly capabilities: readonly [Capability, ...(readonly Capability[])];
  readonly provider: string | undefined;
  readonly match: number;
  /** Patterns that whoever drafted it says apply, by id. */
  readonly claimed: ReadonlySet<string>;
}

export interface Request {
  readonly said: string;
  /** Every solution that was drafted for it. */
  readonly drafted: readonly Drafted[];
  /** Ids of capabilities that a drafter saw for a pattern's sake alone. */
  readonly joined: ReadonlySet<string>;
}

/** Whether a pattern applies to a solution, why, and what it brings. */
export interface Verdict {
  readonly found: FoundPattern;
  readonly applies: boolean;
  readonly reason: string;
  /** What the solution lacks of it. */
  readonly adds: readonly Capability[];
}

/** Code decides: what a drafter claims only says that the pattern is worth a look. */
export function verdictOf(found: FoundPattern, drafted: Drafted, request: Request): Verdict {
  const refused = (reason: string): Verdict => ({ found, applies: false, reason, adds: [] });
  const unusable = unusableBecause(found);
  if (unusable !== undefined) return refused(unusable);
  // What decides is named first: the cloud, the exposure, the purpose; that nobody asked comes last.
  const fit = fitOf(found.pattern, {
    said: request.said,
    solution: { kinds: judgedKinds(drafted, request), ...placeOf(drafted) },
  });
  if (!fit.applies) return refused(fit.reason);
  if (!isMeant(found, drafted, request)) return refused('The request says none of its triggers.');
  const { adds, leftOut, isCovered } = addedBy(found, drafted);
  const isInIt = found.capabilities.some((one) => holds(drafted, one));
  if (leftOut !== '' && adds.length === 0 && !isInIt && !isCovered) return refused(leftOut);
  const hindered = hindranceOf(adds, { found, drafted, request });
  if (hindered !== undefined) return refused(hindered);
  const plainReason = adds.length === 0 ? fit.reason : FOUND_ALONE;
  const reason = isConditional(found.pattern.conditions)
    ? fit.reason
    : (triggerReason(found, drafted, request) ?? plainReason);
  // What a card has room for is what somebody would miss.
  return { found, applies: true, reason: leftOut === '' ? reason : leftOut, adds };
}

/** What the solution lacks of a pattern and gains by; what it does not gain by is named with the reason. */
function addedBy(
  { capabilities }: FoundPattern,
  drafted: Drafted,
): { readonly adds: readonly Capability[]; readonly leftOut: string; readonly isCovered: boolean } {
  const lacked = capabilities.filter((one) => !holds(drafted, one));
  const needless = lacked.flatMap((capability) => {
    const found = needlessBecause(capability, drafted.capabilities);
    return found === undefined ? [] : [{ capability, ...found }];
  });
  const words = needless.map(
    ({ capability, why }) => `${capability.kind.kind} is left out: ${why}.`,
  );
  const adds = lacked.filter((one) => !needless.some(({ capability }) => capability === one));
  const isCovered = needless.every((one) => one.isCovered);
  return { adds, leftOut: words.join(' '), isCovered };
}

const FOUND_ALONE = 'Applies: it was found for the request, and asks for nothing more.';

/** Where a pattern asks for nothing else, what it was found by is why it applies. */
function triggerReason(
  { pattern, triggers: [said] }: FoundPattern,
  { capabilities: [primary] }: Drafted,
  request: Request,
): string | undefined {
  if (said !== undefined) return `Applies: the request says “${said}”.`;
  const meant = triggerMeant(pattern, { said: request.said, primary });
  return meant === undefined ? undefined : `Applies: the request speaks of “${meant}”.`;
}

export function unusableBecause({ gone }: FoundPattern): string | undefined {
  if (gone.length === 0) return undefined;
  return `This cluster does not serve ${gone.join(', ')}, which belongs to it.`;
}

function holds({ capabilities }: Drafted, { id }: Capability): boolean {
  return capabilities.some((one) => one.id === id);
}

/** Its words were said, whoever drafted it says so, or everything of it is there anyway. */
function isMeant(found: FoundPattern, drafted: Drafted, { said, joined }: Request): boolean {
  const { pattern, capabilities } = found;
  if (drafted.claimed.has(pattern.id)) return true;
  if (purposeSaid(pattern.conditions.purposes, said) !== undefined) return true;
  if (triggerMeant(pattern, { said, primary: drafted.capabilities[0] }) !== undefined) return true;
  return capabilities.every((one) => holds(drafted, one) && !joined.has(one.id));
}

/** What a drafter took in because a pattern showed it proves nothing, unless it leads the solution. */
function judgedKinds({ capabilities }: Drafted, { joined }: Request) {
  const [primary, ...others] = capabilities;
  return [primary, ...others.filter(({ id }) => !joined.has(id))].map(
    ({ kind, providers, abstraction }) => ({ kind, providers, abstraction }),
  );
}

function placeOf({ provider }: Drafted): { readonly provider?: string } {
  return provider === undefined ? {} : { provider };
}

/** Why a solution cannot take what a pattern would add; undefined where it can. */
function hindranceOf(
  adds: readonly Capability[],
  given: {
    readonly found: FoundPattern;
    readonly drafted: Drafted;
    readonly request: Request;
  },
): string | undefined {
  const { found, drafted, request } = given;
  const [primary] = drafted.capabilities;
  const isLedByIt = found.capabilities.some(({ id }) => id === primary.id);
  const rival = isLedByIt ? undefined : adds.find((one) => isRival(one, primary, request));
  if (rival) {
    return `${rival.kind.kind} is a solution of its own, and no part of one with ${primary.kind.kind}.`;
  }
  const elsewhere = adds.find((one) => isElsewhere(one, drafted, isLedByIt));
  if (elsewhere) {
    const clouds = elsewhere.providers.map(providerName).join(' and ');
    return `${elsewhere.kind.kind} is of ${clouds}, and ${primary.kind.kind} does not run natively there.`;
  }
  const count = drafted.capabilities.length + adds.length;
  if (count <= SOLUTION_RESOURCES_MAX) return undefined;
  return `With it the solution would have ${count} objects; at most ${SOLUTION_RESOURCES_MAX} are made at once.`;
}

/**
 * Whether a capability would lead a solution of its own: it stands for a whole need, or leads another
 * draft and answers to words of the request that the primary answers to as well.
 */
function isRival(one: Capability, primary: Capability, { said, drafted }: Request): boolean {
  if (one.role !== 'primary') return false;
  if (one.abstraction === 'golden-path') return true;
  const isLeading = drafted.some(({ capabilities: [first] }) => first.id === one.id);
  if (!isLeading) return false;
  const asked = stemsOf(
    tellingWordsOf(said)
      .filter((word) => !isProviderWord(word))
      .join(' '),
  );
  const [its, own] = [stemsIn(one), stemsIn(primary)];
  return asked.some((stem) => its.has(stem) && own.has(stem));
}

function stemsIn({ kind, tags }: Capability): ReadonlySet<string> {
  return new Set(stemsOf([kind.kind, ...tags].join(' . ')));
}

/** Of a cloud in which the solution does not run itself: a portable one leaves that to others. */
function isElsewhere(
  { providers }: Capability,
  { capabilities: [primary], provider }: Drafted,
  isLedByIt: boolean,
): boolean {
  if (providers.length === 0) return false;
  const places = provider === undefined ? primary.providers : [provider];
  if (!providers.some((one) => places.includes(one))) return true;
  return !isLedByIt && providers.length === 1 && isPortable(primary);
}
