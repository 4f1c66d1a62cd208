import { z } from 'zod';
import type { Task } from '../ports/language-model.ts';
import { FieldType } from '../domain/field-table.ts';
import { providersNamedIn } from '../domain/knowledge/providers.ts';
import { checksFault } from './derived-checks.ts';
import { fieldLines, groupLines } from './policy-candidates.ts';
import { foreignIn } from './instruction.ts';
import { notOffered, repeated } from './offered.ts';
import { notQuoted } from './quoted.ts';
import { shortened } from './shown-fields.ts';

/** Characters of the sentence that the prompt shows, and triggers. */
const SENTENCE_SHOWN = 1_000;
const TRIGGERS_SHOWN = 40;

/** Stands for every group: the sentence names no kind of resource. */
export const ALL_GROUPS = 'all';

const DeriveRulesInput = z.strictObject({
  sentence: z.string(),
  triggers: z.array(z.string()),
  fields: z.array(
    z.object({
      id: z.string(),
      path: z.string(),
      type: FieldType,
      values: z.array(z.string()),
      kindCount: z.number(),
    }),
  ),
  groups: z.array(
    z.object({
      id: z.string(),
      group: z.string(),
      kinds: z.array(
        z.object({ name: z.string(), isAbout: z.boolean(), providers: z.array(z.string()) }),
      ),
    }),
  ),
});
export type DeriveRulesInput = z.infer<typeof DeriveRulesInput>;

const Selection = z.object({ groupId: z.string(), kinds: z.array(z.string()).max(60) });
const Text = z.string().min(1).max(300);

const DeriveRulesOutput = z.object({
  providers: z.array(z.string()).max(5),
  checks: z
    .array(
      z.object({
        fieldIds: z.array(z.string()).min(1).max(30),
        key: z.string().min(1).max(100).optional().describe('For a map only.'),
        demand: z.enum([
          'oneOf',
          'noneOf',
          'matches',
          'notMatches',
          'exists',
          'absent',
          'min',
          'max',
        ]),
        values: z.array(z.string().max(500)).max(30),
      }),
    )
    .max(10),
  about: z.array(Selection).max(60),
  incidental: z.array(Selection).max(60),
  expressions: z
    .array(
      z.object({
        groupId: z.string(),
        kinds: z.array(z.string()).min(1).max(20),
        expression: z.string().min(1).max(1_000),
        message: Text,
        accepts: z.array(z.string().max(2_000)).min(1).max(2),
        refuses: z.array(z.string().max(2_000)).min(1).max(2),
      }),
    )
    .max(3),
  unsaid: z.array(Text).max(5),
  noneBecause: Text.optional(),
});
export type DeriveRulesOutput = z.infer<typeof DeriveRulesOutput>;

/** Contract of prompts/derive-rules.md. Change either side and raise `version` there. */
export const deriveRules: Task<DeriveRulesInput, DeriveRulesOutput> = {
  id: 'derive-rules',
  input: DeriveRulesInput,
  output: DeriveRulesOutput,
  values: ({ sentence, triggers, fields, groups }) => ({
    fields: fieldLines(fields),
    groups: groupLines(groups),
    sentence: shortened(sentence, SENTENCE_SHOWN),
    triggers: triggers.slice(0, TRIGGERS_SHOWN).join(', '),
  }),
  verify: (input, output) =>
    checksFault(input, output.checks) ??
    providersFault(input, output) ??
    selectionsFault(input, output) ??
    expressionsFault(input, output) ??
    wordsFault(input, output),
};

function providersFault(
  { sentence, triggers }: DeriveRulesInput,
  { providers }: DeriveRulesOutput,
): string | undefined {
  const named = providersNamedIn([sentence, ...triggers].join(' . '));
  const foreign = providers.find((provider) => !named.includes(provider));
  return foreign === undefined ? undefined : `The sentence does not name the cloud ${foreign}.`;
}

function selectionsFault(
  { groups }: DeriveRulesInput,
  { about, incidental }: DeriveRulesOutput,
): string | undefined {
  const offered = [...groups, { id: ALL_GROUPS, kinds: [] }];
  const foreign = notOffered(
    [...about, ...incidental].map(({ groupId }) => groupId),
    offered,
  );
  if (foreign !== undefined) return `The group ${foreign} was not offered.`;
  if (incidental.some(({ groupId }) => groupId === ALL_GROUPS)) {
    return 'Not every kind can be incidental: then no check fits.';
  }
  for (const { groupId, kinds } of [...about, ...incidental]) {
    const strange = kinds.find((kind) => !isKindOf(groups, { groupId, kind }));
    if (strange !== undefined) return `The group ${groupId} has no kind ${strange} on offer.`;
  }
  const keys = [about, incidental].map((all) =>
    all.flatMap(({ groupId, kinds }) => kinds.map((kind) => `${groupId} ${kind}`)),
  );
  const twice = repeated(keys.flat());
  return twice === undefined ? undefined : `${twice} stands twice.`;
}

function expressionsFault(
  { groups }: DeriveRulesInput,
  { expressions }: DeriveRulesOutput,
): string | undefined {
  for (const { groupId, kinds, message } of expressions) {
    const strange = kinds.find((kind) => !isKindOf(groups, { groupId, kind }));
    if (strange !== undefined) return `The group ${groupId} has no kind ${strange} on offer.`;
    const copied = foreignIn(message);
    if (copied !== undefined) return `The message of an expression holds ${copied}.`;
  }
  return undefined;
}

function wordsFault(
  { sentence }: DeriveRulesInput,
  { checks, expressions, unsaid, noneBecause }: DeriveRulesOutput,
): string | undefined {
  const isNothing = checks.length === 0 && expressions.length === 0;
  if (isNothing && noneBecause === undefined) return 'There is no check: noneBecause says why.';
  if (!isNothing && noneBecause !== undefined) return 'noneBecause is for no check at all.';
  const copied = noneBecause === undefined ? undefined : foreignIn(noneBecause, sentence);
  if (copied !== undefined) return `noneBecause holds ${copied}.`;
  const place = notQuoted(unsaid, sentence);
  return place === undefined
    ? undefined
    : `Part ${place + 1} of what is unsaid is not in the sentence word for word.`;
}

function isKindOf(
  groups: DeriveRulesInput['groups'],
  { groupId, kind }: { readonly groupId: string; readonly kind: string },
): boolean {
  const group = groups.find(({ id }) => id === groupId);
  return group?.kinds.some(({ name }) => name === kind) ?? false;
}
