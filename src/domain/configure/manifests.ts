import type { Json, JsonObject } from '../json.ts';
import { apiVersionOf } from '../kind.ts';
import { KubernetesObject } from '../manifest.ts';
import type { Answer, Question } from '../question.ts';
import type { Binding, FieldAddress, Link, Solution } from '../solution.ts';
import { standingQuestions } from '../standing-questions.ts';
import { readPath, writePath } from './field-path.ts';
import { NAME_LABEL } from './workloads.ts';
import { objectNames } from './names.ts';
import { type ResourceView, type Tables, viewsOf } from './parts.ts';
import { requirementsOf } from './requirements.ts';

/** What manifests are built from. `solution` carries the links and bindings found for it. */
export interface ManifestInput {
  readonly solution: Pick<Solution, 'resources' | 'links' | 'bindings'>;
  readonly tables: Tables;
  readonly questions: readonly Question[];
  readonly answers: readonly Answer[];
  /** Values of the open stage: they win over bindings, answers win over nothing of theirs. */
  readonly extras?: readonly Binding[];
}

/** One object of the solution, ready to be sent. */
export interface BuiltObject {
  readonly alias: string;
  readonly object: KubernetesObject;
}

/**
 * The solution's objects, by code only: names and labels, then bindings, answers, the open stage's
 * values, what links carry over, and the empty objects that the schema insists on. What nobody
 * answered is left to the server's defaults. Objects that others refer to come first.
 */
export function buildManifests(input: ManifestInput): readonly BuiltObject[] {
  const { solution, tables } = input;
  const views = viewsOf(solution, tables);
  const completed = writtenObjects(input).map((draft) => {
    const view = views.find(({ resource }) => resource.alias === draft.alias);
    return view ? { ...draft, object: withContainers(draft.object, view) } : draft;
  });
  return inOrder(completed, solution.links).map(({ alias, object }) => ({
    alias,
    object: KubernetesObject.parse(object),
  }));
}

/**
 * What is written into the objects, before the schema adds what it insists on: in the solution's
 * order, and perhaps no whole objects yet.
 */
export function writtenObjects(input: Omit<ManifestInput, 'tables'>): readonly WrittenObject[] {
  const { solution } = input;
  const values = valuesOf(input);
  const base = values.find(({ address }) => address.path === 'metadata.name')?.value;
  const names = objectNames(solution, typeof base === 'string' ? base : '');
  const started: WrittenObject[] = solution.resources.map((resource) => ({
    alias: resource.alias,
    object: {
      apiVersion: apiVersionOf(resource.kind),
      kind: resource.kind.kind,
      metadata: {
        name: names.get(resource.alias) ?? '',
        labels: {
          [NAME_LABEL]: names.get(resource.alias) ?? '',
          'app.kubernetes.io/managed-by': 'dotai',
        },
      },
    },
  }));
  const valued = values
    .filter(({ address }) => address.path !== 'metadata.name')
    .reduce((drafts, { address, value }) => withValue(drafts, address, value), started);
  return followLinks(valued, solution.links);
}

/** An object in the making. */
export interface WrittenObject {
  readonly alias: string;
  readonly object: JsonObject;
}

interface Value {
  readonly address: FieldAddress;
  readonly value: Json;
}

/** In the order in which they are written: later ones replace earlier ones. */
function valuesOf({
  solution,
  questions,
  answers,
  extras = [],
}: Omit<ManifestInput, 'tables'>): readonly Value[] {
  const answered = standingQuestions(questions, answers).flatMap((question): Value[] => {
    const { id, addresses, options } = question;
    const answer = answers.find(({ questionId }) => questionId === id);
    if (!answer || answer.value === null) return [];
    const { value } = answer;
    const chosen = options.filter((option) => option.value === value);
    const empty = chosen.flatMap(({ writes }) => (writes ? [{ address: writes, value: {} }] : []));
    return [...addresses.map((address) => ({ address, value })), ...empty];
  });
  return [...solution.bindings, ...answered, ...extras];
}

function withValue(
  drafts: readonly WrittenObject[],
  { alias, path }: FieldAddress,
  value: Json,
): WrittenObject[] {
  return drafts.map((draft) =>
    draft.alias === alias ? { alias, object: writePath(draft.object, path, value) } : draft,
  );
}

/** Links may follow one another, so they are followed until nothing new is carried over. */
function followLinks(
  drafts: readonly WrittenObject[],
  links: readonly Link[],
): readonly WrittenObject[] {
  let [current, waiting] = [drafts, links];
  for (let isMoving = true; isMoving;) {
    const ready = waiting.filter(({ from }) => valueAt(current, from) !== undefined);
    isMoving = ready.length > 0;
    waiting = waiting.filter((link) => !ready.includes(link));
    for (const { from, to } of ready) {
      const value = valueAt(current, from);
      if (value !== undefined) current = withValue(current, to, value);
    }
  }
  return current;
}

function valueAt(
  drafts: readonly WrittenObject[],
  { alias, path }: FieldAddress,
): Json | undefined {
  return readPath(drafts.find((draft) => draft.alias === alias)?.object, path);
}

/** A required object or list that nothing was written into stands there empty. */
function withContainers(object: JsonObject, { index }: ResourceView): JsonObject {
  const hasSpec = index.row('spec') !== undefined && readPath(object, 'spec') === undefined;
  const start = hasSpec ? writePath(object, 'spec', {}) : object;
  return requirementsOf(index, leavesOf(start))
    .filter(({ needs, row }) => needs === 'container' && row.default === undefined)
    .reduce((current, { path, row }) => {
      if (readPath(current, path) !== undefined) return current;
      const empty: Json = row.type === 'array' ? [] : {};
      return writePath(current, path, empty);
    }, start);
}

function leavesOf(object: JsonObject): readonly string[] {
  return Object.keys(object)
    .filter((name) => !['apiVersion', 'kind', 'metadata'].includes(name))
    .flatMap((name) => leafPaths(object[name] ?? null, name));
}

function leafPaths(value: Json, path: string): readonly string[] {
  if (Array.isArray(value)) {
    const items = value.flatMap((item: Json, place) => leafPaths(item, `${path}[${place}]`));
    return items.length === 0 ? [path] : items;
  }
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([name, child]) =>
    leafPaths(child, `${path}['${name.replace(/['\\]/gu, '\\$&')}']`),
  );
  return inside.length === 0 ? [path] : inside;
}

/** What is referred to comes before what refers to it; otherwise the solution's order. */
function inOrder(
  drafts: readonly WrittenObject[],
  links: readonly Link[],
): readonly WrittenObject[] {
  const ordered: WrittenObject[] = [];
  const visiting = new Set<string>();
  const visit = (draft: WrittenObject): void => {
    if (visiting.has(draft.alias)) return;
    visiting.add(draft.alias);
    const sources = links.filter(
      ({ to, from }) => to.alias === draft.alias && from.alias !== draft.alias,
    );
    for (const source of drafts.filter(({ alias }) =>
      sources.some(({ from }) => from.alias === alias),
    )) {
      visit(source);
    }
    ordered.push(draft);
  };
  drafts.forEach(visit);
  return ordered;
}
