import type { JsonObject } from '../../src/domain/json.ts';

/** As many as make any list of them too long. */
export const NAMESPACES = 10_000;

export function namespaces(): readonly JsonObject[] {
  return Array.from({ length: NAMESPACES }, (_, number) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `team-${String(number).padStart(5, '0')}` },
  }));
}

/** Where its controller says that an object is ready. */
const STATUS = {
  type: 'object',
  properties: {
    conditions: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          type: { type: 'string' },
          status: { type: 'string' },
          reason: { type: 'string' },
          message: { type: 'string' },
          lastTransitionTime: { type: 'string', format: 'date-time' },
        },
      },
    },
  },
} satisfies JsonObject;

/** A schema of more than 2 MB. */
export const HUGE = definition('Warehouse', 'A warehouse keeps parcels of data.', {
  size: { type: 'string', enum: ['small', 'large'] },
  ...Object.fromEntries(
    Array.from({ length: 4_000 }, (_, number) => [
      `setting${number}`,
      { type: 'string', description: 'What this one setting is good for. '.repeat(14) },
    ]),
  ),
});

/** A schema that names itself: however deep one looks, there is more. */
export const CYCLIC = definition('Genealogy', 'A genealogy keeps who descends from whom.', {
  region: { type: 'string' },
  child: { $ref: '#/components/schemas/example.odd.genealogy.v1.Genealogy' },
  children: {
    type: 'array',
    items: { $ref: '#/components/schemas/example.odd.genealogy.v1.Genealogy' },
  },
});

/** Whatever is written there is taken. */
export const FREE = definition('Scrapbook', 'A scrapbook keeps whatever is stuck into it.', {
  size: { type: 'string', enum: ['small', 'large'] },
  values: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
});

function definition(kind: string, description: string, properties: JsonObject): JsonObject {
  const group = `${kind.toLowerCase()}.odd.example`;
  const plural = `${kind.toLowerCase()}s`;
  const spec = { type: 'object', description: 'What is wanted.', properties };
  const whole = { type: 'object', description, properties: { spec, status: STATUS } };
  const schema = { openAPIV3Schema: whole };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema, subresources: { status: {} } }],
    },
  };
}
