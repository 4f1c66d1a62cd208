import { isSameKind } from '../kind.ts';
import { providerName } from '../knowledge/providers.ts';
import { either, groupText } from './conditions-words.ts';
import { exposureOfRequest } from './exposure.ts';
import { isInGroup } from './named-groups.ts';
import type { Pattern } from './pattern.ts';
import { isPortable, nativeProvider, type PlacedKind, providerByName } from './providers.ts';
import { purposeSaid } from './purposes.ts';

/** What a pattern is held against. */
export interface FitRequest {
  /** The intent and the answers, in the person's words. */
  readonly said: string;
  readonly solution: {
    /** The primary one first. */
    readonly kinds: readonly PlacedKind[];
    /** The cloud that it is meant for, where one is known. */
    readonly provider?: string | undefined;
  };
}

export interface Fit {
  readonly applies: boolean;
  /** A sentence or two for people: why it applies, or why not. */
  readonly reason: string;
}

type FittingPattern = Pick<Pattern, 'resources' | 'conditions'>;

/** A condition that holds, in words; or why it does not. Undefined: it asks for nothing. */
type Verdict = { readonly holds: string } | { readonly fails: string } | undefined;

/**
 * Whether a pattern applies to a solution: all its conditions hold. What it brings itself proves nothing, unless
 * the solution has all of it: then neither its groups nor its purposes are asked for. What is native to one
 * cloud is never brought to a solution of another.
 */
export function fitOf(pattern: FittingPattern, to: FitRequest): Fit {
  const { kinds } = to.solution;
  const isComplete = pattern.resources.every((own) =>
    kinds.some(({ kind }) => isSameKind(kind, own)),
  );
  const verdicts = [
    placeVerdict(pattern, to),
    ...(isComplete ? [] : [groupVerdict(pattern, to)]),
    exposureVerdict(pattern, to),
    ...(isComplete ? [] : [purposeVerdict(pattern, to)]),
  ].filter((verdict) => verdict !== undefined);
  const failed = verdicts.find((verdict) => 'fails' in verdict);
  if (failed) return { applies: false, reason: `It does not apply: ${failed.fails}` };
  const held = verdicts.flatMap((verdict) => ('holds' in verdict ? [verdict.holds] : []));
  if (held.length > 0) return { applies: true, reason: `It ${listed(held)}.` };
  const reason = isComplete
    ? 'It is made of what the pattern says.'
    : 'It asks for nothing else than to be found for the request.';
  return { applies: true, reason };
}

function placeVerdict(pattern: FittingPattern, { solution }: FitRequest): Verdict {
  const { providers } = pattern.conditions;
  return providers.length > 0
    ? nativeVerdict(pattern, solution)
    : otherCloudVerdict(pattern, solution);
}

function nativeVerdict(
  { resources, conditions }: FittingPattern,
  { kinds, provider }: FitRequest['solution'],
): Verdict {
  const wanted = either(conditions.providers.map(providerName));
  const [primary] = kinds;
  if (primary && isPortable(primary)) {
    return {
      fails: `${primary.kind.kind} is portable, and the pattern is for native ${wanted} resources.`,
    };
  }
  const proof = kinds.filter((one, index) => index === 0 || !isOwn(resources, one));
  const native = proof
    .map((one) => nativeProvider(one))
    .find((one) => one !== undefined && conditions.providers.includes(one));
  if (native !== undefined && (provider === undefined || conditions.providers.includes(provider))) {
    return { holds: `runs natively in ${providerName(native)}` };
  }
  const other =
    provider ?? proof.map((one) => nativeProvider(one)).find((one) => one !== undefined);
  return other === undefined || conditions.providers.includes(other)
    ? { fails: `nothing in it runs natively in ${wanted}.` }
    : { fails: `it is for ${providerName(other)}, and the pattern is for ${wanted}.` };
}

/** No condition says where; then what the pattern brings must not be of another cloud than the rest. */
function otherCloudVerdict(
  { resources }: FittingPattern,
  { kinds }: FitRequest['solution'],
): Verdict {
  const others = kinds.filter((one) => !isOwn(resources, one));
  const clouds = new Set(others.flatMap((one) => nativeProvider(one) ?? []));
  const foreign = resources.find((own) => {
    const known = kinds.find(({ kind }) => isSameKind(kind, own));
    if (known && isPortable(known)) return false;
    const cloud = known ? nativeProvider(known) : providerByName(own);
    return cloud !== undefined && clouds.size > 0 && !clouds.has(cloud);
  });
  if (!foreign) return undefined;
  return {
    fails: `the solution runs in ${either([...clouds].map(providerName))}, where ${foreign.kind} is not to be had.`,
  };
}

function groupVerdict(
  { resources, conditions }: FittingPattern,
  { solution }: FitRequest,
): Verdict {
  const { groups } = conditions;
  if (groups.length === 0) return undefined;
  const proof = solution.kinds.filter((one, index) => index === 0 || !isOwn(resources, one));
  const used = proof.find(({ kind }) =>
    groups.some(
      (named) => isInGroup(kind.group, named) || isInGroup(`${kind.plural}.${kind.group}`, named),
    ),
  );
  return used
    ? { holds: `uses ${used.kind.kind} of ${used.kind.group}` }
    : { fails: `it uses no kind of ${either(groups.map(groupText))}.` };
}

function exposureVerdict({ conditions }: FittingPattern, { said }: FitRequest): Verdict {
  const { exposure } = conditions;
  if (exposure === undefined) return undefined;
  const { isPublic, isPrivate } = exposureOfRequest(said);
  if (exposure === 'public') {
    if (isPublic) return { holds: 'must be reachable from outside' };
    return isPrivate
      ? { fails: 'it must not be reachable from outside.' }
      : { fails: 'nobody asked for it to be reachable from outside.' };
  }
  if (isPrivate) return { holds: 'must not be reachable from outside' };
  return isPublic
    ? { fails: 'it must be reachable from outside.' }
    : { fails: 'nobody asked for it to be kept from outside.' };
}

function purposeVerdict({ conditions }: FittingPattern, { said }: FitRequest): Verdict {
  const { purposes } = conditions;
  if (purposes.length === 0) return undefined;
  const purpose = purposeSaid(purposes, said);
  return purpose === undefined
    ? { fails: `the request does not speak of ${either(purposes)}.` }
    : { holds: `is for what the request speaks of (${purpose})` };
}

function isOwn(resources: FittingPattern['resources'], { kind }: PlacedKind): boolean {
  return resources.some((own) => isSameKind(own, kind));
}

/** "runs natively in AWS and must be reachable from outside". */
function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
