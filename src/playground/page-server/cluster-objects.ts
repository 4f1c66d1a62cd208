import { stringify } from 'yaml';
import { z } from 'zod';
import { CHANGE_ANNOTATION } from '../../domain/change/digest.ts';
import type { JsonObject } from '../../domain/json.ts';
import { withoutSecretValues } from '../../domain/live-object.ts';
import { KubernetesObject } from '../../domain/manifest.ts';
import { judgeReadiness } from '../../domain/readiness.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import { listAt, textAt } from '../cluster/json-path.ts';
import { SEED_MANAGER } from '../cluster/seed.ts';
import type { ObjectOnPage } from '../page-protocol.ts';

/** Kinds that only say how other objects are run. */
const NOISE = new Set(['Event', 'Lease', 'EndpointSlice', 'Endpoints', 'ControllerRevision']);

/** Whether anybody but those who laid the platform out has written it; controllers do not count. */
export function isWrittenSince(object: JsonObject): boolean {
  if (NOISE.has(textAt(object, 'kind'))) return false;
  return listAt(object, 'metadata', 'managedFields').some(
    (entry) =>
      textAt(entry, 'manager') !== SEED_MANAGER && textAt(entry, 'subresource') !== 'status',
  );
}

const Condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
  lastTransitionTime: z.string().optional(),
});

/** An object as the panel shows it: no secret, none of the server's bookkeeping. */
export function objectOnPage(stored: JsonObject): ObjectOnPage | undefined {
  const parsed = KubernetesObject.safeParse(stored);
  if (!parsed.success) return undefined;
  const object = withoutSecretValues(parsed.data);
  const { apiVersion, kind, metadata } = object;
  const { name, namespace, annotations } = metadata;
  const changeId = annotations?.[CHANGE_ANNOTATION];
  const ownedBy = textAt(listAt(stored, 'metadata', 'ownerReferences')[0], 'uid');
  return {
    id: metadata.uid ?? [apiVersion, kind, namespace ?? '', name].join('/'),
    apiVersion,
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    createdAt: textAt(stored, 'metadata', 'creationTimestamp'),
    ...(ownedBy === '' ? {} : { ownedBy }),
    conditions: conditionsOf(stored),
    ...readinessOf(object),
    ...(changeId === undefined ? {} : { changeId }),
    yaml: yamlOf(object),
  };
}

function conditionsOf(stored: JsonObject): ObjectOnPage['conditions'] {
  return listAt(stored, 'status', 'conditions').flatMap((value) => {
    const parsed = Condition.safeParse(value);
    if (!parsed.success) return [];
    const { type, status, reason, message, lastTransitionTime: since } = parsed.data;
    return [
      {
        type,
        status,
        ...(reason === undefined ? {} : { reason }),
        ...(message === undefined ? {} : { message: redactSecrets(message) }),
        ...(since === undefined ? {} : { since }),
      },
    ];
  });
}

/** What exists and has nothing to report is ready for the bot; the panel says that it says nothing. */
function readinessOf(object: KubernetesObject): Pick<ObjectOnPage, 'readiness' | 'reason'> {
  const [version = '', group = ''] = object.apiVersion.split('/').reverse();
  const { state, reason } = judgeReadiness(object, { group, kind: object.kind });
  const isSilent = state === 'ready' && object['status'] === undefined && version !== '';
  return { readiness: isSilent ? 'no-status' : state, reason: redactSecrets(reason) };
}

function yamlOf({ metadata, ...rest }: KubernetesObject): string {
  const { managedFields: _, ...shown } = metadata;
  const { apiVersion, kind, ...content } = rest;
  return redactSecrets(stringify({ apiVersion, kind, metadata: shown, ...content }));
}
