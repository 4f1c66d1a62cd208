import type { Environment } from '@marcbachmann/cel-js';
import { isPatternIn } from '../../domain/policy/pattern.ts';
import type { CelValue } from './cel-value.ts';

/** The name that `matches` has in here: the library's own reads patterns as JavaScript does, and may take hours. */
const OWN_MATCHES = 'matchesPattern';

/** Texts, comments, and calls of `matches`; raw texts first, as a backslash means nothing in them. */
const TOKEN =
  /[rR]'''[\s\S]*?'''|[rR]"""[\s\S]*?"""|[rR]'[^'\n]*'|[rR]"[^"\n]*"|'''(?:[^\\]|\\[\s\S])*?'''|"""(?:[^\\]|\\[\s\S])*?"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|(\.\s*)matches(\s*\()/gu;

/** The expression with its patterns read as servers read them (RE2). */
export function withOwnMatches(expression: string): string {
  return expression.replace(TOKEN, (text: string, dot?: string, open?: string) =>
    dot === undefined || open === undefined ? text : `${dot}${OWN_MATCHES}${open}`,
  );
}

/** Whether a comment is in it, outside of texts. */
export function hasComment(expression: string): boolean {
  return [...expression.matchAll(TOKEN)].some(([text]) => text.startsWith('//'));
}

/** Somebody's message with the function's public name. */
export function publicWords(message: string): string {
  return message.replaceAll(OWN_MATCHES, 'matches');
}

/**
 * What Kubernetes adds for texts and lists.
 *
 * Source: https://kubernetes.io/docs/reference/using-api/cel/#cel-options-language-features-and-libraries
 */
export function registerTextsAndLists(environment: Environment): Environment {
  return environment
    .registerFunction(`string.${OWN_MATCHES}(string): bool`, isMatch)
    .registerFunction('string.replace(string, string): string', replaceAll)
    .registerFunction('isURL(string): bool', (text: string) => URL.canParse(text))
    .registerFunction('list.isSorted(): bool', (list: readonly CelValue[]) =>
      list.every((item, at) => at === 0 || compare(list[at - 1], item) <= 0),
    )
    .registerFunction('list.min(): dyn', (list: readonly CelValue[]) => extreme(list, -1))
    .registerFunction('list.max(): dyn', (list: readonly CelValue[]) => extreme(list, 1))
    .registerFunction('list.sum(): dyn', sum);
}

function isMatch(text: string, pattern: string): boolean {
  const found = isPatternIn(text, pattern);
  if (found === undefined) throw new Error(`the pattern '${pattern}' cannot be tried here`);
  return found;
}

function replaceAll(text: string, from: string, to: string): string {
  return text.split(from).join(to);
}

function compare(one: CelValue | undefined, other: CelValue | undefined): number {
  if (one === other || one === undefined || other === undefined) return 0;
  return (one ?? 0) < (other ?? 0) ? -1 : 1;
}

function extreme(list: readonly CelValue[], sign: 1 | -1): CelValue {
  const [first, ...rest] = list;
  if (first === undefined) throw new Error('no item in the list');
  return rest.reduce((best, item) => (compare(item, best) === sign ? item : best), first);
}

/** Of no items 0, as an `int`. */
function sum(list: readonly CelValue[]): number | bigint {
  const whole = list.filter((item) => typeof item === 'bigint');
  const others = list.filter((item) => typeof item === 'number');
  if (whole.length + others.length < list.length) throw new Error('no number in the list');
  const total = whole.reduce((all, item) => all + item, 0n);
  return others.length === 0 ? total : others.reduce((all, item) => all + item, Number(total));
}
