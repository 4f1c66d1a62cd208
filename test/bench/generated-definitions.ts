import type { JsonObject } from '../../src/domain/json.ts';

const SERVICES =
  'database storage network compute queue cache search stream identity backup registry gateway certificate monitor events firewall catalog pipeline archive ledger'.split(
    ' ',
  );
const THINGS =
  'Instance Cluster Policy Group Endpoint Role Rule Snapshot Subscription Topic Table Key Domain Attachment Profile Schedule Route Alarm Bucket Version'.split(
    ' ',
  );
/** Words of fields and their descriptions. Each group has its own part of them, as each service has. */
const PARTS =
  'name size region engine version retention encryption subnet port protocol schedule target source timeout limit owner mode class tier weight account action address algorithm allocation archive attribute audience bandwidth baseline batch binding body border broker budget buffer bundle burst callback capacity category chain channel checkpoint checksum cipher claim client code column command comment concurrency condition connection consumer context contract cookie counter credential criterion currency cursor deadline default delay delivery dependency depth destination device digest dimension direction discount disk display distance document duration edition element email environment epoch error escalation evaluation exception exclusion execution expiration expression extension factor failover family feature filter fleet folder format fraction frequency function grant grid handler hash header health history hook host identifier image import index ingest input interval invocation item job label language latency layer lease level license lifecycle link listener location lock log maintenance mapping margin mask match measure member memory message method metric migration mirror'.split(
    ' ',
  );
const PARTS_A_GROUP = 24;
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
  const start = Math.floor(index / KINDS_A_GROUP) * 17;
  const words = Array.from({ length: PARTS_A_GROUP }, (_, number) => at(PARTS, start + number));
  const blocks = Array.from({ length: BLOCKS }, (_, number) => block(words, index + number));
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

function block(words: readonly string[], seed: number): [string, JsonObject] {
  const fields = Array.from({ length: 6 }, (_, number) => field(words, seed * 6 + number));
  const name = `${at(words, seed)}${at(words, seed * 7 + 1).replace(/^./u, upper)}`;
  const properties = Object.fromEntries(fields);
  return [name, { type: 'object', description: sentence(words, seed), properties }];
}

function field(words: readonly string[], seed: number): [string, JsonObject] {
  const name = `${at(words, seed)}${at(words, seed * 3 + 1).replace(/^./u, upper)}`;
  const description = sentence(words, seed);
  if (seed % 5 === 0) return [name, { type: 'integer', minimum: 1, description }];
  if (seed % 5 === 1)
    return [name, { type: 'string', enum: [at(words, seed), 'none'], description }];
  if (seed % 5 === 2) return [name, { type: 'array', items: { type: 'string' }, description }];
  return [name, { type: 'string', description }];
}

function sentence(words: readonly string[], seed: number): string {
  const said = Array.from({ length: 14 }, (_, number) => at(words, seed * 5 + number * 3));
  return `The ${said.join(' ')} of it.`;
}

function at(words: readonly string[], index: number): string {
  return words[index % words.length] ?? '';
}

function upper(letter: string): string {
  return letter.toUpperCase();
}
