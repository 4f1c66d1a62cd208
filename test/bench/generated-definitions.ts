import type { JsonObject } from '../../src/domain/json.ts';

/** Words that names and descriptions of kinds are made of: about as many as a real cloud's have. */
const SERVICES =
  'database storage network compute queue cache search stream identity backup registry gateway certificate monitor events firewall catalog pipeline archive ledger'.split(
    ' ',
  );
const THINGS =
  'Instance Cluster Policy Group Endpoint Role Rule Snapshot Subscription Topic Table Key Domain Attachment Profile Schedule Route Alarm Bucket Version'.split(
    ' ',
  );
const PARTS =
  'name size region engine version retention encryption subnet port protocol schedule target source timeout limit owner mode class tier weight'.split(
    ' ',
  );
const KINDS_A_GROUP = THINGS.length / 4;
const BLOCKS = 8;

/**
 * Custom kinds of the size and shape of a cloud provider's: about sixty described fields each, two
 * levels deep, five kinds in a group. The same for the same count, always.
 */
export function generatedDefinitions(count: number): readonly JsonObject[] {
  return Array.from({ length: count }, (_, index) => definition(index));
}

function definition(index: number): JsonObject {
  const groupNumber = Math.floor(index / KINDS_A_GROUP);
  const service = at(SERVICES, groupNumber);
  const group = `${service}${Math.floor(groupNumber / SERVICES.length)}.cloud.example.org`;
  const kind = `${at(PARTS, groupNumber * 3).replace(/^./u, upper)}${at(THINGS, index)}`;
  const plural = `${kind.toLowerCase()}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: {
        kind,
        plural,
        singular: kind.toLowerCase(),
        listKind: `${kind}List`,
        categories: ['managed'],
      },
      scope: index % 2 === 0 ? 'Namespaced' : 'Cluster',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: schemaOf(index, `${kind} manages one ${service}.`) },
        },
      ],
    },
  };
}

function schemaOf(index: number, description: string): JsonObject {
  const blocks = Array.from({ length: BLOCKS }, (_, number) => block(index + number));
  const forProvider = {
    type: 'object',
    description: 'What is asked of the provider.',
    required: ['region'],
    properties: { region: { type: 'string' }, ...Object.fromEntries(blocks) },
  };
  return {
    type: 'object',
    description,
    properties: {
      spec: { type: 'object', required: ['forProvider'], properties: { forProvider } },
      status: {
        type: 'object',
        properties: { conditions: { type: 'array', items: { type: 'object' } } },
      },
    },
  };
}

function block(seed: number): [string, JsonObject] {
  const name = `${at(PARTS, seed)}${at(THINGS, seed * 7)}`;
  const fields = Array.from({ length: 6 }, (_, number) => field(seed * 6 + number));
  return [
    name,
    { type: 'object', description: sentence(seed), properties: Object.fromEntries(fields) },
  ];
}

function field(seed: number): [string, JsonObject] {
  const name = `${at(PARTS, seed)}${at(PARTS, seed * 3 + 1).replace(/^./u, upper)}`;
  const description = sentence(seed);
  if (seed % 5 === 0) return [name, { type: 'integer', minimum: 1, description }];
  if (seed % 5 === 1)
    return [name, { type: 'string', enum: [at(PARTS, seed), 'none'], description }];
  if (seed % 5 === 2) return [name, { type: 'array', items: { type: 'string' }, description }];
  return [name, { type: 'string', description }];
}

function sentence(seed: number): string {
  const words = Array.from({ length: 14 }, (_, number) =>
    number % 2 === 0 ? at(PARTS, seed * 5 + number) : at(THINGS, seed + number * 3).toLowerCase(),
  );
  return `The ${words.join(' ')} of the ${at(SERVICES, seed)}.`;
}

function at(words: readonly string[], index: number): string {
  return words[index % words.length] ?? '';
}

function upper(letter: string): string {
  return letter.toUpperCase();
}
