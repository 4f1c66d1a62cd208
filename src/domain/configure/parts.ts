import type { FieldTable } from '../field-table.ts';
import type { Json } from '../json.ts';
import type { QuestionStage } from '../question.ts';
import type { Binding, Link, Solution, SolutionResource } from '../solution.ts';
import { createSchemaIndex, type SchemaIndex } from './schema-index.ts';

/** One object of a solution with its schema. */
export interface ResourceView {
  readonly resource: SolutionResource;
  readonly index: SchemaIndex;
}

/** A path that is worth asking because of what the object is, whatever its schema says. */
export interface Ask {
  readonly alias: string;
  readonly path: string;
  readonly stage: QuestionStage;
  readonly label: string;
  readonly isRequired: boolean;
  readonly suggestion?: Json;
}

/** What is known of an object before anybody is asked. */
export interface Parts {
  readonly bindings: readonly Binding[];
  readonly links: readonly Link[];
  readonly asks: readonly Ask[];
}

export const NO_PARTS: Parts = { bindings: [], links: [], asks: [] };

export function joined(parts: readonly Parts[]): Parts {
  return {
    bindings: parts.flatMap(({ bindings }) => bindings),
    links: parts.flatMap(({ links }) => links),
    asks: parts.flatMap(({ asks }) => asks),
  };
}

/** Field tables by schema hash, as a solution's resources name them. */
export type Tables = ReadonlyMap<string, FieldTable>;

/** Resources whose table is missing are left out: nothing can be said about their fields. */
export function viewsOf(
  { resources }: Pick<Solution, 'resources'>,
  tables: Tables,
): readonly ResourceView[] {
  return resources.flatMap((resource) => {
    const table = tables.get(resource.schemaHash);
    return table ? [{ resource, index: createSchemaIndex(table) }] : [];
  });
}

/** Whether a path is one of the object's: every object has a name and labels. */
export function isKnown({ index }: ResourceView, path: string): boolean {
  return path.startsWith('metadata.') || index.typeAt(path) !== undefined;
}

/** Only what the objects' schemas know. */
export function knownParts(parts: Parts, views: readonly ResourceView[]): Parts {
  const knows = ({ alias, path }: { alias: string; path: string }): boolean =>
    views.some((view) => view.resource.alias === alias && isKnown(view, path));
  return {
    bindings: parts.bindings.filter(({ address }) => knows(address)),
    links: parts.links.filter(({ from, to }) => knows(from) && knows(to)),
    asks: parts.asks.filter(knows),
  };
}

/** `apps/Deployment`; `/Service` for the core group. */
export function groupKindOf({ kind }: SolutionResource): string {
  return `${kind.group}/${kind.kind}`;
}
