import type { FieldRow, FieldTable, FieldType } from '../field-table.ts';
import { formatPath, parentPath, parsePath, type PathSegment } from './field-path.ts';

type Rows = ReadonlyMap<string, FieldRow>;

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
  const rows = new Map(table.rows.map((row) => [formatPath(parsePath(row.path)), row]));
  const children = groupByParent(rows);
  const row = (path: string): FieldRow | undefined =>
    rows.get(path) ?? rows.get(rowPath(rows, path));
  return {
    table,
    row,
    children: (path) => {
      const schema = rowPath(rows, path);
      return children.get(schema) ?? children.get(`${schema}[*]`) ?? [];
    },
    typeAt: (path) => row(path)?.type ?? itemTypeAt(rows, path),
  };
}

/** A concrete path as the table writes it: items and the keys of maps become "every". */
function rowPath(rows: Rows, path: string): string {
  const schema: PathSegment[] = [];
  for (const segment of parsePath(path)) {
    const isItem = segment.type !== 'key' || rows.get(formatPath(schema))?.type === 'map';
    schema.push(isItem ? { type: 'every' } : segment);
  }
  return formatPath(schema);
}

function groupByParent(rows: Rows): ReadonlyMap<string, readonly FieldRow[]> {
  const groups = new Map<string, FieldRow[]>();
  for (const [path, row] of rows) {
    const parent = parentPath(path);
    const group = groups.get(parent);
    if (group) group.push(row);
    else groups.set(parent, [row]);
  }
  return groups;
}

/** `labels['a']` has the type of the map's values, `args[0]` that of the list's items. */
function itemTypeAt(rows: Rows, path: string): FieldType | undefined {
  const last = parsePath(path).at(-1);
  const holder = rows.get(rowPath(rows, parentPath(path)));
  if (!holder || !last) return undefined;
  if (holder.type === 'any') return 'any';
  if (holder.type === 'map' && last.type === 'key') return holder.itemType ?? 'any';
  if (holder.type === 'array' && last.type !== 'key') return holder.itemType ?? 'any';
  return undefined;
}
