import type { PolicyState } from './state.ts';
import type { NamespaceScope } from '../../domain/policy/rule.ts';

const ONLY =
  /^(?:2\s*[.):](?!\d)|2(?=\s|$)|include\b|only\b|just\b)\s*(?:in\b)?\s*[:=]?\s*(.*)$/isu;
const EXCEPT =
  /^(?:3\s*[.):](?!\d)|3(?=\s|$)|exclude\b|except\b|without\b|(?:all|everywhere|everything)(?: namespaces)?,? (?:but|except|without)\b)\s*(?:for\b)?\s*[:=]?\s*(.*)$/isu;
const EVERYWHERE =
  /^(?:1\s*[.)]?|1[.):]\s*all|all(?: of (?:them|those))?|all namespaces|everywhere|cluster[- ]?wide|the whole cluster)$/iu;

/** Undefined where it is none; `names` is empty where they were left out. */
export function saidScope(
  state: PolicyState,
  said: string,
): { readonly type: NamespaceScope['type']; readonly names: readonly string[] } | undefined {
  const text = said.trim().replace(/[.!]+$/u, '');
  if (EVERYWHERE.test(text)) return { type: 'all', names: [] };
  const only = ONLY.exec(text)?.[1];
  if (only !== undefined) return { type: 'only', names: namesIn(only) };
  const except = EXCEPT.exec(text)?.[1];
  if (except !== undefined) return { type: 'except', names: namesIn(except) };
  const names = namesIn(text);
  const isList = names.length > 0 && names.every((name) => state.namespaces.includes(name));
  return isList ? { type: 'only', names } : undefined;
}

/** "a-team, b-team and c-team", "the system namespaces". */
export function namesIn(text: string): string[] {
  const filler = new Set(['and', 'the', 'namespace', 'namespaces', '&', 'or']);
  const words = text
    .toLowerCase()
    .split(/[\s,;]+/u)
    .map((word) => word.replaceAll(/["“”'`]/gu, ''));
  return [...new Set(words.filter((word) => word !== '' && !filler.has(word)))];
}
