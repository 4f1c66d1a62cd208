import type { Json } from '../json.ts';
import { type Candidate, columnsOf } from './candidates.ts';
import { isWithin } from './field-path.ts';
import { isDeprecated } from './links.ts';
import { mirrorsOf } from './mirrors.ts';
import type { ResourceView } from './parts.ts';
import { pathDepth, referencesOf } from './references.ts';
import { requirementsOf } from './requirements.ts';

interface ReferenceField extends Pick<Candidate, 'path' | 'row' | 'columns' | 'isReference'> {
  readonly isRequired: boolean;
}

/** Concrete paths that will be written anyway, and the values that are known of them. */
interface Written {
  readonly present: readonly string[];
  readonly decided: ReadonlyMap<string, Json>;
}

/**
 * What an alternative asks for that only names another object: the name, what the schema wants beside
 * it, and which key of the object is meant. Empty where it names none.
 */
export function referenceFields(
  view: ResourceView,
  path: string,
  { present, decided }: Written,
): readonly ReferenceField[] {
  const { index } = view;
  const mirrors = mirrorsOf(index);
  const [reference] = referencesOf(index)
    .filter(({ row }) => isWithin(row.path, path) && !/\[/u.test(row.path) && !isDeprecated(row))
    .filter(({ row }) => !mirrors.some((mirror) => isWithin(row.path, mirror)))
    .toSorted((one, other) => pathDepth(one.path) - pathDepth(other.path));
  if (!reference) return [];
  const { holder } = reference;
  const beside =
    holder === undefined
      ? []
      : requirementsOf(index, [...present, reference.path], decided).filter(
          (one) => one.needs === 'value' && one.path !== reference.path && isWithin(one.path, path),
        );
  const required = [reference, ...beside].map((one) => ({ ...one, isRequired: true }));
  const keyRow = holder === undefined ? undefined : index.row(`${holder}.key`);
  const isAsked = required.some((one) => one.path === `${holder}.key`);
  const key = keyRow && !isAsked ? [{ path: `${holder}.key`, row: keyRow, isRequired: false }] : [];
  return [...required, ...key].map((one) => ({
    path: one.path,
    row: one.row,
    columns: columnsOf(view, one.path),
    isReference: one.path === reference.path,
    isRequired: one.isRequired,
  }));
}
