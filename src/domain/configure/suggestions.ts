import type { Json } from '../json.ts';
import { providerName } from '../knowledge/providers.ts';
import { regionsOf } from '../knowledge/regions.ts';
import type { Option } from '../question.ts';
import { defaultOf } from './defaults.ts';
import { isPlacement, type Draft, type QuestionInput } from './drafts.ts';
import { leafName } from './field-path.ts';
import { isProductVersion, newestForEngine } from './hints-engines.ts';
import { exampleInText, optionsInText, valueForProvider, valueInIntent } from './hints.ts';
import { splitWords } from './labels.ts';

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
  // A label that no live object bears selects nothing.
  if (live && live.options.length > 0) {
    return { options: live.options, isOpen: !isSelectorLabel(address.path) };
  }
  const isText = row.type === 'string' || (row.type === 'array' && row.itemType === 'string');
  const told = isText ? optionsInText(row.description) : [];
  const values = told.length === 0 && isPlacement(row) ? regionsOf(solution.provider ?? '') : told;
  return { options: values.map(plainOption), isOpen: true };
}

function isSelectorLabel(path: string): boolean {
  return /\bmatchLabels\['/u.test(path);
}

export function plainOption(value: string): Option {
  return { value, label: value };
}

interface Suggestion {
  readonly value: Json;
  readonly reason: string;
}

/**
 * The value to offer, and where it comes from: the request first, then what is usual. Where there
 * are options, one of them.
 */
export function suggestionFor(draft: Draft, input: QuestionInput): Suggestion | undefined {
  const { options } = optionsFor(draft, input);
  const values = options.map(({ value }) => value);
  return suggestionsFor(draft, input).find(({ value }) => isAmong(values, value));
}

function isAmong(options: readonly string[], value: Json): boolean {
  const items = Array.isArray(value) ? value : [value];
  return options.length === 0 || items.every((item) => options.includes(String(item)));
}

function* suggestionsFor(draft: Draft, input: QuestionInput): Generator<Suggestion> {
  const { row } = draft;
  const usual = defaultOf(row);
  const { provider } = input.solution;
  const { options, isOpen } = optionsFor(draft, input);
  const values = options.map(({ value }) => value);
  const named = valueInIntent(row, { intent: input.intent, options: values });
  if (named !== undefined) yield { value: named, reason: NAMED_IN_REQUEST };
  const newest = newestVersion(draft, { intent: input.intent, options: values });
  if (newest !== undefined) yield { value: newest, reason: 'the newest one of what you asked for' };
  const told = provider === undefined ? undefined : valueForProvider(row.description, provider);
  if (told !== undefined && row.type === 'string' && provider !== undefined) {
    yield { value: told, reason: `the usual one in ${providerName(provider)}` };
  }
  if (usual !== undefined && row.type !== 'object') yield { value: usual, reason: SCHEMA_DEFAULT };
  if (draft.suggestion !== undefined) yield { value: draft.suggestion, reason: 'a usual value' };
  const isExampled = isPlacement(row) && values.length === 0;
  const example = isExampled ? exampleInText(row.description) : undefined;
  if (example !== undefined) yield { value: example, reason: "the schema's example" };
  const [only] = values;
  const isOnly = values.length === 1 && isOpen && draft.isReference && only !== undefined;
  if (isOnly) yield { value: only, reason: 'the only one in this cluster' };
}

/** Where a version's name holds the engine's, the engine alone leaves only some of them. */
function newestVersion(
  { row }: Draft,
  { intent, options }: { intent: string; options: readonly string[] },
): string | undefined {
  const words = splitWords(leafName(row.path)).map((word) => word.toLowerCase());
  if (row.type !== 'string' || !isProductVersion(words)) return undefined;
  return newestForEngine(intent, { options, description: row.description });
}
