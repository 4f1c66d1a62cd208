import { withoutInvisible } from '../invisible-characters.ts';
import type { Conversation } from './conversation.ts';
import {
  findSecrets,
  HIDDEN,
  inOrder,
  namesSecret,
  type Stretch,
  withReplaced,
} from '../redaction.ts';
import { SHAPES } from '../redaction-shapes.ts';

/** A text without its secrets, and how many parts of it were hidden. */
export interface SafeText {
  readonly text: string;
  readonly hidden: number;
}

/** A conversation that anybody may look at, and how many parts of it were hidden. */
export interface SafeConversation extends Conversation {
  readonly hidden: number;
}

/** What is not seen and may stand within a secret, or within an order to whoever reads it. */
const UNSEEN = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/u;

/**
 * Something of this stands in every text that holds a secret: the beginning of a key that is known by
 * its shape, a name of secrets, a sign of credentials. Most messages have none of it, and reading one
 * for secrets costs twenty times as much as looking for these. Every pattern of
 * `redaction-shapes.ts`, `redaction-entropy.ts` and `redaction-words.ts` needs one of them; the test
 * beside this file finds the pattern that does not.
 */
const TELLTALE = new RegExp(
  [
    'pass|kennwort|mots? de|contrase|secret|token|credential|identified by|pw|mdp',
    '(?:access|account|api|private|client)[_ -]?(?:key|schlüssel)|clé|clave|BEGIN |putty|age-s',
    'LS0tLS1|eyJ|ewogICJ0|A[KSBC][IC]A|AIza|ya29|Q~|gh[pousr]_|_pat_|gl(?:pat|rt|ptt|dt)-|xox|xapp',
    'sk-|k_live_|npm_|hf_|hv[sb]\\.|pypi|dop_v1|dapi|SG\\.|bearer\\s|basic\\s|[?&]sig=|sharedaccess',
    'client-key|:_auth|"auth"|login\\s|\\s-[up]|\\s--user|mysql|mariadb|redis-cli|mongo',
    'hooks\\.slack|office\\.com|discord|://[^\\s/]{0,200}:',
  ].join('|'),
  'iu',
);

/** Whether a text may hold a secret. Where it says no, `findSecrets` finds none in it. */
export function mayHoldSecret(text: string): boolean {
  return TELLTALE.test(text) || UNSEEN.test(text);
}

/**
 * A text as anything may look at it: secrets hidden, also one that a line break divides or parts from
 * its name, and characters that nobody sees left out, for they may hold orders to a model. With
 * `lines`, what is hidden leaves its line breaks behind, so that all lines keep their numbers.
 */
export function safeTextOf(given: string, keeps: 'text' | 'lines' = 'text'): SafeText {
  const read = UNSEEN.test(given) ? withoutInvisible(given).text : given;
  if (!TELLTALE.test(read)) {
    // A key may be cut in two right where it would be known.
    if (!read.includes('\n') || !TELLTALE.test(read.replaceAll(LINE_BREAK, ''))) {
      return { text: read, hidden: 0 };
    }
  }
  const secrets = secretsIn(read);
  const replaced = (part: string): string =>
    keeps === 'text' ? HIDDEN : HIDDEN + part.replaceAll(/[^\n]+/gu, '');
  return { text: withReplaced(read, secrets, replaced), hidden: secrets.length };
}

/** Spaces beside it are bounded, so that a long run of them is not read again from each place within. */
const LINE_BREAK = /[ \t\r]{0,9}\n[ \t\r\n]{0,40}/gu;

/** A setting whose name and value stand on two lines, as in the `env` of a Deployment. */
const NAMED =
  /(\bname["']?[ \t]{0,9}:[ \t]{0,9}["']?([\w.-]{1,80})["']?,?[ \t\r]{0,9}\n[ \t-]{0,40}["']?value["']?[ \t]{0,9}:[ \t]{0,9}["']?)[^\s"',]{4,}/giu;

function secretsIn(text: string): readonly Stretch[] {
  const plain = findSecrets(text);
  if (!text.includes('\n')) return plain;
  // The same length: what is found stands where it stood.
  const flat = findSecrets(text.replaceAll(/[\r\n]/gu, ' '));
  return inOrder([...plain, ...flat, ...namedValues(text), ...dividedKeys(text, plain)]);
}

function namedValues(text: string): readonly Stretch[] {
  return [...text.matchAll(NAMED)]
    .filter(([, , name = '']) => namesSecret(name) || /secret$/iu.test(name))
    .map(({ 0: whole, 1: before = '', index }) => ({
      start: index + before.length,
      end: index + whole.length,
    }));
}

/** Keys that are known by their shape once the line breaks within them are taken out. */
function dividedKeys(text: string, plain: readonly Stretch[]): readonly Stretch[] {
  const { joined, at } = withoutBreaks(text);
  return SHAPES.flatMap((shape) => [...joined.matchAll(shape)])
    .filter(({ groups }) => groups?.['none'] === undefined)
    .map(({ 0: key, index }) => ({ start: at(index), end: at(index + key.length - 1) + 1 }))
    .filter((stretch) => text.slice(stretch.start, stretch.end).includes('\n'))
    .filter((stretch) => !isWholeBefore(text, stretch, plain));
}

/** A key at the end of a line is whole where the next line goes on with a plain word. */
function isWholeBefore(text: string, { start, end }: Stretch, plain: readonly Stretch[]): boolean {
  const whole = plain.find((one) => one.start === start);
  if (!whole) return false;
  return /^\s*\n\s*\p{Lu}?\p{Ll}*$/u.test(text.slice(whole.end, end));
}

function withoutBreaks(text: string): { joined: string; at: (index: number) => number } {
  const breaks = [...text.matchAll(LINE_BREAK)];
  const places: number[] = [];
  let from = 0;
  for (const { 0: cut, index } of breaks) {
    for (let place = from; place < index; place += 1) places.push(place);
    from = index + cut.length;
  }
  for (let place = from; place < text.length; place += 1) places.push(place);
  return { joined: text.replaceAll(LINE_BREAK, ''), at: (index) => places[index] ?? text.length };
}
