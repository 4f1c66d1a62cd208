import { stringify } from 'yaml';
import type { SaidProblem } from './refused.ts';
import type { BuiltObject } from '../../domain/configure/manifests.ts';
import { isJsonObject, type Json, toJson } from '../../domain/json.ts';
import type { FieldAddress } from '../../domain/solution.ts';
import { isSecretField } from '../../domain/redaction-fields.ts';
import { redactNamed, redactSecrets } from '../../domain/redaction.ts';
import { standingQuestions } from '../../domain/standing-questions.ts';
import type { RecommendState } from '../../workflows/recommend/state.ts';

const ADVICE = 'Put it into a Secret in the cluster and name that here.';
/** For what its context alone gave away: by itself it is taken as it is. */
const OTHERWISE = 'If it is no secret, write it here by itself.';

/** What was answered and said, as the record has it. */
type Said = Pick<RecommendState, 'questions' | 'answers' | 'extras'>;

/**
 * Values that would be hidden wherever the manifests are shown. Approvers decide about what they
 * see, so what cannot be shown whole is not offered for approval: each comes with its path, and one
 * that shows only in the whole text without.
 */
export function secretProblems(built: readonly BuiltObject[], said: Said): SaidProblem[] {
  const found = builtProblems(built);
  const seen = new Set(found.map(keyOf));
  const known = knownProblems(said).filter((problem) => !seen.has(keyOf(problem)));
  return [...known, ...found];
}

/** What the manifests do not tell any more: a format, and where a value was read from. */
function knownProblems({ questions, answers, extras }: Said): SaidProblem[] {
  // An answer of an alternative that was taken back is not written, and nobody is asked for another.
  const standing = standingQuestions(questions, answers);
  const answered = answers.flatMap((answer): SaidProblem[] => {
    const question = standing.find(({ id }) => id === answer.questionId);
    if (!question) return [];
    const { addresses, limits } = question;
    const isRead = answer.isSecret === true;
    return addresses
      .filter(({ path }) => isRead || isSecretField({ path, limits }))
      .map((address) => problemAt(address, isRead));
  });
  const set = extras.filter(({ isSecret }) => isSecret === true);
  return [...answered, ...set.map(({ address }) => problemAt(address, true))];
}

function problemAt({ alias, path }: FieldAddress, isRead: boolean): SaidProblem {
  const message = `This looks like a secret. ${ADVICE}`;
  return { alias, path, message: isRead ? `${message} ${OTHERWISE}` : message };
}

function keyOf({ alias, path }: SaidProblem): string {
  return `${alias}:${path}`;
}

function builtProblems(built: readonly BuiltObject[]): SaidProblem[] {
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
