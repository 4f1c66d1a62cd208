import { leafName, namesOf } from './configure/field-path.ts';
import { namesSecret } from './redaction.ts';
import type { ValueLimits } from './question.ts';

/** Kinds of values that hold no secret, whatever they are called: `generatePassword: true`. */
const HARMLESS: ReadonlySet<ValueLimits['type']> = new Set(['boolean', 'integer', 'number']);

/** Objects that name a Secret or an entry of one: `tokenSecretRef`, `secretKeySelector`. */
const REFERENCE = /(?:ref(?:erence)?|selector|secret)s?$/iu;

/** A place that a value is written to, as its schema tells of it. */
interface Field {
  /** Concrete, from the object's root. */
  readonly path: string;
  readonly limits: Pick<ValueLimits, 'type' | 'format'>;
}

/** Whether the schema itself says so: by the name of the field, or by its format. */
export function isSecretField({ path, limits }: Field): boolean {
  if (HARMLESS.has(limits.type)) return false;
  return limits.format === 'password' || namesSecret(telling(path));
}

/**
 * Whether what is answered is a secret: decided from what code knows, before anybody words the
 * question. What a schema lists to choose from is known to all.
 */
export function asksForSecret(question: {
  readonly paths: readonly string[];
  readonly limits: Field['limits'];
  readonly label: string;
  readonly isClosed: boolean;
}): boolean {
  const { paths, limits, label, isClosed } = question;
  if (isClosed || HARMLESS.has(limits.type)) return false;
  if (paths.some((path) => isSecretField({ path, limits }))) return true;
  return namesSecret(label) && !paths.every(namesReference);
}

/**
 * Whether a path names where a secret is kept. Its label does not tell: "Password secret key" is
 * the name of an entry, of `passwordSecretRef.key`.
 */
function namesReference(path: string): boolean {
  const parents = namesOf(path).slice(0, -1);
  return leafName(path) === 'secretKey' || parents.some((name) => REFERENCE.test(name));
}

/** `value` says nothing without the name before it. */
function telling(path: string): string {
  const leaf = leafName(path);
  const name = leaf === 'value' ? (namesOf(path).at(-2) ?? leaf) : leaf;
  return name.replace(/s$/u, '');
}
