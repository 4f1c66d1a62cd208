import { Failure } from '../../domain/failure.ts';
import type { Refusal } from '../../ports/cluster.ts';
import { answerFailure } from './status.ts';
import type { Status } from './status.ts';
import type { ApiAnswer } from './transport.ts';

type Problem = Refusal['problems'][number];

/**
 * Texts by which API servers mark a refusal by admission. The HTTP status does not tell: policies
 * choose their own (422, 403, 401, 413), webhooks answer 400 or 403.
 *
 * Source: k8s.io/apiserver pkg/admission/plugin/policy/validating, …/webhook/errors, ResourceQuota
 * and PodSecurity admission plugins.
 */
const BY_ADMISSION =
  /ValidatingAdmissionPolicy '[^']*' with binding '[^']*' denied request|admission webhook "[^"]*" denied the request|exceeded quota:|violates PodSecurity/;

/** Authorization's own words; admission plugins that answer 403 do not name a user. */
const BY_AUTHORIZATION = /User "[^"]*" cannot /;

/** A webhook that has to be asked cannot be: the server answers HTTP 500. */
const UNASKED = /failed calling webhook "([^"]*)"/;

/** Server-side apply checks types before all else, and answers HTTP 500 when they do not fit. */
const UNTYPED = /^failed to create typed patch object \([^)]*\): /;

/**
 * What the server's no to a write means: a refusal that the person can act on, or a `Failure` when
 * the write was not judged at all.
 */
export function writeRefusal(answer: ApiAnswer, status: Status): Refusal | Failure {
  if (BY_ADMISSION.test(status.message)) return refused('policy', admissionProblems(status));
  switch (answer.status) {
    case 400:
      return refused('schema', badRequestProblems(status));
    case 403:
      return forbiddenRefusal(status);
    case 404:
      return refused('not-found', [{ message: status.message || 'not found' }]);
    case 409:
      return refused('conflict', causeProblems(status));
    case 413:
      return refused('schema', [{ message: status.message || 'the object is too large' }]);
    case 422:
      return refused('schema', causeProblems(status));
    case 500: {
      const webhook = UNASKED.exec(status.message)?.[1];
      if (webhook !== undefined) return webhookFailure(answer, status, webhook);
      const untyped = UNTYPED.exec(status.message);
      if (!untyped) return answerFailure(answer, status);
      return refused('schema', typeProblems(status.message.slice(untyped[0].length)));
    }
    default:
      return answerFailure(answer, status);
  }
}

/** Not the server is away, but who has a say in the write: waiting helps only where somebody mends it. */
function webhookFailure(answer: ApiAnswer, status: Status, webhook: string): Failure {
  const { kind, cause, retryAfterMs } = answerFailure(answer, status);
  const message = `The cluster's admission webhook ${webhook} is not ready, and nothing that it has to check is accepted until it is. Whoever runs it has to look at it.`;
  return new Failure(kind, message, { cause, retryAfterMs });
}

function refused(because: Refusal['because'], problems: readonly Problem[]): Refusal {
  return { type: 'refused', because, problems };
}

function forbiddenRefusal(status: Status): Refusal {
  const isNamespaceGoing = status.details?.causes?.some(
    ({ reason }) => reason === 'NamespaceTerminating',
  );
  if (isNamespaceGoing) return refused('not-found', [{ message: status.message }]);
  const because = BY_AUTHORIZATION.test(status.message) ? 'forbidden' : 'policy';
  return refused(because, [{ message: status.message }]);
}

function admissionProblems(status: Status): readonly Problem[] {
  const causes = (status.details?.causes ?? []).filter(({ message }) => message !== '');
  if (causes.length === 0) return [{ message: status.message }];
  return causes.map(({ field, message }) => withPath(field, message));
}

function causeProblems(status: Status): readonly Problem[] {
  const causes = status.details?.causes ?? [];
  if (causes.length === 0) return [{ message: status.message }];
  return causes.map(({ field, message }) => withPath(field, message || status.message));
}

/** `strict decoding error: unknown field "spec.a", duplicate field "spec.b"`. */
function badRequestProblems(status: Status): readonly Problem[] {
  const strict = /strict decoding error: (.*)$/s.exec(status.message)?.[1];
  if (strict === undefined) return [{ message: status.message }];
  return strict.split(/, (?=unknown field|duplicate field)/).map((message) => {
    const field = /^(?:unknown|duplicate) field "([^"]*)"/.exec(message)?.[1];
    return withPath(field, message);
  });
}

/** `.spec.a: expected list, got &{x}`, or `errors:` and such lines. */
function typeProblems(text: string): readonly Problem[] {
  return text
    .replace(/^errors:\s*/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, field, message] = /^(\.\S.*?): (.*)$/.exec(line) ?? [];
      return withPath(field, message ?? line);
    });
}

function withPath(field: string | undefined, message: string): Problem {
  const path = field?.replace(/^\./, '');
  return path ? { path, message } : { message };
}
