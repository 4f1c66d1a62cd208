import { Failure } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import { apiVersionOf, resourceNameOf } from '../../domain/kind.ts';
import type { ResourceKind } from '../../domain/kind.ts';
import { withoutSecretValues } from '../../domain/live-object.ts';
import type { KubernetesObject, ObjectReference } from '../../domain/manifest.ts';
import type { WriteOutcome } from '../../ports/cluster.ts';
import { collectionPath, objectPath, withQuery } from './api-path.ts';
import { ObjectList, readObject } from './object.ts';
import { writeRefusal } from './refusal.ts';
import { answerFailure, parseJson, readBody, statusOf } from './status.ts';
import type { ApiResponse, Transport } from './transport.ts';
import { warningTexts } from './warnings.ts';

const FIELD_MANAGER = 'dotai';
const PAGE_SIZE = 500;

/** Secrets are never read: of those, the server sends metadata alone. */
export function acceptFor(
  { group, kind }: Pick<ResourceKind, 'group' | 'kind'>,
  shape: 'object' | 'list',
): string {
  if (group !== '' || kind !== 'Secret') return 'application/json';
  const name = shape === 'list' ? 'PartialObjectMetadataList' : 'PartialObjectMetadata';
  return `application/json;as=${name};g=meta.k8s.io;v=v1`;
}

/** At most `limit`, all namespaces. Empty where the kind is not served or may not be listed. */
export async function listObjects(
  transport: Transport,
  kind: ResourceKind,
  limit: number,
): Promise<readonly KubernetesObject[]> {
  const objects: KubernetesObject[] = [];
  let next: string | undefined;
  do {
    const page = String(Math.min(limit - objects.length, PAGE_SIZE));
    const query = { limit: page, ...(next !== undefined && { continue: next }) };
    const response = await transport.send({
      method: 'GET',
      path: withQuery(collectionPath(kind), query),
      accept: acceptFor(kind, 'list'),
    });
    if (response.status === 403 || response.status === 404 || response.status === 405) return [];
    // A page that took too long to ask for (410): what was read so far still stands.
    if (response.status === 410) return objects;
    const { items, metadata } = readBody(ObjectList, response);
    const type = { apiVersion: apiVersionOf(kind), kind: kind.kind };
    objects.push(...(items ?? []).map((item) => readObject(item, type)));
    next = metadata.continue === '' ? undefined : metadata.continue;
  } while (next !== undefined && objects.length < limit);
  return objects.slice(0, limit);
}

/** Undefined where there is none. Throws `Failure('forbidden')` where the bot may not look. */
export async function readOne(
  transport: Transport,
  object: ObjectReference,
): Promise<KubernetesObject | undefined> {
  const accept = acceptFor(object, 'object');
  const response = await transport.send({ method: 'GET', path: objectPath(object), accept });
  if (response.status === 404) return undefined;
  return objectOf(response, object);
}

/**
 * Applies on the server. Of a Secret, the outcome has the names of the values that were sent: it may
 * hold others, and nobody is shown what it holds.
 */
export async function writeObject(
  transport: Transport,
  write: {
    readonly object: KubernetesObject;
    readonly kind: ResourceKind;
    readonly isDryRun: boolean;
  },
): Promise<WriteOutcome> {
  const { object, kind, isDryRun } = write;
  const { name, namespace } = object.metadata;
  if (kind.namespaced && namespace === undefined) {
    const problem = { path: 'metadata.namespace', message: 'a namespace is required' };
    return { type: 'refused', because: 'schema', problems: [problem] };
  }
  const path = objectPath({ ...kind, name, namespace: kind.namespaced ? namespace : undefined });
  const query = { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict' };
  const response = await transport.send({
    method: 'PATCH',
    path: withQuery(path, isDryRun ? { dryRun: 'All', ...query } : query),
    accept: acceptFor(kind, 'object'),
    contentType: 'application/apply-patch+yaml',
    // JSON is YAML.
    body: JSON.stringify(object),
  });
  if (response.status === 200 || response.status === 201) {
    const warnings = warningTexts(response.warnings);
    const written = { ...secretNamesOf(object), ...objectOf(response, kind) };
    return { type: 'accepted', object: written, warnings };
  }
  const refusal = writeRefusal(response, statusOf(response));
  if (refusal instanceof Failure) throw refusal;
  return isUnknownPath(response) ? kindNotServed(kind) : refusal;
}

function secretNamesOf(sent: KubernetesObject): JsonObject {
  if (sent.apiVersion !== 'v1' || sent.kind !== 'Secret') return {};
  const { data, stringData } = withoutSecretValues(sent);
  return { ...(data !== undefined && { data }), ...(stringData !== undefined && { stringData }) };
}

/** False when it has another UID by now: then it is somebody else's. */
export async function removeObject(
  transport: Transport,
  object: ObjectReference,
  uid: string,
): Promise<boolean> {
  const response = await transport.send({
    method: 'DELETE',
    path: objectPath(object),
    contentType: 'application/json',
    body: JSON.stringify({
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid },
      propagationPolicy: 'Background',
    }),
  });
  if (response.status === 200 || response.status === 202 || response.status === 404) return true;
  if (response.status === 409) return false;
  throw answerFailure(response, statusOf(response));
}

function objectOf(
  response: ApiResponse,
  { group, version, kind }: Pick<ResourceKind, 'group' | 'version' | 'kind'>,
): KubernetesObject {
  if (response.status !== 200 && response.status !== 201) {
    throw answerFailure(response, statusOf(response));
  }
  const type = { apiVersion: apiVersionOf({ group, version }), kind };
  return readObject(parseJson(response.body), type);
}

/** `404 page not found`, in plain text: no such group, version or resource. */
function isUnknownPath(response: ApiResponse): boolean {
  return response.status === 404 && !response.header('content-type')?.includes('json');
}

function kindNotServed(kind: ResourceKind): WriteOutcome {
  const message = `the cluster does not serve ${resourceNameOf(kind)} ${kind.version}`;
  return { type: 'refused', because: 'not-found', problems: [{ message }] };
}
