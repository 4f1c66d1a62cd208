import { fullNameOf, resourceNameOf, type ResourceKind } from '../../domain/kind.ts';
import { editDistance } from '../../domain/nearest.ts';
import type { ServedKind } from '../../ports/cluster.ts';

/** What somebody wrote, in the ways in which people name a kind. */
interface SaidName {
  /** In lower case, without spaces: `internetgateway`, `internetgateways.ec2.aws.example.org`. */
  readonly name: string;
  /** Undefined where they named none; '' for the core group. */
  readonly group: string | undefined;
}

/** "apps/v1 Deployment", "Deployment (apps)", "the internet gateway", "services.core". */
function readName(said: string): SaidName {
  const text = said.trim().toLowerCase();
  const [, apiVersion, kind] = /^((?:[-a-z0-9.]+\/)?v\d[a-z0-9]*)[\s/]+(\S+)$/u.exec(text) ?? [];
  if (apiVersion !== undefined && kind !== undefined) {
    const [group, version] = apiVersion.split('/');
    return { name: kind, group: version === undefined ? '' : group };
  }
  const [, named, inside] = /^(.+?)\s*\(\s*([^()\s]+)\s*\)$/u.exec(text) ?? [];
  if (named !== undefined && inside !== undefined)
    return insideParentheses(squashed(named), inside);
  const name = squashed(text);
  return /^[^.]+\.core$/u.test(name)
    ? { name: name.replace(/\.core$/u, ''), group: '' }
    : { name, group: undefined };
}

/** A group, or the whole name again, as the cards write it: "Deployment (deployments.apps)". */
function insideParentheses(name: string, inside: string): SaidName {
  if (inside === 'core') return { name, group: '' };
  const [first = '', ...rest] = inside.split('.');
  const isWhole = first.startsWith(name.slice(0, -1));
  return isWhole
    ? { name: inside, group: rest.length === 0 ? '' : undefined }
    : { name, group: inside };
}

function squashed(text: string): string {
  return text
    .replace(/^(?:the|an?|some|any)\s+/u, '')
    .replace(/\s+(?:resources?|kinds?|objects?|types?)$/u, '')
    .replaceAll(/[\s_]+/gu, '');
}

/** The surest ways first: whole names, then kinds and plurals, then short names. */
const WAYS: readonly ((served: ServedKind) => readonly string[])[] = [
  ({ kind }) => (kind.group === '' ? [] : [resourceNameOf(kind), `${kind.kind}.${kind.group}`]),
  ({ kind, singular }) => [kind.kind, kind.plural, singular],
  ({ shortNames }) => shortNames,
];

/** The served kinds that are called so: one, or several of different groups, or none. */
export function kindsCalled(said: string, served: readonly ServedKind[]): readonly ResourceKind[] {
  const { name, group } = readName(said);
  const ofGroup = served.filter(({ kind }) => group === undefined || kind.group === group);
  for (const way of WAYS) {
    const names = (one: ServedKind): boolean =>
      way(one).some((other) => other.toLowerCase() === name);
    const called = ofGroup.filter(names).map(({ kind }) => kind);
    if (called.length > 0) return called;
  }
  return [];
}

/** A kind that was written with its group, letters as they are: "Deployment.apps", "Deployment (apps)". */
export function wholeKindIn(said: string): Pick<ResourceKind, 'group' | 'kind'> | undefined {
  const text = said.trim();
  const [, group, kind] = /^([-a-z0-9.]+)\/v\d[a-z0-9]*\s+([A-Z]\w*)$/u.exec(text) ?? [];
  if (group !== undefined && kind !== undefined) return { group, kind };
  const [, named, inside] = /^([A-Z]\w*)(?:\.|\s*\()([-a-z0-9.]+)\)?$/u.exec(text) ?? [];
  return named === undefined || inside === undefined ? undefined : { group: inside, kind: named };
}

/** Whether that kind is called so. */
export function isCalled(said: string, kind: ResourceKind): boolean {
  const one = { kind, servedVersions: [], verbs: [], categories: [], shortNames: [] };
  return kindsCalled(said, [{ ...one, singular: kind.kind.toLowerCase() }]).length > 0;
}

const NEAR_MAX = 5;
/** Shorter parts of names are in too many of them. */
const PART_MIN = 4;

/** `plural.group` of kinds whose names are written nearly so, nearest first. */
export function kindsNear(said: string, served: readonly ServedKind[]): readonly string[] {
  const { name } = readName(said);
  const [first = name] = name.split('.');
  return served
    .map(({ kind }) => ({ kind, distance: distanceTo(kind, { name, first }) }))
    .filter(({ distance }) => distance < 1)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, NEAR_MAX)
    .map(({ kind }) => fullNameOf(kind));
}

/** 0 for the same, 1 for what has nothing in common. */
function distanceTo(
  kind: ResourceKind,
  { name, first }: { readonly name: string; readonly first: string },
): number {
  const names = [kind.kind.toLowerCase(), kind.plural.toLowerCase()];
  if (names.includes(first)) return 0.1;
  const written = Math.min(
    ...[...names, resourceNameOf(kind)].map((one) =>
      misspelt(one, one.includes('.') ? name : first),
    ),
  );
  if (written < 1) return written;
  const isPart = names.some((one) => isPartOf(first, one) || isPartOf(one, first));
  return isPart ? 0.5 : 1;
}

/** At most a third of its letters wrong. */
function misspelt(known: string, said: string): number {
  const allowed = Math.max(1, Math.floor(known.length / 3));
  if (Math.abs(known.length - said.length) > allowed) return 1;
  const distance = editDistance(said, known);
  return distance > allowed ? 1 : distance / known.length;
}

function isPartOf(part: string, whole: string): boolean {
  return part.length >= PART_MIN && whole.includes(part);
}
