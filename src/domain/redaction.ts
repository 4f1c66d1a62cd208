/** What stands in the place of a secret wherever people, logs or models would see it. */
export const HIDDEN = '[hidden]';

/** Secrets that are known by their shape alone. */
const SHAPES: readonly RegExp[] = [
  // Cut off in the middle, a key is a key still: hence the end of the text.
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gu,
  /\beyJ[\w-]{10,}(?:\.[\w-]+){1,2}/gu, // JWT: two or three parts of base64url
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/gu, // AWS access key ids
  /\bAIza[\w-]{35}/gu, // Google API keys
  /\bya29\.[\w-]{20,}/gu, // Google access tokens
  /\b[\w.~-]{3}[0-9]Q~[\w.~-]{31,}/gu, // Azure client secrets
  /\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{22,}|\bglpat-[\w-]{20,}/gu,
  /\bxox[abeprs]-[\w-]{10,}|\bxapp-[\w-]{10,}/gu, // Slack
  /\bsk-[\w-]{20,}|\b[rs]k_live_\w{16,}|\bnpm_[A-Za-z0-9]{36}/gu,
];

/** The end of a name whose value is a secret; `passwordSecretRef` names where one is, and is none. */
const NAME =
  'pass(?:word|wd|phrase)|secret[_ -]?access[_ -]?key|secret[_ -]key|access[_ -]?key|account[_ -]?key|' +
  'api[_ -]?key|private[_ -]?key|client[_ -]?secret|token';

/** Secrets that are known by what stands before them, which stays. */
const CONTEXTS: readonly RegExp[] = [
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]*:)[^\s@/]+(?=@)/giu, // credentials in a URL
  /(\bBearer\s+|\bBasic\s+)(?=\S*\d)[\w.~+/-]{16,}=*/giu,
  // In manifests `secretKey` mostly names a key within a Secret: lower-case, as such names are.
  /(\bsecretKey["']?\s*[:=]\s*["']?)(?=[^\s"',;]*[A-Z+/=])[^\s"',;]{16,}/gu,
  /([?&]sig=)[^\s&"']{16,}/giu, // Azure shared access signatures
  new RegExp(
    `((?:${NAME}|identified by)(?:["']?\\s*[:=]\\s*|\\s+)["'])[^"'\\n]{3,}(?=["'])`,
    'giu',
  ),
  new RegExp(`((?:${NAME})\\s*[:=]\\s*)(?=\\S*[\\d!@#$%^&*+/])[^\\s"',;]{6,}`, 'giu'),
];

const SECRET_NAME = new RegExp(`(?:${NAME})$`, 'iu');
const SHORTEST_SECRET = 6;

/**
 * The text without the secrets in it: keys of clouds and services, tokens, JWT, PEM, credentials in
 * URLs, and values beside names such as `password`. It errs on the side of hiding.
 */
export function redactSecrets(text: string): string {
  const shaped = SHAPES.reduce((before, shape) => before.replace(shape, HIDDEN), text);
  return CONTEXTS.reduce(
    (before, context) => before.replace(context, (_, kept: string) => `${kept}${HIDDEN}`),
    shaped,
  );
}

/** A value as it may be shown beside its name. */
export function redactNamed({ name, value }: { name: string; value: string }): string {
  const isSecret = SECRET_NAME.test(name.trim()) && value.length >= SHORTEST_SECRET;
  return isSecret ? HIDDEN : redactSecrets(value);
}
