import { stringify } from 'yaml';
import type { SaidProblem } from './refused.ts';
import type { BuiltObject } from '../../domain/configure/manifests.ts';
import { isJsonObject, type Json, toJson } from '../../domain/json.ts';
import { redactNamed, redactSecrets } from '../../domain/redaction.ts';

const ADVICE = 'Put it into a Secret in the cluster and name that here.';

/**
 * Values that would be hidden wherever the manifests are shown. Approvers decide about what they
 * see, so what cannot be shown whole is not offered for approval: each comes with its path, and one
 * that shows only in the whole text without.
 */
export function secretProblems(built: readonly BuiltObject[]): SaidProblem[] {
  return built.flatMap(({ alias, object }): SaidProblem[] => {
    const yaml = stringify(object);
    const found = secretPaths(toJson(object), { path: '', name: '' });
    if (found.length === 0 && redactSecrets(yaml) === yaml) return [];
    if (found.length === 0) {
      return [{ alias, message: `Something in ${object.kind} looks like a secret. ${ADVICE}` }];
    }
    return found.map((path) => ({ alias, path, message: `This looks like a secret. ${ADVICE}` }));
  });
}

function secretPaths(value: Json, at: { path: string; name: string }): string[] {
  if (typeof value === 'string') return isHidden(value, at.name) ? [at.path] : [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      secretPaths(item, { path: `${at.path}[${index}]`, name: at.name }),
    );
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    secretPaths(item, { path: at.path === '' ? name : `${at.path}.${name}`, name }),
  );
}

/** As a card of facts would hide it, or the file. */
function isHidden(value: string, name: string): boolean {
  const written = stringify({ [name]: value });
  return redactNamed({ name, value }) !== value || redactSecrets(written) !== written;
}
