import { z } from 'zod';
import { resourceNameOf } from '../../domain/kind.ts';
import type { ObjectReference } from '../../domain/manifest.ts';
import { readBody } from './status.ts';
import type { Transport } from './transport.ts';

const AccessReview = z.object({
  status: z.object({
    allowed: z.boolean(),
    reason: z.string().default(''),
    evaluationError: z.string().default(''),
  }),
});

/** Server-side apply patches; the first one creates: both verbs must be allowed. */
const VERBS = ['patch', 'create'];

/** Why the bot may not apply that object, in a sentence. Undefined when it may. */
export async function findAccessProblem(
  transport: Transport,
  object: ObjectReference,
): Promise<string | undefined> {
  for (const verb of VERBS) {
    const { group, version, plural: resource, name, namespace } = object;
    const resourceAttributes = { verb, group, version, resource, name, namespace };
    const response = await transport.send({
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      contentType: 'application/json',
      body: JSON.stringify({
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes },
      }),
    });
    const { allowed, reason, evaluationError } = readBody(AccessReview, response).status;
    if (allowed) continue;
    const place = namespace === undefined ? 'in the cluster' : `in the namespace ${namespace}`;
    const why = reason || evaluationError;
    const sentence = `The bot may not ${verb} ${resourceNameOf(object)} ${place}`;
    return why === '' ? `${sentence}.` : `${sentence}: ${why}`;
  }
  return undefined;
}
