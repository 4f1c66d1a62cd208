import { isJsonObject, type Json, toJson } from '../json.ts';
import { apiVersionOf, type ResourceKind } from '../kind.ts';
import type { KubernetesObject } from '../manifest.ts';
import type { Option } from '../question.ts';
import type { FieldAddress, Solution } from '../solution.ts';
import { entryPath, isWithin, leafName, parentPath, readPath } from './field-path.ts';
import { mirrorsOf } from './mirrors.ts';
import { type ResourceView, type Tables, viewsOf } from './parts.ts';
import { type Reference, referencesOf, referenceStrength } from './references.ts';

/** A list that the cluster has and a question wants. */
export interface LiveNeed {
  readonly address: FieldAddress;
  /** Whose objects to list. */
  readonly kind: ResourceKind;
  /** Their names are the options, or their labels' values, one question a label. */
  readonly take: 'names' | 'labels';
}

/** What live objects offer for one place. */
export interface LiveOptions {
  readonly address: FieldAddress;
  readonly options: readonly Option[];
}

/** What the cluster holds now, as far as questions want to know. */
export interface LiveFacts {
  readonly namespaces: readonly string[];
  readonly options: readonly LiveOptions[];
}

export const NO_FACTS: LiveFacts = { namespaces: [], options: [] };

/** Lists fetched for one solution; deeper references are typed by hand. */
const NEEDS_MAX = 12;

/** Deeper than `spec.forProvider.xRef.name` nobody is asked. */
const REFERENCE_STEPS_MAX = 4;

/**
 * Which lists to fetch before questions are written. `kinds` are all that the cluster serves. Lists
 * of secrets are never wanted.
 */
export function liveNeeds(
  solution: Pick<Solution, 'resources' | 'links'>,
  tables: Tables,
  kinds: readonly ResourceKind[],
): readonly LiveNeed[] {
  const linked = new Set(solution.links.map(({ to }) => `${to.alias}:${to.path}`));
  return viewsOf(solution, tables)
    .flatMap((view) => [...templateNeeds(view, kinds), ...referenceNeeds(view, kinds)])
    .filter(({ address }) => !linked.has(`${address.alias}:${address.path}`))
    .slice(0, NEEDS_MAX);
}

function referenceNeeds(view: ResourceView, kinds: readonly ResourceKind[]): readonly LiveNeed[] {
  const mirrors = mirrorsOf(view.index);
  return referencesOf(view.index).flatMap((reference) => {
    if (mirrors.some((mirror) => isWithin(reference.path, mirror))) return [];
    const isDeep = reference.path.split('.').length > REFERENCE_STEPS_MAX;
    if (!reference.row.required && (isDeep || reference.path.includes('['))) return [];
    const kind = kindOf(reference, view, kinds);
    if (!kind || (kind.group === '' && /^(?:Secret|ConfigMap)$/u.test(kind.kind))) return [];
    const address = { alias: view.resource.alias, path: reference.path };
    return [{ address, kind, take: 'names' as const }];
  });
}

function kindOf(
  reference: Reference,
  { resource }: ResourceView,
  kinds: readonly ResourceKind[],
): ResourceKind | undefined {
  return kinds
    .filter((kind) => resource.kind.namespaced || !kind.namespaced)
    .map((kind) => ({ kind, strength: referenceStrength(reference, resource.kind, kind) }))
    .filter(({ strength }) => strength > 0)
    .toSorted((one, other) => other.strength - one.strength)[0]?.kind;
}

/**
 * Implementations that an object picks by labels: `xSelector.matchLabels` beside `xRef.name`, where
 * a kind called X is served.
 */
function templateNeeds(view: ResourceView, kinds: readonly ResourceKind[]): readonly LiveNeed[] {
  return templateSelectors(view).flatMap(({ labels, name, noun }) => {
    const kind = kinds.find((candidate) => candidate.kind.toLowerCase() === noun);
    if (!kind) return [];
    const { alias } = view.resource;
    return [
      { address: { alias, path: labels }, kind, take: 'labels' as const },
      { address: { alias, path: name }, kind, take: 'names' as const },
    ];
  });
}

function templateSelectors({ index }: ResourceView): readonly {
  readonly labels: string;
  readonly name: string;
  readonly noun: string;
}[] {
  return index.table.rows.flatMap(({ path, type }) => {
    if (type !== 'map' || leafName(path) !== 'matchLabels' || path.includes('[')) return [];
    const selector = parentPath(path);
    const noun = /^(\w+)Selector$/u.exec(leafName(selector))?.[1];
    const name = `${parentPath(selector)}.${noun}Ref.name`;
    if (noun === undefined || !index.row(name)) return [];
    return [{ labels: path, name, noun: noun.toLowerCase() }];
  });
}

/** The options that listed objects give. */
export function optionsFrom(
  need: LiveNeed,
  objects: readonly KubernetesObject[],
  solution: Pick<Solution, 'resources'>,
): readonly LiveOptions[] {
  const resource = solution.resources.find(({ alias }) => alias === need.address.alias);
  const fitting = objects.filter((object) => !resource || serves(object, resource.kind));
  if (need.take === 'names') {
    const options = fitting.map(({ metadata }) => optionOf(metadata.name, metadata.namespace));
    return [{ address: need.address, options: uniqueOptions(options) }];
  }
  const keys = [...new Set(fitting.flatMap(({ metadata }) => Object.keys(metadata.labels ?? {})))];
  return keys.sort().map((key) => ({
    address: { alias: need.address.alias, path: entryPath(need.address.path, key) },
    options: uniqueOptions(
      fitting
        .flatMap(({ metadata }) => metadata.labels?.[key] ?? [])
        .map((value) => optionOf(value)),
    ),
  }));
}

/**
 * Objects that say which type they implement (`spec.xTypeRef`) serve that type only, and the claim
 * for it: by convention the composite's kind is the claim's with an `X` before it.
 */
function serves(object: KubernetesObject, kind: ResourceKind): boolean {
  const spec = readPath(toJson(object), 'spec');
  if (!isJsonObject(spec)) return true;
  const typeRef = Object.entries(spec).find(
    ([name, value]) => name.endsWith('TypeRef') && isJsonObject(value),
  )?.[1];
  if (typeRef === undefined) return true;
  return isTypeOf(typeRef, kind);
}

function isTypeOf(typeRef: Json, kind: ResourceKind): boolean {
  const apiVersion = readPath(typeRef, 'apiVersion');
  const name = readPath(typeRef, 'kind');
  const group = typeof apiVersion === 'string' ? apiVersion.split('/')[0] : undefined;
  return (
    (apiVersion === apiVersionOf(kind) || group === kind.group) &&
    (name === kind.kind || name === `X${kind.kind}`)
  );
}

function optionOf(value: string, namespace?: string): Option {
  const option = { value, label: value };
  return namespace === undefined ? option : { ...option, description: `in ${namespace}` };
}

function uniqueOptions(options: readonly Option[]): readonly Option[] {
  const byValue = new Map(options.map((option) => [option.value, option]));
  return [...byValue.values()].sort((one, other) => one.value.localeCompare(other.value, 'en'));
}
