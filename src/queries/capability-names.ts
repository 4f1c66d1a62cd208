import { Capability } from '../domain/capability.ts';
import { resourceNameOf, type ResourceKind } from '../domain/kind.ts';
import { CAPABILITIES } from '../domain/knowledge/document.ts';
import { nearestOf } from '../domain/nearest.ts';
import type { KnowledgeIndex } from '../ports/knowledge-index.ts';

/** Every kind of a cluster, at most. */
const ALL = 20_000;
const SAME_NAME_MAX = 500;

/** What is known, narrowed to what is looked at. */
export interface Known {
  readonly knowledge: Pick<KnowledgeIndex, 'list' | 'search'>;
  readonly of: {
    readonly clusterId?: string;
    readonly group?: string;
    readonly provider?: string;
  };
}

/** One where the full name or only one kind of that name is known, all of that name else. */
export async function capabilitiesNamed(
  { knowledge, of }: Known,
  name: string,
): Promise<readonly Capability[]> {
  const text = name.replace(/\.core$/iu, '');
  const query = { ...of, text, expansions: [], limit: SAME_NAME_MAX };
  const matches = await knowledge.search(CAPABILITIES, query);
  const capabilities = checkedCapabilities(matches.map(({ payload }) => payload));
  const called = new Set(
    kindsCalled(
      capabilities.map(({ kind }) => kind),
      name,
    ),
  );
  return capabilities.filter(({ kind }) => called.has(kind));
}

/** One where the full name or only one kind of that name is among them, all of that name else. */
export function kindsCalled<Kind extends ResourceKind>(
  kinds: readonly Kind[],
  name: string,
): readonly Kind[] {
  const said = name.toLowerCase();
  const exact = kinds.filter((kind) => fullNamesOf(kind).includes(said));
  if (exact.length > 0) return exact;
  return kinds.filter(
    ({ kind, plural }) => kind.toLowerCase() === said || plural.toLowerCase() === said,
  );
}

/** `plural.group` and `Kind.group`; the core group is written `core`. */
function fullNamesOf({ group, kind, plural }: ResourceKind): readonly string[] {
  const suffix = group === '' ? 'core' : group;
  return [`${plural}.${suffix}`.toLowerCase(), `${kind}.${suffix}`.toLowerCase()];
}

/** Those whose names are written nearly so. */
export async function nearNames(
  { knowledge, of }: Known,
  name: string,
): Promise<readonly Capability[]> {
  const { payloads } = await knowledge.list(CAPABILITIES, { ...of, offset: 0, limit: ALL });
  const known = checkedCapabilities(payloads);
  const names = known.flatMap(({ kind }) => namesOf(kind));
  const near = nearestOf(name.toLowerCase(), [...new Set(names)]);
  return known.filter(({ kind }) => near !== undefined && namesOf(kind).includes(near));
}

function namesOf(kind: ResourceKind): readonly string[] {
  return [kind.kind.toLowerCase(), resourceNameOf(kind).toLowerCase()];
}

/** Names one kind even where a kind of the core group shares its plural with another's. */
export function fullNameOf({ kind }: { readonly kind: ResourceKind }): string {
  return kind.group === '' ? `${kind.plural}.core` : resourceNameOf(kind);
}

export function checkedCapabilities(payloads: readonly unknown[]): readonly Capability[] {
  return payloads.flatMap((payload) => Capability.safeParse(payload).data ?? []);
}
