import { z } from 'zod';
import { JsonObject } from '../../domain/json.ts';
import type { Json } from '../../domain/json.ts';

/** A CEL rule and what is said when it does not hold. */
const Validation = z.strictObject({ rule: z.string(), message: z.string() });

/** A custom resource type in short form; `definitionOf` writes it out. */
export const ShortDefinition = z.strictObject({
  group: z.string(),
  version: z.string(),
  kind: z.string(),
  plural: z.string(),
  shortNames: z.array(z.string()).default([]),
  categories: z.array(z.string()),
  scope: z.enum(['Cluster', 'Namespaced']).default('Namespaced'),
  /**
   * `managed` stands for one thing at a cloud provider (`spec.forProvider`), `claim` is composed of
   * others (`spec.crossplane`), `plain` is an operator's, `setup` has no state of its own.
   */
  shape: z.enum(['managed', 'claim', 'plain', 'setup']),
  description: z.string(),
  readyAfterSeconds: z.number().optional(),
  /** Laid into the status once it is ready. */
  readyStatus: JsonObject.optional(),
  /** Required fields. */
  required: z.array(z.string()).default([]),
  /** Fields of a managed kind that are required unless it is only observed. */
  requiredParameters: z.array(z.string()).default([]),
  /** Fields that name other managed resources, by the kind they name; `[Kind]` for lists. */
  references: z.record(z.string(), z.union([z.string(), z.tuple([z.string()])])).default({}),
  fields: z.record(z.string(), JsonObject),
  validations: z.array(Validation).default([]),
  status: z.record(z.string(), JsonObject).default({}),
});
export type ShortDefinition = z.infer<typeof ShortDefinition>;

/** The CustomResourceDefinition of a type in short form. */
export function definitionOf(short: ShortDefinition): JsonObject {
  const { group, version, kind, plural, shortNames, scope } = short;
  const hasStatus = short.shape !== 'setup';
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, annotations: annotationsOf(short) },
    spec: {
      group,
      names: {
        kind,
        plural,
        singular: kind.toLowerCase(),
        listKind: `${kind}List`,
        ...(shortNames.length > 0 && { shortNames }),
        categories: categoriesOf(short),
      },
      scope,
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: rootSchema(short) },
          ...(hasStatus && { subresources: { status: {} } }),
        },
      ],
    },
  };
}

function annotationsOf({ shape, readyAfterSeconds, readyStatus }: ShortDefinition): JsonObject {
  const readyAfter = shape === 'setup' ? 'never' : readyAfterSeconds?.toString();
  return {
    ...(readyAfter !== undefined && { 'demo.dotai/ready-after-seconds': readyAfter }),
    ...(readyStatus && { 'demo.dotai/ready-status': JSON.stringify(readyStatus) }),
  };
}

function categoriesOf({ shape, categories }: ShortDefinition): readonly string[] {
  if (shape === 'managed') return ['crossplane', 'managed', ...categories];
  return shape === 'claim' ? ['claim', ...categories] : categories;
}

function rootSchema(short: ShortDefinition): JsonObject {
  const hasStatus = short.shape !== 'setup';
  return {
    description: short.description,
    type: 'object',
    required: ['spec'],
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      spec: short.shape === 'managed' ? managedSpec(short) : ownSpec(short),
      ...(hasStatus && { status: statusSchema(short) }),
    },
  };
}

function ownSpec(short: ShortDefinition): JsonObject {
  const { required, validations, description } = short;
  const fields = written(short.fields);
  return {
    type: 'object',
    description: `What is wanted: ${description}`,
    ...(required.length > 0 && { required }),
    properties: short.shape === 'claim' ? { ...fields, crossplane: COMPOSING } : fields,
    ...(validations.length > 0 && { 'x-kubernetes-validations': validations }),
  };
}

/** `validations`, wherever they stand, under the name that CRDs have for them. */
function written(fields: Readonly<Record<string, JsonObject>>): JsonObject {
  const entries = Object.entries(fields).map(([name, { validations, ...schema }]) => [
    name,
    validations === undefined ? schema : { ...schema, 'x-kubernetes-validations': validations },
  ]);
  return Object.fromEntries(entries);
}

