import { isStopWord, stem, wordsOf } from '../../domain/knowledge/words.ts';
import type { OpenField } from '../../prompts/apply-open-requirements.ts';

const SECONDS: ReadonlyMap<string, number> = new Map([
  ['second', 1],
  ['minute', 60],
  ['hour', 3_600],
  ['day', 86_400],
  ['week', 604_800],
  ['month', 2_592_000],
]);
const MEGABYTES: ReadonlyMap<string, number> = new Map([
  ...['mb', 'mib', 'mi', 'megabyte', 'mebibyte'].map((unit) => [unit, 1] as const),
  ...['gb', 'gib', 'gi', 'gigabyte', 'gibibyte'].map((unit) => [unit, 1_000] as const),
  ...['tb', 'tib', 'ti', 'terabyte', 'tebibyte'].map((unit) => [unit, 1_000_000] as const),
]);
/** Words of a name that say how a thing is measured, and not what is. */
const MEASURES = new Set([
  ...SECONDS.keys(),
  ...MEGABYTES.keys(),
  ...'period retention duration interval window time size count number amount value limit total percent'.split(
    ' ',
  ),
]);
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
  const isMere = own.every((word) => MEASURES.has(word));
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
  const scale = [SECONDS, MEGABYTES].find((one) => one.has(unit ?? ''));
  if (unit === undefined || !scale) return number;
  const own = [...wordsOf(leafOf(plainPath(path))).toReversed(), ...wordsOf(description)];
  const fieldUnit = own.find((word) => scale.has(word));
  if (fieldUnit === undefined) return scale === SECONDS ? undefined : number;
  return (number * (scale.get(unit) ?? 1)) / (scale.get(fieldUnit) ?? 1);
}

/** The words that stand with a clause's number: those after it, else those before it. */
function countedIn(said: string): readonly string[] {
  const apart = said.replaceAll(/(\d)([a-z])/giu, '$1 $2');
  const at = /(?<![\w.-])\d+(?:\.\d+)*/u.exec(apart);
  if (!at) return [];
  const after = wordsOf(apart.slice(at.index + at[0].length));
  const before = wordsOf(apart.slice(0, at.index)).toReversed();
  const behind = firstRun(after.filter((word, index) => index > 0 || !isUnit(word)));
  return behind.length > 0 ? behind : firstRun(before).toReversed();
}

function firstRun(words: readonly string[]): readonly string[] {
  const from = words.findIndex((word) => !isStopWord(word));
  if (from < 0) return [];
  const rest = words.slice(from);
  const end = rest.findIndex((word) => isStopWord(word));
  return end < 0 ? rest : rest.slice(0, end);
}

/** The stem of the noun itself; all of them where the words name nothing but measures. */
function headOf(words: readonly string[]): readonly string[] {
  const head = words.findLast((word) => !MEASURES.has(word));
  return (head === undefined ? words : [head]).map((word) => stem(word));
}

function isUnit(word: string): boolean {
  return SECONDS.has(word) || MEGABYTES.has(word);
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
