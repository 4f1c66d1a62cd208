import { estimateTokens } from '../domain/tokens.ts';
import type { DeriveRulesInput } from './derive-rules.ts';
import { lineOf } from './shown-fields.ts';

/** Tokens that all fields, and all groups, may cost in a prompt: what is behind is left out, or counted only. */
const FIELDS_TOKENS = 1_000;
const GROUPS_TOKENS = 1_100;

/** Kinds of a group that the prompt names: those that are meant, and those that are not. */
const MEANT_SHOWN = 12;
const OTHERS_SHOWN = 3;

type Field = DeriveRulesInput['fields'][number];
type Group = DeriveRulesInput['groups'][number];

/** The fields on offer, the most telling first, as many as the prompt has room for. */
export function fieldLines(fields: readonly Field[]): string {
  return withinBudget(fields.map(fieldLine), FIELDS_TOKENS).shown.join('\n');
}

/** The groups on offer; those with kinds that are meant come first, the last are only counted. */
export function groupLines(groups: readonly Group[]): string {
  const isMeant = ({ kinds }: Group): boolean => kinds.some(({ isAbout }) => isAbout);
  const ordered = [...groups.filter(isMeant), ...groups.filter((group) => !isMeant(group))];
  const { shown, rest } = withinBudget(ordered.map(groupLine), GROUPS_TOKENS);
  const left = ordered.slice(shown.length);
  const kinds = left.reduce((sum, group) => sum + group.kinds.length, 0);
  return [...shown, ...(rest > 0 ? [`and ${kinds} kinds of ${rest} other groups`] : [])].join('\n');
}

function fieldLine({ id, path, type, values, kindCount }: Field): string {
  const choices = values.length > 0 ? `: ${values.join(', ')}` : '';
  return lineOf([id, path, type, `${kindCount}${choices}`]);
}

function groupLine({ id, group, kinds }: Group): string {
  const named = group === '' ? 'core' : group;
  const providers = [...new Set(kinds.flatMap((kind) => kind.providers))].join(' ');
  const meant = kinds.filter(({ isAbout }) => isAbout).map(({ name }) => name);
  const others = kinds.filter(({ isAbout }) => !isAbout).map(({ name }) => name);
  return lineOf([
    id,
    named,
    providers,
    meant.length > 0 ? `meant: ${listed(meant, MEANT_SHOWN)}` : '',
    others.length > 0 ? `not: ${listed(others, OTHERS_SHOWN)}` : '',
  ]);
}

function listed(names: readonly string[], limit: number): string {
  const shown = names.slice(0, limit).join(', ');
  return names.length > limit ? `${shown} +${names.length - limit}` : shown;
}

/** The first lines that fit, and how many do not. */
function withinBudget(
  lines: readonly string[],
  budget: number,
): { readonly shown: readonly string[]; readonly rest: number } {
  let spent = 0;
  const fits = lines.findIndex((line) => {
    spent += estimateTokens(`${line}\n`);
    return spent > budget;
  });
  const shown = fits < 0 ? lines : lines.slice(0, fits);
  return { shown, rest: lines.length - shown.length };
}
