import type { PatternState } from './state.ts';
import { PROVIDER_IDS, providersNamedIn } from '../../domain/knowledge/providers.ts';
import type { PatternConditions } from '../../domain/pattern/pattern.ts';
import type { Checked } from '../wizard/checked-fields.ts';
import { hiddenProblem } from '../wizard/hidden-words.ts';
import { distinct } from '../wizard/words.ts';

const PROVIDERS_MAX = 10;
const PARTS_MAX = 20;
const PURPOSE_MAX = 60;

/** A DNS name of several labels, or all below one. */
const GROUP = /^(?:\*\.)?[a-z0-9][-a-z0-9]*(?:\.[a-z0-9][-a-z0-9]*)+$/u;

/** Conditions that its author set: code does not read others from the rest any more. */
export function checkedConditions(given: PatternConditions): Checked<Partial<PatternState>> {
  const named = given.providers.map((said) => ({ said, ids: providersIn(said) }));
  const unknown = named.find(({ ids }) => ids.length === 0);
  if (unknown) return { problem: `I know no cloud “${unknown.said.slice(0, 60)}”.` };
  const providers = [...new Set(named.flatMap(({ ids }) => ids))];
  const groups = distinct(given.groups.map((group) => group.toLowerCase()));
  const purposes = distinct(given.purposes);
  const isTooMuch = groups.length > PARTS_MAX || purposes.length > PARTS_MAX;
  if (isTooMuch || providers.length > PROVIDERS_MAX) return { problem: 'Name fewer of them.' };
  const strange = groups.find((group) => !GROUP.test(group) || group.length > 253);
  if (strange !== undefined) {
    return {
      problem: `“${strange.slice(0, 60)}” is no API group: “apps.example.org” would be one.`,
    };
  }
  const long = purposes.find((purpose) => purpose.length > PURPOSE_MAX);
  if (long !== undefined) return { problem: `“${long.slice(0, 60)}…” is too long: a few words.` };
  const problem = hiddenProblem(...purposes);
  if (problem !== undefined) return { problem };
  const { exposure } = given;
  const conditions = { providers, groups, purposes, ...(exposure ? { exposure } : {}) };
  return { changes: { conditions, isConditionsOwn: true } };
}

function providersIn(said: string): readonly string[] {
  const id = said.trim().toLowerCase();
  return PROVIDER_IDS.includes(id) ? [id] : providersNamedIn(said);
}

const ALWAYS =
  /^(?:it )?(?:applies )?(?:always|everywhere|to (?:everything|every request|all requests)|without conditions?)(?: applies)?$/u;
/** What follows may be what somebody asks for. */
const FOR =
  /^(?:it )?(?:applies (?:only )?(?:to|for)|only for|(?:when(?: it applies)?|conditions?|applies)\s*[:=]\s*for)\b/u;
const SAID =
  /^(?:(?:it )?applies (?:only )?(?:to|when|in|for|if)|(?:when(?: it applies)?|conditions?|applies)\s*[:=]|only(?: (?:in|on|for|when|if|to))?)\s*(.+)$/u;

/**
 * "only AWS", "applies to public things", "always": the conditions with what was said in place. Undefined
 * where it is about none; `conditions` undefined where nothing of it is understood.
 */
export function saidConditions(
  before: PatternConditions,
  text: string,
): { readonly conditions: PatternConditions | undefined } | undefined {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/u, '');
  if (ALWAYS.test(said)) return { conditions: { providers: [], groups: [], purposes: [] } };
  const rest = SAID.exec(said)?.[1];
  if (rest === undefined) return undefined;
  if (ALWAYS.test(rest)) return { conditions: { providers: [], groups: [], purposes: [] } };
  const named = partsIn(rest);
  const isNamed = Object.keys(named).length > 0;
  const parts = isNamed || !FOR.test(said) ? named : purposesIn(rest);
  return { conditions: Object.keys(parts).length === 0 ? undefined : { ...before, ...parts } };
}

function partsIn(said: string): Partial<PatternConditions> {
  const groups = said.split(/[\s,;]+/u).filter((word) => GROUP.test(word));
  const providers = providersNamedIn(withoutWords(said, groups));
  const exposure = exposureIn(said);
  return {
    ...(providers.length === 0 ? {} : { providers }),
    ...(groups.length === 0 ? {} : { groups }),
    ...(exposure === undefined ? {} : { exposure }),
  };
}

/** "databases, backups and web applications". */
function purposesIn(said: string): Pick<PatternConditions, 'purposes'> {
  const list = said.replace(/^for\s+/u, '').split(/[,;]+|\s+(?:and|or)\s+/u);
  return { purposes: distinct(list) };
}

function withoutWords(said: string, words: readonly string[]): string {
  return words.reduce((text, word) => text.replaceAll(word, ' '), said);
}

function exposureIn(said: string): PatternConditions['exposure'] {
  if (/\b(?:private|internal|not public|not reach(?:ed|able) from outside)\b/u.test(said)) {
    return 'private';
  }
  return /\b(?:public(?:ly)?|from outside|the internet|external)\b/u.test(said)
    ? 'public'
    : undefined;
}
