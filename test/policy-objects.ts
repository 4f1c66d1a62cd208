import type { Json, JsonObject } from '../src/domain/json.ts';
import { KubernetesObject } from '../src/domain/manifest.ts';

/** As in Kyverno's own collection of policies. */
export const DESCRIPTION =
  "The ':latest' tag is mutable and can lead to unexpected errors if the\n  image changes. This policy validates that the image specifies a tag and that it is not called `latest`.";

/** An object of that kind that is called `one`. */
export function anObject(
  apiVersion: string,
  kind: string,
  { metadata = {}, ...rest }: { readonly metadata?: JsonObject; readonly spec?: Json },
): KubernetesObject {
  return KubernetesObject.parse({
    apiVersion,
    kind,
    metadata: { name: 'one', ...metadata },
    ...rest,
  });
}

/** Of one rule, about pods. */
export function aClusterPolicy(rule: JsonObject, metadata: JsonObject = {}): KubernetesObject {
  const match = { any: [{ resources: { kinds: ['Pod'] } }] };
  return anObject('kyverno.io/v1', 'ClusterPolicy', {
    metadata,
    spec: { validationFailureAction: 'Audit', rules: [{ name: 'check', match, ...rule }] },
  });
}

export const LATEST = aClusterPolicy(
  {
    validate: {
      message: "Using a mutable image tag e.g. 'latest' is not allowed.",
      pattern: { spec: { containers: [{ image: '!*:latest' }] } },
    },
  },
  {
    name: 'disallow-latest-tag',
    annotations: {
      'policies.kyverno.io/title': 'Disallow Latest Tag',
      'policies.kyverno.io/category': 'Best Practices',
      'policies.kyverno.io/description': DESCRIPTION,
    },
  },
);
