import { z } from 'zod';

const Texts = z.array(z.string()).catch([]);

const Filters = z.object({ resources: z.object({ kinds: Texts }).catch({ kinds: [] }) });
const Selection = z.object({
  any: z.array(Filters).catch([]),
  all: z.array(Filters).catch([]),
  resources: z.object({ kinds: Texts }).catch({ kinds: [] }),
});
const NO_SELECTION = { any: [], all: [], resources: { kinds: [] } };

const KyvernoRule = z.object({
  name: z.string().catch(''),
  match: Selection.catch(NO_SELECTION),
  /** What is checked; its messages are told to whoever breaks it. */
  validate: z
    .object({
      message: z.string().catch(''),
      cel: z
        .object({ expressions: z.array(z.object({ message: z.string().catch('') })) })
        .catch({ expressions: [] }),
    })
    .optional()
    .catch(undefined),
  /** Signatures of images: a check as well. */
  verifyImages: z.array(z.unknown()).optional().catch(undefined),
});

/**
 * `ClusterPolicy` and `Policy` of Kyverno, as much as tells what they demand.
 *
 * Source: https://kyverno.io/docs/writing-policies/
 */
export const KyvernoRules = z.object({ rules: z.array(KyvernoRule) });

/** `ValidatingAdmissionPolicy`, and Kyverno's `ValidatingPolicy`, which has its shape. */
export const Validations = z.object({
  matchConstraints: z
    .object({
      resourceRules: z.array(z.object({ apiGroups: Texts, resources: Texts })).catch([]),
    })
    .catch({ resourceRules: [] }),
  validations: z
    .array(z.object({ expression: z.string().catch(''), message: z.string().catch('') }))
    .catch([]),
});

/** What somebody wrote about a policy beside its rules. */
export const Told = z.object({
  'policies.kyverno.io/title': z.string().catch(''),
  'policies.kyverno.io/description': z.string().catch(''),
  description: z.string().catch(''),
  'kubernetes.io/description': z.string().catch(''),
});
