import { z } from 'zod';

/** What is read of rendered objects; anything else in these places is not understood, and refused. */

export const RenderedValidation = z.strictObject({
  expression: z.string(),
  message: z.string(),
  reason: z.string().optional(),
});
export type RenderedValidation = z.infer<typeof RenderedValidation>;

const RenderedConditions = z.array(z.strictObject({ name: z.string(), expression: z.string() }));

const Requirement = z.strictObject({
  key: z.string(),
  operator: z.enum(['In', 'NotIn']),
  values: z.array(z.string()),
});

export const RenderedMatch = z.strictObject({
  matchPolicy: z.literal('Equivalent'),
  namespaceSelector: z.strictObject({ matchExpressions: z.array(Requirement) }).optional(),
  resourceRules: z.array(
    z.strictObject({
      apiGroups: z.array(z.string()),
      apiVersions: z.array(z.string()),
      operations: z.array(z.string()),
      resources: z.array(z.string()),
      scope: z.literal('Namespaced'),
    }),
  ),
});
export type RenderedMatch = z.infer<typeof RenderedMatch>;

const Actions = z.array(z.enum(['Deny', 'Warn', 'Audit']));
const KyvernoFailurePolicy = z.enum(['Fail', 'Ignore']);

export const AdmissionPolicyShape = z.object({
  kind: z.literal('ValidatingAdmissionPolicy'),
  metadata: z.object({ name: z.string() }),
  spec: z.strictObject({
    failurePolicy: z.literal('Fail'),
    matchConstraints: RenderedMatch,
    matchConditions: RenderedConditions,
    validations: z.array(RenderedValidation),
  }),
});

export const BindingShape = z.object({
  kind: z.literal('ValidatingAdmissionPolicyBinding'),
  spec: z.strictObject({ policyName: z.string(), validationActions: Actions }),
});

export const ValidatingPolicyShape = z.object({
  kind: z.literal('ValidatingPolicy'),
  spec: z.strictObject({
    failurePolicy: KyvernoFailurePolicy,
    validationActions: Actions,
    evaluation: z.strictObject({
      admission: z.strictObject({ enabled: z.literal(true) }),
      background: z.strictObject({ enabled: z.boolean() }),
    }),
    autogen: z
      .strictObject({ podControllers: z.strictObject({ controllers: z.tuple([]) }) })
      .optional(),
    matchConstraints: RenderedMatch,
    matchConditions: RenderedConditions,
    validations: z.array(RenderedValidation),
  }),
});

const Namespaces = z.strictObject({ namespaces: z.array(z.string()) });

export const ClusterPolicyRule = z.strictObject({
  name: z.string(),
  match: z.strictObject({
    any: z.array(
      z.strictObject({
        resources: z.strictObject({
          kinds: z.array(z.string()),
          operations: z.array(z.string()),
          namespaces: z.array(z.string()).optional(),
        }),
      }),
    ),
  }),
  exclude: z.strictObject({ any: z.array(z.strictObject({ resources: Namespaces })) }).optional(),
  celPreconditions: RenderedConditions,
  validate: z.strictObject({
    failureAction: z.enum(['Enforce', 'Audit']),
    allowExistingViolations: z.literal(false),
    cel: z.strictObject({ expressions: z.array(RenderedValidation) }),
  }),
});
export type ClusterPolicyRule = z.infer<typeof ClusterPolicyRule>;

export const ClusterPolicyShape = z.object({
  kind: z.literal('ClusterPolicy'),
  spec: z.strictObject({
    admission: z.literal(true),
    background: z.boolean(),
    emitWarning: z.boolean().optional(),
    webhookConfiguration: z.strictObject({ failurePolicy: KyvernoFailurePolicy }),
    rules: z.array(ClusterPolicyRule),
  }),
});
