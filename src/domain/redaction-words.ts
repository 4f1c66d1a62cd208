import type { Stretch } from './redaction.ts';
import { NAME } from './redaction-shapes.ts';
import { isAssigned, looksLikeValue, type Standing } from './redaction-values.ts';

/** Names of secrets, also short ones that count only where they are words of their own. */
export const LABEL = new RegExp(`${NAME}|pwd?|pass|mdp|secret`, 'giu');
/** How far behind a name is read, in characters of its line: the time does not grow with the line. */
const REACH = 320;

/** `=`, `:` and what people write for them, with what may stand before: `password (admin) is:`. */
const SIGN =
  /^(?:\s*\([^()]{1,40}\))?(?:\s{1,9}(?:is|ist|lautet|est|es))?["'`*_]{0,2}\s{0,9}(:=|=>|->|→|[:=])(?![=~:])[*]{0,2}\s{0,9}/u;
const OWNER =
  "(?:\\s+(?:for|of|on|to|at|in|from|für|von|vom|auf|de|del|du|pour|para)(?:\\s+[\\p{L}\\p{N}_'’.-]{1,30}){1,3}?)";
/** `password for the admin is`, `Passwort für ana:`. */
const OWNED_SIGN = new RegExp(`^${OWNER}\\s{0,9}(:=|->|[:=])(?![=~:])\\s{0,9}`, 'iu');
const SAID = new RegExp(
  `^(?:${OWNER}|\\s*\\([^()]{1,40}\\))?\\s+(?:(?:is|was|as|to|be|(?:should|will|must|shall) be|ist|war|lautet|auf|est|était|es|era|como|a)\\s+)(?:now\\s+|jetzt\\s+)?`,
  'iu',
);
/** Ports that services listen on: what a rule lets `pass` is no password. */
const PORT = /^(?:80(?:00|8\d)|8443|3306|5432|6379|9090|2701[7-9])(?![^\s,;.)])/u;
const BARE = /^\s+(?:[-–—]\s+)?/u;
const FLAG = /(?:^|\s)--?[\w-]{0,40}$/u;
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '„': '“',
  '«': '»',
  '‘': '’',
  '‚': '‘',
};

/**
 * Values behind names such as `password`, in whatever way people write that down: after a sign, a
 * verb or nothing, in a flag, in four languages. What gives itself away by nothing stays.
 */
export function findSaid(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const { 0: label, index } of text.matchAll(LABEL)) {
    // A name within a secret is a part of it, and what follows is not read from each of them again.
    if (index < (found.at(-1)?.end ?? 0)) continue;
    const from = index + label.length;
    const before = text.slice(Math.max(0, index - 42), index);
    const read = text.slice(from, from + REACH);
    const line = read.split('\n', 1)[0] ?? '';
    const place = isWhole(label, before) ? placeIn(line, { label, before }) : undefined;
    if (!place) continue;
    const end = from + place.end;
    const rest = place.end < REACH ? '' : restFrom(text, end);
    found.push({ start: from + place.start, end: end + rest.length });
  }
  return found;
}

/** What goes on where reading stopped. */
function restFrom(text: string, from: number): string {
  const rest = /\S*/uy;
  rest.lastIndex = from;
  return rest.exec(text)?.[0] ?? '';
}

interface Label {
  readonly label: string;
  readonly before: string;
}

/** `dbPwd` and `MYSQL_PWD`, but no `cpw`; a `secret` is mostly an object, so only `APP_SECRET` counts. */
function isWhole(label: string, before: string): boolean {
  if (!/^(?:pwd?|pass|mdp|secret)$/iu.test(label)) return true;
  if (/^secret$/iu.test(label)) return label === 'SECRET' && /(?:^|[^a-z\d])$/iu.test(before);
  return !/[\p{L}\d]$/u.test(before) || (label.startsWith('P') && /\p{Ll}$/u.test(before));
}

function placeIn(line: string, { label, before }: Label): Stretch | undefined {
  const isPassword = !/(?:key|api|schlüssel|token|secret)$/iu.test(label);
  const sign = SIGN.exec(line) ?? OWNED_SIGN.exec(line);
  if (label === 'SECRET' && sign?.[0] !== '=') return undefined;
  if (sign) {
    const kind = (sign[1] ?? '').includes('=') ? '=' : ':';
    if (/^pass$/iu.test(label) && kind === ':' && PORT.test(line.slice(sign[0].length)))
      return undefined;
    return assignedIn(line, { from: sign[0].length, sign: kind, isPassword });
  }
  if (/^pass$/iu.test(label)) return undefined;
  const flag = FLAG.test(before) ? /^\s{1,9}/u.exec(line) : undefined;
  if (flag) return assignedIn(line, { from: flag[0].length, sign: 'flag', isPassword });
  for (const way of [SAID, BARE]) {
    const from = way.exec(line)?.[0].length ?? 0;
    const place = from === 0 ? undefined : valueAt(line, from);
    if (place && looksLikeValue(line.slice(place.start, place.end), isPassword)) return place;
  }
  return undefined;
}

function assignedIn(
  line: string,
  { from, ...how }: { readonly from: number } & Omit<Standing, 'after'>,
): Stretch | undefined {
  const place = valueAt(line, from);
  const after = line.slice(place.end).replace(/^["'`”“»’‘]/u, '');
  return isAssigned(line.slice(place.start, place.end), { ...how, after }) ? place : undefined;
}

/** What stands there: between quotes, or up to a space or another setting, without marks at its end. */
function valueAt(line: string, from: number): Stretch {
  const closing = QUOTES[line.charAt(from)];
  const start = closing === undefined ? from : from + 1;
  const close = closing === undefined ? -1 : line.indexOf(closing, start);
  if (close > start) return { start, end: close };
  const run = /^\S*/u.exec(line.slice(start))?.[0] ?? '';
  const [value = ''] = run.split(/[,;&][\w.-]{1,40}[=:]|["'`](?:$|[,;)\]}])/u, 1);
  return { start, end: start + value.replace(/[.,;:?)\]}"'`”»’|]+$/u, '').length };
}
