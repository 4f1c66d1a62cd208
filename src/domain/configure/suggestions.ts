import type { Json } from '../json.ts';
import { providerName } from '../knowledge/providers.ts';
import { regionsOf } from '../knowledge/regions.ts';
import type { Option } from '../question.ts';
import { defaultOf } from './defaults.ts';
import { isPlacement, type Draft, type QuestionInput } from './drafts.ts';
import { exampleInText, optionsInText, valueForProvider, valueInIntent } from './hints.ts';

export const NAMED_IN_REQUEST = 'named in your request';
export const SCHEMA_DEFAULT = "the schema's default";

/** What may be chosen: the schema's own values, live objects, or what the description lists. */
export function optionsFor(
  draft: Draft,
  { facts, solution }: QuestionInput,
): { options: readonly Option[]; isOpen: boolean } {
  const { row, address } = draft;
  const fixed = row.enum ?? row.itemEnum;
  if (fixed)
    return {
      options: fixed
        .map(String)
        .filter((value) => value !== '')
        .map(plainOption),
      isOpen: false,
    };
  const live = facts.options.find(
    (one) => one.address.alias === address.alias && one.address.path === address.path,
  );
  if (live && live.options.length > 0) return { options: live.options, isOpen: true };
  const isText = row.type === 'string' || (row.type === 'array' && row.itemType === 'string');
  const told = isText ? optionsInText(row.description) : [];
  const values = told.length === 0 && isPlacement(row) ? regionsOf(solution.provider ?? '') : told;
  return { options: values.map(plainOption), isOpen: true };
}

export function plainOption(value: string): Option {
  return { value, label: value };
}

/** The value to offer, and where it comes from: the request first, then what is usual. */
export function suggestionFor(
  draft: Draft,
  input: QuestionInput,
): { value: Json; reason: string } | undefined {
  const { row } = draft;
  const usual = defaultOf(row);
  const { provider } = input.solution;
  const { options, isOpen } = optionsFor(draft, input);
  const values = options.map(({ value }) => value);
  const named = valueInIntent(row, { intent: input.intent, options: values });
  if (named !== undefined) return { value: named, reason: NAMED_IN_REQUEST };
  const told = provider === undefined ? undefined : valueForProvider(row.description, provider);
  if (told !== undefined && row.type === 'string' && provider !== undefined) {
    return { value: told, reason: `the usual one in ${providerName(provider)}` };
  }
  if (usual !== undefined && row.type !== 'object') return { value: usual, reason: SCHEMA_DEFAULT };
  if (draft.suggestion !== undefined) return { value: draft.suggestion, reason: 'a usual value' };
  const example = isPlacement(row) ? exampleInText(row.description) : undefined;
  if (example !== undefined) return { value: example, reason: "the schema's example" };
  const [only] = values;
  const isOnly = values.length === 1 && isOpen && draft.isReference && only !== undefined;
  return isOnly ? { value: only, reason: 'the only one in this cluster' } : undefined;
}
