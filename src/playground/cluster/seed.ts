import { isJsonObject, sha256 } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/json.ts';
import { rfc3339, timestamp } from './cluster-state.ts';
import type { ClusterState } from './cluster-state.ts';
import { listAt, textAt, withValue } from './json-path.ts';
import { applied } from './managed-fields.ts';
import { nameOf, namespaceOf } from './object-store.ts';
import { storageKeyOf } from './served-type.ts';
import { typedProblems } from './typed-value.ts';
import { write } from './writes.ts';

const DAY_MS = 86_400_000;

/** Who has written what the cluster begins with. */
export const SEED_MANAGER = 'platform-team';

/** What must be there before the rest: namespaces and definitions. */
const FIRST = ['Namespace', 'CustomResourceDefinition'];

/**
 * Puts the objects that a cluster begins with into the store, each through all checks of a write.
 *
 * Throws when one of them would be refused: a demo platform that its own server does not take is a
 * mistake in the platform. UIDs are made from the names, so that they are the same at every start.
 */
export function seed(state: ClusterState, documents: readonly JsonObject[]): void {
  const ordered = documents.toSorted((one, other) => rank(one) - rank(other));
  for (const document of ordered) seedOne(state, document);
}

function rank(document: JsonObject): number {
  const position = FIRST.indexOf(textAt(document, 'kind'));
  return position === -1 ? FIRST.length : position;
}

function seedOne(state: ClusterState, document: JsonObject): void {
  const [version = '', group = ''] = textAt(document, 'apiVersion').split('/').reverse();
  const type = state.types.findKind(group, version, textAt(document, 'kind'));
  const name = nameOf(document);
  if (!type) throw new Error(`demo platform: no type for ${textAt(document, 'kind')} ${name}`);
  const problems = typedProblems(document, type.schema());
  if (problems.length > 0) throw new Error(`demo platform: ${name}: ${problems.join('; ')}`);
  const writer = {
    manager: SEED_MANAGER,
    operation: 'Apply',
    apiVersion: textAt(document, 'apiVersion'),
    subresource: '',
    time: timestamp(state),
  } as const;
  const namespace = namespaceOf(document);
  const target = { type, namespace, name, subresource: '', isDryRun: true, user: 'admin', writer };
  const wanted = applied(undefined, document, { writer, schema: type.schema(), force: false });
  const { object } = write(state, target, wanted, undefined);
  putOld(state, storageKeyOf(type), withValue(object, ['metadata', 'uid'], uidOf(object)));
}

/** Stores an object that has been there for a day: settled, its policies in force. */
export function putOld({ store, clock }: ClusterState, typeKey: string, object: JsonObject): void {
  const thenMs = clock.now().getTime() - DAY_MS;
  const creationTimestamp = rfc3339(new Date(thenMs));
  const aged = withValue(object, ['metadata', 'creationTimestamp'], creationTimestamp);
  store.put({ typeKey, object: aged, createdAtMs: thenMs, changedAtMs: thenMs });
}

function uidOf(object: JsonObject): string {
  const parts = [textAt(object, 'kind'), namespaceOf(object), nameOf(object)];
  const digest = sha256(parts.join('/'));
  return [8, 12, 16, 20, 32]
    .map((end, index) => digest.slice([0, 8, 12, 16, 20][index], end))
    .join('-');
}

/** The items of a list as objects of their own, each with its kind. */
export function itemsOf(list: JsonObject): readonly JsonObject[] {
  const kind = textAt(list, 'kind').replace(/List$/, '');
  const apiVersion = textAt(list, 'apiVersion');
  return listAt(list, 'items').flatMap((item) =>
    isJsonObject(item) ? [{ apiVersion, kind, ...item }] : [],
  );
}
