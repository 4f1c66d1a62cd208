import type { FieldRow, FieldTable, FieldType } from '../field-table.ts';
import { formatPath, parsePath, schemaPath } from './field-path.ts';

/** A field table that can be walked. Paths are the schema's (`[*]`); concrete ones are translated. */
export interface SchemaIndex {
  readonly table: FieldTable;
  /** The row of a path, concrete or not. Undefined for an entry of a map, or what is unknown. */
  row(path: string): FieldRow | undefined;
  /** Rows one key below: of an object, of a list's items (`a` or `a[*]`), of a map's values. */
  children(path: string): readonly FieldRow[];
  /** What may be written at a path: its row's type, or its list's or map's item type. */
  typeAt(path: string): FieldType | undefined;
}

export function createSchemaIndex(table: FieldTable): SchemaIndex {
  const rows = new Map(table.rows.map((row) => [row.path, row]));
  const children = groupByParent(table);
  const row = (path: string): FieldRow | undefined => rows.get(path) ?? rows.get(schemaPath(path));
  return {
    table,
    row,
    children: (path) => {
      const schema = schemaPath(path);
      return children.get(schema) ?? children.get(`${schema}[*]`) ?? [];
    },
    typeAt: (path) => row(path)?.type ?? itemTypeAt(rows, path),
  };
}

function groupByParent(table: FieldTable): ReadonlyMap<string, readonly FieldRow[]> {
  const groups = new Map<string, FieldRow[]>();
  for (const row of table.rows) {
    const segments = parsePath(row.path);
    if (segments.at(-1)?.type !== 'key') continue;
    const parent = formatPath(segments.slice(0, -1));
    const group = groups.get(parent);
    if (group) group.push(row);
    else groups.set(parent, [row]);
  }
  return groups;
}

/** `labels['a']` has the type of the map's values, `args[0]` that of the list's items. */
function itemTypeAt(rows: ReadonlyMap<string, FieldRow>, path: string): FieldType | undefined {
  const segments = parsePath(path);
  const last = segments.at(-1);
  const holder = rows.get(schemaPath(formatPath(segments.slice(0, -1))));
  if (!holder || !last) return undefined;
  if (holder.type === 'any') return 'any';
  if (holder.type === 'map' && last.type === 'key') return holder.itemType ?? 'any';
  if (holder.type === 'array' && last.type !== 'key') return holder.itemType ?? 'any';
  return undefined;
}
