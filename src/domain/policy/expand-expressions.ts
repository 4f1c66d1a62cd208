import { resourceNameOf, type ResourceKind } from '../kind.ts';
import type { CatalogKind } from './candidates.ts';
import type { CoverageRow } from './coverage.ts';
import { type Reach, reachOf, type Reaching } from './expand-reach.ts';
import type { ExpressionRule } from './rule.ts';

export interface ReachedExpressions {
  /** With the kinds that remain: one that reaches none is not among them. */
  readonly expressions: ExpressionRule[];
  /** One for each kind that is named and served, after those of the fields. */
  readonly rows: readonly CoverageRow[];
  readonly notes: readonly string[];
}

interface NamedKind {
  readonly rule: ExpressionRule;
  readonly kind: ResourceKind;
  readonly reach: Reach;
}

/** Which kinds the draft's expressions reach: clouds, and what was left out, count as for its checks. */
export function reachExpressions(
  kinds: readonly CatalogKind[],
  given: { readonly reaching: Reaching; readonly rows: readonly CoverageRow[] },
): ReachedExpressions {
  const { reaching, rows } = given;
  const drafted = reaching.draft.expressions;
  const served = new Map(kinds.map((kind) => [resourceNameOf(kind.outline.kind), kind]));
  const named = drafted.flatMap((rule) =>
    rule.kinds.flatMap((kind): NamedKind[] => {
      const found = served.get(resourceNameOf(kind));
      return found
        ? [{ rule, kind: found.outline.kind, reach: reachByExpression(found, reaching) }]
        : [];
    }),
  );
  const expressions = drafted.flatMap((rule) => {
    const own = named.filter((one) => one.rule === rule && one.reach.type === 'covered');
    return own.length === 0 ? [] : [{ ...rule, kinds: own.map(({ kind }) => kind) }];
  });
  const kept = new Set(expressions.map(({ id }) => id));
  const notes = drafted
    .filter(({ id }) => !kept.has(id))
    .map(({ message }) => `“${message}” is not checked: no kind that it names is reached.`);
  return { expressions, rows: withExpressions(rows, named), notes };
}

function reachByExpression(kind: CatalogKind, reaching: Reaching): Reach {
  const { group, kind: name } = kind.outline.kind;
  const { draft } = reaching;
  // A kind that an expression names is meant by it, unless it was said to be incidental.
  const subjects = [...draft.subjects, { group, kinds: [name] }];
  const reach = reachOf(kind, { ...reaching, draft: { ...draft, subjects } }, false);
  if (reach.type === 'left-out' || reach.when.length === 0) return reach;
  const note = 'an expression cannot be bound to the clouds that it names';
  return { type: 'left-out', because: 'cannot-say', note };
}

function withExpressions(
  rows: readonly CoverageRow[],
  named: readonly NamedKind[],
): readonly CoverageRow[] {
  const byKind = Map.groupBy(named, ({ kind }) => resourceNameOf(kind));
  const known = new Set(rows.map(({ kind }) => resourceNameOf(kind)));
  const others = [...byKind].filter(([name]) => !known.has(name));
  return [
    ...rows.map((row) => rowWith(row, byKind.get(resourceNameOf(row.kind)) ?? [])),
    ...others.flatMap(([, own]) => own.slice(0, 1).map(({ kind }) => rowWith({ kind }, own))),
  ];
}

/** What one kind's fields came to, if it has any, and what its expressions come to. */
function rowWith(
  row: CoverageRow | Pick<CoverageRow, 'kind'>,
  named: readonly NamedKind[],
): CoverageRow {
  const { kind } = row;
  const covering = named.filter(({ reach }) => reach.type === 'covered');
  const leftOut = named.flatMap(({ reach }) => (reach.type === 'left-out' ? [reach] : []));
  const fields = 'note' in row ? row : undefined;
  const isChecked = fields !== undefined && fields.leftOut === undefined;
  if (covering.length > 0) {
    const ids = covering.map(({ rule }) => rule.id);
    const notes = covering.map(({ rule }) => rule.message);
    return {
      kind,
      paths: isChecked ? fields.paths : [],
      ruleIds: [...(isChecked ? fields.ruleIds : []), ...ids],
      note: [...(isChecked ? [fields.note] : []), ...notes].join('; '),
    };
  }
  const [first] = leftOut;
  if (!first) return fields ?? { kind, paths: [], ruleIds: [], note: '' };
  if (!fields) return { kind, paths: [], ruleIds: [], leftOut: first.because, note: first.note };
  const unchecked = named.map(({ rule }) => `not checked: “${rule.message}”, as ${first.note}`);
  return isChecked ? { ...fields, note: [fields.note, ...unchecked].join('; ') } : fields;
}
