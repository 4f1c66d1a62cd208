import { PLAIN } from './redaction-shapes.ts';

/** Shorter ones are hidden nowhere: too many words of every language would be. */
const SHORTEST_ASSIGNED = 4;
const SHORTEST_SAID = 6;
const SHORTEST_KEY = 8;

/** What stands behind a name without being its value: settings, and words of prose. */
const NO_VALUE = new Set(
  (
    'true false none null nonempty undefined unset empty required optional mandatory string text ' +
    'bytes boolean integer number object array default defaults generated automatic random manual ' +
    'enabled disabled hidden redacted masked unknown missing invalid valid forbidden allowed denied ' +
    'rotation rotated policy same this that these those must should will with when where which what ' +
    'from into only there here have each every either ' +
    "later anything whatever auto don't don’t read-only write-only read-write readonly " +
    'requis obligatoire erforderlich notwendig requerido obligatorio'
  ).split(' '),
);
const OPTION_WORDS = new Set(
  'flag flags option options argument arguments parameter parameters switch and is was'.split(' '),
);
/** `$DB_PASSWORD`, `{{ .Values.password }}`, the JSON of an object, `<password>`, `[hidden]`, `var.password`, `****`. */
const REFERENCE =
  /^(?:\$\{[\w.:-]*\}?|\$\(.*|\$[A-Z_]{2,}|\{\{.*|[{[]+["'\\].*|<[\w -]*>?|\[hidden\]?|⟨secret-.*|\([\p{L} ]+\)?|%\w|[*•x.…]+|(?:var|data|local|module|self|env|process|os|config|values|secrets?|each)\.[\w.]+)$/u;
/** `name-of-secret`, `accessToken`: says where the value is, or names the thing again. */
const NAME_OF_ONE =
  /^[a-z./_-]*(?:secret|ref\b|name|vault|credential|password|passwd|token|key|file|path)[a-z./_-]*$/iu;
/** `90days`, `8-40`, `12-character`, `10k`. */
const QUANTITY =
  /^\d[\d.,:–-]*(?:(?:[smhdwy]|ms|min|[kmg]i?b?|sec(?:ond)?s?|minutes?|hours?|days?|weeks?|months?|years?|bytes?|bits?|chars?|characters?|digits?|letters?)\b.*)?$/iu;
/** `sha256`, `OAuth2`, `v1beta1`, `x509`, `us-east-1`, `eastus2`. */
const TECHNICAL =
  /^(?:(?:sha|md|aes|rsa|ec|ed|x|p|rs|es|hs|ps|ipv?|oauth|base|utf|rfc|pkcs|scram|pbkdf|argon|bcrypt|tls|ssl|https?|tier|iso|nist|fips|level|step|phase|option|version|type|column|line|row|rule|s|t|m|c|r)[-_]?\d{1,5}(?:[-./]\w{1,12})*|k8s|v\d+(?:(?:alpha|beta|rc)\d*)?(?:[./]\w+)*|[a-z]{2,4}(?:-[a-z]+)+-?\d|(?:east|west|north|south|central)[a-z]*\d)$/iu;
const PLAIN_WORD = new RegExp(`^${PLAIN}$`, 'iu');
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/|[./~-]|\([a-z]+\.|[\w.+-]+@[\w-]+\.[\w.-]+$)/iu;
/** Names of objects and of their groups: `my-app-token-2`, `v1.example.org`. */
const OBJECT_NAME = /^[a-z0-9]+(?:[-./_][a-z0-9]+)+$/u;

/** How a value stands behind its name. */
export interface Standing {
  /** `=` hides any value; after `:` a sentence may follow. */
  readonly sign: '=' | ':' | 'flag';
  /** Tokens may be counted: `max token: 4000`. */
  readonly isPassword: boolean;
  /** What stands behind the value on the line. */
  readonly after: string;
}

/** Whether what stands after `=`, `:` or a flag is a value. A word without a digit may be one. */
export function isAssigned(value: string, { sign, isPassword, after }: Standing): boolean {
  const word = value.toLowerCase();
  if (value.length < SHORTEST_ASSIGNED || NO_VALUE.has(word) || REFERENCE.test(value)) return false;
  if (sign === 'flag') return !OPTION_WORDS.has(word) && !value.startsWith('-');
  if (sign === '=') return true;
  if (QUANTITY.test(value))
    return isPassword && /^\d+$/u.test(value) && /^\s*(?:[,;.)]|$)/u.test(after);
  if (NAME_OF_ONE.test(value) || PLAIN_WORD.test(value)) return false;
  return (
    !/^\p{L}+$/u.test(value) ||
    isCaseRandom(value) ||
    /^\s*(?:[,;.)]|$|(?:and|for|und|für|et|pour|y|para)\b)/iu.test(after)
  );
}

/**
 * Whether a word that merely follows a name is a value, rather than language: digits among letters,
 * signs, or capitals where no word has them. Behind `token` or `key` it takes more than behind
 * `password`, for prose has numbers and names there.
 */
export function looksLikeValue(value: string, isPassword: boolean): boolean {
  if (value.length < SHORTEST_SAID || REFERENCE.test(value) || ADDRESS.test(value)) return false;
  if (QUANTITY.test(value)) return isPassword && /^\d{6,}$/u.test(value);
  if (TECHNICAL.test(value) || PLAIN_WORD.test(value) || /^\d+-[a-z]+$/iu.test(value)) return false;
  const hasBoth = /\d/u.test(value) && /\p{L}/u.test(value);
  if (isPassword) {
    return (
      (hasBoth && !/^[a-z-]*(?:secret|credential|ref|vault)s?-/u.test(value)) ||
      hasSigns(value) ||
      isCaseRandom(value)
    );
  }
  if (value.length < SHORTEST_KEY || !hasBoth || OBJECT_NAME.test(value)) return false;
  if (isMadeOfWords(value)) return false;
  return value.length >= SHORTEST_SAID * 2 || (value.match(/\d+/gu)?.length ?? 0) > 1;
}

/** `S$cret!x`; a mark at the end of a sentence says nothing. */
function hasSigns(value: string): boolean {
  return (
    /\p{L}/u.test(value) && /^[^^=<]*[!@#$%^+~][^=]*[^!]$/u.test(value) && !value.includes('=')
  );
}

/** `XkQvLmTz`, but neither `accessToken` nor `OpenIDConnect`. */
function isCaseRandom(value: string): boolean {
  const turns = value.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0;
  return value.length >= SHORTEST_KEY && turns >= 2 && !isMadeOfWords(value);
}

/** `writeConnectionSecretToRefV1beta2`: at least half of it are words. */
export function isMadeOfWords(run: string): boolean {
  const words = run.match(/[A-Z]?[a-z]{3,}/gu) ?? [];
  return words.join('').length * 2 >= run.length;
}
