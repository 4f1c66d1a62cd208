import { LABEL_MAX } from '../../configure/names.ts';
import { isStopWord } from '../../knowledge/words.ts';
import type { Policy } from '../policy.ts';

/** Ties what enforces a policy to its record: the label's value is the policy's id. */
export const policyLabel = 'dotai.dev/policy';

/** What the objects say about the policy, for whoever meets them in the cluster. */
export const sentenceAnnotation = 'dotai.dev/sentence';
export const rationaleAnnotation = 'dotai.dev/rationale';
export const versionAnnotation = 'dotai.dev/policy-version';

export type NamedPolicy = Pick<Policy, 'id' | 'sentence'> & Partial<Pick<Policy, 'enforcement'>>;

const PREFIX = 'dotai';
const ID_DIGITS_MAX = 24;

/**
 * `metadata.name` of what enforces a policy: the telling words of its sentence, then the digits of its id,
 * so that no two policies share one; at most 63 characters. One that is enforced keeps the name that it has,
 * whatever its sentence is now: under another one the old objects would stay behind.
 */
export function enforcementName({ id, sentence, enforcement }: NamedPolicy): string {
  const [first] = enforcement?.objects ?? [];
  if (first) return first.name;
  const digits = plainName(id.replace(/^pol-/u, '')).slice(0, ID_DIGITS_MAX);
  const room = LABEL_MAX - PREFIX.length - digits.length - 2;
  const words = sentence.split(/[\s,;:.]+/u).map((word) => plainName(word));
  return [PREFIX, ...fitting(words.filter(isTelling), room), digits]
    .filter((part) => part !== '')
    .join('-');
}

function isTelling(word: string): boolean {
  return word !== '' && !isStopWord(word);
}

/** Lower-case letters and digits, with dashes for what is between them. */
function plainName(text: string): string {
  const plain = text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  return (plain.match(/[a-z0-9]+/gu) ?? []).join('-');
}

/** The first words that fit, whole, with a dash between them; the first one cut where it is too long itself. */
function fitting(words: readonly string[], room: number): readonly string[] {
  const chosen: string[] = [];
  for (const word of words) {
    const taken = [...chosen, word].join('-').length;
    if (taken > room) break;
    chosen.push(word);
  }
  return chosen.length > 0
    ? chosen
    : words.slice(0, 1).map((word) => word.slice(0, room).replace(/-$/u, ''));
}