function managedSpec(short: ShortDefinition): JsonObject {
  const fields = { ...written(short.fields), ...referenceFields(short) };
  const { required, requiredParameters, kind } = short;
  const rules = [
    ...requiredParameters.map((name) => ({
      rule: `!('*' in self.managementPolicies || 'Create' in self.managementPolicies || 'Update' in self.managementPolicies) || has(self.forProvider.${name}) || (has(self.initProvider) && has(self.initProvider.${name}))`,
      message: `spec.forProvider.${name} is a required parameter`,
    })),
    ...short.validations,
  ];
  return {
    type: 'object',
    description: `${kind}Spec is what is wanted of the resource.`,
    required: ['forProvider'],
    properties: {
      forProvider: {
        type: 'object',
        description: `Settings of the ${kind} at the provider.`,
        ...(required.length > 0 && { required }),
        properties: fields,
      },
      initProvider: {
        type: 'object',
        description: 'Settings for its creation only, not kept afterwards.',
        properties: fields,
      },
      ...MANAGING,
    },
    ...(rules.length > 0 && { 'x-kubernetes-validations': rules }),
  };
}

const TEXT: JsonObject = { type: 'string' };

function named(description: string): JsonObject {
  const name = { type: 'string', description: 'The name of the object.' };
  return { type: 'object', description, required: ['name'], properties: { name } };
}

function labelsSelector(description: string): JsonObject {
  return {
    type: 'object',
    description,
    properties: {
      matchLabels: {
        type: 'object',
        description: 'Labels that the object must have.',
        additionalProperties: TEXT,
      },
      matchControllerRef: {
        type: 'boolean',
        description: 'Whether it must belong to the same composite.',
      },
    },
  };
}

/** `vpcId`, `vpcIdRef` and `vpcIdSelector` for a field that names another resource. */
function referenceFields({ references }: ShortDefinition): JsonObject {
  const entries = Object.entries(references).flatMap(([field, target]): [string, Json][] => {
    if (typeof target === 'string') {
      return [
        [field, { type: 'string', description: `The identifier of a ${target} at the provider.` }],
        [`${field}Ref`, named(`A ${target} of this cluster to take ${field} from.`)],
        [`${field}Selector`, labelsSelector(`Selects a ${target} to take ${field} from.`)],
      ];
    }
    const one = field.replace(/s$/, '');
    const items = named(`A ${target[0]}.`);
    return [
      [field, { type: 'array', items: TEXT, description: `Identifiers of ${target[0]} objects.` }],
      [`${one}Refs`, { type: 'array', items, description: `Objects to take ${field} from.` }],
      [`${one}Selector`, labelsSelector(`Selects ${target[0]} objects to take ${field} from.`)],
    ];
  });
  return Object.fromEntries(entries);
}

/** How every managed resource is looked after. */
const MANAGING: JsonObject = {
  managementPolicies: {
    type: 'array',
    description: 'What may be done with the resource at the provider. By default everything.',
    default: ['*'],
    items: {
      type: 'string',
      enum: ['Observe', 'Create', 'Update', 'Delete', 'LateInitialize', '*'],
    },
  },
  providerConfigRef: {
    ...named('The ProviderConfig with the account to use.'),
    default: { name: 'default' },
  },
  writeConnectionSecretToRef: named('The secret that addresses and credentials are written to.'),
};

/** How a claim chooses what it is composed of. */
const COMPOSING: JsonObject = {
  type: 'object',
  description: 'How the resource is composed: which composition, and so which provider, makes it.',
  properties: {
    compositionRef: named('The composition to use, by name.'),
    compositionSelector: {
      type: 'object',
      description: 'Selects the composition by its labels, such as the provider.',
      required: ['matchLabels'],
      properties: {
        matchLabels: {
          type: 'object',
          description: 'Labels that the composition must have.',
          additionalProperties: TEXT,
        },
      },
    },
    compositionUpdatePolicy: {
      type: 'string',
      description: 'Whether new revisions of the composition are used at once.',
      enum: ['Automatic', 'Manual'],
    },
    resourceRefs: {
      type: 'array',
      description: 'The resources that it is composed of. Written by the controller.',
      'x-kubernetes-list-type': 'atomic',
      items: {
        type: 'object',
        required: ['apiVersion', 'kind'],
        properties: { apiVersion: TEXT, kind: TEXT, name: TEXT },
      },
    },
  },
};

function statusSchema({ shape, status }: ShortDefinition): JsonObject {
  const atProvider = {
    type: 'object',
    description: 'What the provider says of it.',
    'x-kubernetes-preserve-unknown-fields': true,
  };
  return {
    type: 'object',
    description: 'What is known of it. Written by the controller.',
    properties: { ...status, ...(shape === 'managed' && { atProvider }), conditions: CONDITIONS },
  };
}

const CONDITIONS: JsonObject = {
  type: 'array',
  description: 'The state, one aspect each.',
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['type'],
  items: {
    type: 'object',
    required: ['lastTransitionTime', 'reason', 'status', 'type'],
    properties: {
      lastTransitionTime: { type: 'string', format: 'date-time' },
      message: TEXT,
      observedGeneration: { type: 'integer', format: 'int64' },
      reason: TEXT,
      status: TEXT,
      type: TEXT,
    },
  },
};
