import { z } from 'zod';
import { AbstractionLevel, Capability } from '../domain/capability.ts';
import { FieldRow } from '../domain/field-table.ts';
import { fieldName, tellingRows } from '../domain/knowledge/telling-fields.ts';
import { wordsOf } from '../domain/knowledge/words.ts';
import type { Task } from '../ports/language-model.ts';
import { foreignIn } from './instruction.ts';
import { notOffered, repeated } from './offered.ts';
import { lineOf, optionWords, shortened } from './shown-fields.ts';

/** Kinds of one call: the rules are paid for once, and an answer of that length is seldom cut. */
export const BATCH_MAX = 10;
/** Fields of one kind that the prompt shows: with all else, less than 1,000 tokens a kind. */
const FIELDS_SHOWN = 14;
/** Characters of a field's name, its options and its description. */
const FIELD_WORDS = 60;

export const KindToDescribe = z.object({
  /** Short and of this call only. */
  id: z.string(),
  kind: z.string(),
  group: z.string(),
  namespaced: z.boolean(),
  /** The schema's own words. */
  schemaDescription: z.string(),
  /** What code made of the schema. */
  profile: Capability.pick({
    tags: true,
    providers: true,
    abstraction: true,
    complexity: true,
    description: true,
    useCase: true,
    confidence: true,
  }),
  /** All of them, or those that the prompt shows (`fieldsToShow`). */
  fields: z.array(FieldRow),
});
export type KindToDescribe = z.infer<typeof KindToDescribe>;

export const DescribeCapabilitiesInput = z.strictObject({
  kinds: z.array(KindToDescribe).min(1).max(BATCH_MAX),
  /** Ids of the providers that exist here. */
  providers: z.array(z.string()),
});
export type DescribeCapabilitiesInput = z.infer<typeof DescribeCapabilitiesInput>;

/** Lower case, a word or short phrase. */
export const CapabilityTag = z.string().regex(/^[\p{Ll}\p{N}][\p{Ll}\p{N} .+/-]{0,39}$/u);

const DescribedKind = z.object({
  id: z.string(),
  tags: z.array(CapabilityTag).max(12).describe('Lower case, at most 40 characters each.'),
  providers: z.array(z.string()),
  abstraction: AbstractionLevel,
  complexity: Capability.shape.complexity,
  description: z.string().min(1).max(300),
  useCase: z.string().min(1).max(200),
  confidence: z.number().min(0).max(1),
});
export type DescribedKind = z.infer<typeof DescribedKind>;

const DescribeCapabilitiesOutput = z.object({ kinds: z.array(DescribedKind).max(BATCH_MAX) });
export type DescribeCapabilitiesOutput = z.infer<typeof DescribeCapabilitiesOutput>;

/** Contract of prompts/describe-capabilities.md. Change either side and raise `version` there. */
export const describeCapabilities: Task<DescribeCapabilitiesInput, DescribeCapabilitiesOutput> = {
  id: 'describe-capabilities',
  input: DescribeCapabilitiesInput,
  output: DescribeCapabilitiesOutput,
  values: ({ kinds, providers }) => ({
    providers: providers.join(', '),
    kinds: kinds.map(describeKind).join('\n\n'),
  }),
  verify: ({ kinds, providers }, output) => {
    const ids = output.kinds.map(({ id }) => id);
    const foreign = notOffered(ids, kinds);
    if (foreign !== undefined) return `The resource type ${foreign} was not offered.`;
    const twice = repeated(ids);
    if (twice !== undefined) return `The resource type ${twice} is described twice.`;
    const missing = kinds.find(({ id }) => !ids.includes(id));
    if (missing) return `The resource type ${missing.id} is not described.`;
    for (const described of output.kinds) {
      const kind = kinds.find(({ id }) => id === described.id);
      const fault = kind && faultOf(described, { kind, providers });
      if (fault) return `${described.id}: ${fault}`;
    }
    return undefined;
  },
};

/** The fields of which the prompt shows something, cut to what it shows. */
export function fieldsToShow(fields: readonly FieldRow[]): FieldRow[] {
  return tellingRows(fields)
    .slice(0, FIELDS_SHOWN)
    .map(({ path, type, required, enum: options, description }) => ({
      path,
      type,
      required,
      ...(options ? { enum: options } : {}),
      description: shortened(description, FIELD_WORDS),
    }));
}

function faultOf(
  { providers, abstraction, tags, description, useCase }: DescribedKind,
  offered: { readonly kind: KindToDescribe; readonly providers: readonly string[] },
): string | undefined {
  const known = [...offered.providers, ...offered.kind.profile.providers];
  const unknown = providers.find((provider) => !known.includes(provider));
  if (unknown !== undefined) return `the provider ${unknown} is not in the list.`;
  if (repeated(providers) !== undefined) return 'a provider stands twice.';
  const isCore = offered.kind.profile.abstraction === 'core';
  if ((abstraction === 'core') !== isCore) {
    return isCore ? 'it is core.' : 'it is not core.';
  }
  // A kind may be called what a steering text would say: LanguageModel is one of AWS Transcribe.
  const own = wordsOf(offered.kind.kind).join(' ');
  const copied = foreignIn([description, useCase, ...tags].join('\n'), own);
  return copied && `its words hold ${copied}.`;
}

/**
 * One kind in a few lines. Cut by code: the schema's description at 300 characters, the 14 most
 * telling fields (`tellingRows`), of each 60 characters of its name, options and description.
 */
function describeKind({ id, kind, group, namespaced, ...rest }: KindToDescribe): string {
  const { tags, providers, abstraction, complexity, description, useCase } = rest.profile;
  const rows = tellingRows(rest.fields).slice(0, FIELDS_SHOWN);
  return [
    lineOf([
      id,
      group === '' ? kind : `${kind}.${group}`,
      `${abstraction}${namespaced ? '' : ', cluster-scoped'}, complexity ${complexity}`,
      providers.length === 0 ? '' : `providers: ${providers.join(', ')}`,
    ]),
    lineOf(['made by code', shortened(description, 200), shortened(useCase, 150), tags.join(', ')]),
    lineOf(['schema', shortened(rest.schemaDescription, 300)]),
    ...rows.map((row) => fieldLine(row)),
  ].join('\n');
}

function fieldLine({ path, type, required, enum: options = [], description }: FieldRow): string {
  return lineOf([
    shortened(fieldName(path), FIELD_WORDS),
    `${type}${required ? ', required' : ''}`,
    options.length === 0
      ? ''
      : `one of: ${shortened(optionWords(options.map(String)), FIELD_WORDS)}`,
    shortened(description, FIELD_WORDS),
  ]);
}
