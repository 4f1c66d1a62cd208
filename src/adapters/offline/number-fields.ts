import { fieldUnit, isMeasure, unitOf } from '../../domain/configure/hints-units.ts';
import { isStopWord, stem, wordsOf } from '../../domain/knowledge/words.ts';
import type { OpenField } from '../../prompts/apply-open-requirements.ts';
import { saysLittle } from './little-words.ts';

/** Who a process runs as, and what it may do to its host. */
const SECURITY =
  /(?:securityContext|capabilities|seLinux\w*|seccomp\w*|appArmor\w*)(?:$|[.[])|(?:^|\.)(?:runAs\w+|fsGroup\w*|supplementalGroups\w*|uid|gid|userId|groupId|user|privileged|allowPrivilegeEscalation|readOnlyRootFilesystem|host(?:Network|PID|IPC|Users|Path)|procMount|serviceAccount\w*|automountServiceAccountToken)$/u;

/** Such a field is set by its full name only. */
export function isUnnamedSecurityField(said: string, { path }: Pick<OpenField, 'path'>): boolean {
  const plain = plainPath(path);
  if (!SECURITY.test(plain)) return false;
  return !spoken(said).includes(spoken(leafOf(plain)));
}

/** Whether the noun that the number counts or measures is the field's own: "3 replicas". */
export function isCountedBy(said: string, { path }: Pick<OpenField, 'path'>): boolean {
  const names = plainPath(path).split('.');
  const own = wordsOf(names.at(-1) ?? '');
  const isMere = own.every(isMeasure);
  const field = isMere ? [...wordsOf(names.at(-2) ?? ''), ...own] : own;
  const counted = headOf(countedIn(said));
  return counted.some((word) => headOf(field).includes(word));
}

/**
 * A number in the field's own unit: weeks become days. Undefined where it is said in a unit of time
 * and the field names none.
 */
export function inUnitOf(
  number: number,
  unit: string | undefined,
  { path, description }: Pick<OpenField, 'path' | 'description'>,
): number | undefined {
  const said = unit === undefined ? undefined : unitOf(unit);
  if (!said) return number;
  const words = wordsOf(leafOf(plainPath(path)));
  const own = fieldUnit({ words, description }, said.measures);
  if (!own) return said.measures === 'time' ? undefined : number;
  return (number * said.factor) / own.factor;
}

/** "500GiB" is a number and a word: letters of units are no words of their own. */
export function withUnitsApart(said: string): string {
  return said
    .replaceAll(/(\d)([a-z])/giu, '$1 $2')
    .replaceAll(/(?<=\d )[KMGT]i?B?\b/gu, (unit) => unit.toLowerCase());
}

/** The words that stand with a clause's number: those after it, else those before it. */
function countedIn(said: string): readonly string[] {
  const apart = withUnitsApart(said);
  const at = /(?<![\w.-])\d+(?:\.\d+)*/u.exec(apart);
  if (!at) return [];
  const after = wordsOf(apart.slice(at.index + at[0].length));
  const before = wordsOf(apart.slice(0, at.index)).toReversed();
  const behind = firstRun(after.filter((word, index) => index > 0 || !unitOf(word)));
  return behind.length > 0 ? behind : firstRun(before).toReversed();
}

function firstRun(words: readonly string[]): readonly string[] {
  const from = words.findIndex((word) => !isBreak(word));
  if (from < 0) return [];
  const rest = words.slice(from);
  const end = rest.findIndex((word) => isBreak(word));
  return end < 0 ? rest : rest.slice(0, end);
}

function isBreak(word: string): boolean {
  return isStopWord(word) || saysLittle(word);
}

/** The stem of the noun itself; all of them where the words name nothing but measures. */
function headOf(words: readonly string[]): readonly string[] {
  const head = words.findLast((word) => !isMeasure(word));
  return (head === undefined ? words : [head]).map((word) => stem(word));
}

function plainPath(path: string): string {
  return path.replaceAll(/\[[^\]]*\]/gu, '');
}

function leafOf(path: string): string {
  return path.split('.').at(-1) ?? '';
}

function spoken(text: string): string {
  return ` ${wordsOf(text).join(' ')} `;
}
