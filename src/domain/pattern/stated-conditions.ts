import { PROVIDER_IDS, providerName } from '../knowledge/providers.ts';
import { EXPOSURES } from './conditions-words.ts';
import type { PatternConditions } from './pattern.ts';

/** Conditions that a text states just as `conditionsText` says them, and the rest of the text. */
interface StatedConditions {
  readonly conditions: PatternConditions;
  readonly rest: string;
}

const NATIVELY = 'run natively in ';
const USING = 'use a kind of ';
const STATED = new RegExp(
  '\\bappl(?:y|ies) to (?:every request that it is found for|(?:' +
    `solutions that (?<places>(?:${NATIVELY}|${USING}).+?)|requests)` +
    `(?:,? for (?<exposure>${Object.values(EXPOSURES).join('|')}))?` +
    '(?:,? where the request speaks of (?<purposes>.+?))?)(?=\\.(?:\\s|$)|[;!?\\n]|$)',
  'giu',
);

/** What is stated twice adds up; a statement with a cloud that nobody knows counts as any other text. */
export function statedConditions(text: string): StatedConditions {
  let conditions: PatternConditions = { providers: [], groups: [], purposes: [] };
  let rest = '';
  let from = 0;
  for (const { 0: statement, index, groups = {} } of text.matchAll(STATED)) {
    const said = conditionsIn(groups);
    if (!said) continue;
    conditions = joined(conditions, said);
    rest += text.slice(from, index);
    from = index + statement.length;
  }
  return { conditions, rest: rest + text.slice(from) };
}

/** Both, without repeats; the first of two exposures. */
export function joined(one: PatternConditions, other: PatternConditions): PatternConditions {
  const exposure = one.exposure ?? other.exposure;
  return {
    providers: [...new Set([...one.providers, ...other.providers])],
    groups: [...new Set([...one.groups, ...other.groups])],
    ...(exposure === undefined ? {} : { exposure }),
    purposes: [...new Set([...one.purposes, ...other.purposes])],
  };
}

function conditionsIn(said: Readonly<Record<string, string>>): PatternConditions | undefined {
  const { places = '', exposure, purposes = '' } = said;
  const [natively = '', using = ''] = placesIn(places);
  const names = namesIn(natively);
  const providers = names.flatMap((name) => providerNamed(name) ?? []);
  if (providers.length < names.length) return undefined;
  const isPublic = exposure?.toLowerCase() === EXPOSURES.public;
  return {
    providers,
    groups: [...namesIn(using)],
    ...(exposure === undefined ? {} : { exposure: isPublic ? 'public' : 'private' }),
    purposes: [...namesIn(purposes)],
  };
}

/** The clouds, and the groups, as they are listed. */
function placesIn(places: string): readonly string[] {
  const [first = '', second = ''] = places
    .toLowerCase()
    .split(new RegExp(`(?:^| and )${USING}`, 'u'));
  return [first.replace(NATIVELY, ''), second];
}

/** "a, b or c"; "a.example.org or below it" is one. */
function namesIn(list: string): readonly string[] {
  return list
    .toLowerCase()
    .replaceAll(/(\S+) or below it/gu, '*.$1')
    .split(/, | or /u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function providerNamed(name: string): string | undefined {
  return PROVIDER_IDS.find((id) => id === name || providerName(id).toLowerCase() === name);
}
