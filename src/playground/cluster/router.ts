import type { JsonObject } from '../../domain/json.ts';
import { forbidden, forbiddenPath, isAllowed, ANONYMOUS } from './access.ts';
import type { AccessQuestion, DemoUser } from './access.ts';
import { badRequest, methodNotAllowed, PageNotFound } from './api-error.ts';
import type { ClusterState } from './cluster-state.ts';
import { objectAt, textAt } from './json-path.ts';
import { create, patch, remove, replace } from './modify.ts';
import { getObject, listObjects, shown, wantsPartial } from './reads.ts';
import { resourcePath, verbOf } from './request.ts';
import type { ApiRequest, ResourcePath } from './request.ts';
import type { ServedType } from './served-type.ts';
import type { Written } from './writes.ts';

/** What is sent back. `watch` asks the HTTP layer to keep the connection open. */
export type Answer =
  | {
      readonly type: 'body';
      readonly status: number;
      readonly text: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly warnings: readonly string[];
    }
  | { readonly type: 'watch'; readonly path: ResourcePath; readonly resource: ServedType };

export interface Router {
  /** Throws `ApiError` and `PageNotFound`. */
  answer(request: ApiRequest): Answer;
}

/** Paths that are answered without looking at a resource: discovery, documents, health. */
export type FixedPaths = (request: ApiRequest) => Answer | undefined;

const OPEN_PATHS = ['/version', '/healthz', '/livez', '/readyz'];

export function createRouter(
  state: ClusterState,
  users: readonly DemoUser[],
  fixed: FixedPaths,
): Router {
  return {
    answer(request) {
      const path = resourcePath(request.path);
      if (!path) return answerFixed(request, fixed);
      const type = state.types.find(path.group, path.version, path.plural);
      const user = users.find(({ name }) => name === request.user);
      const question = questionOf(request, path);
      if (type?.kind === 'SelfSubjectAccessReview' && request.user !== ANONYMOUS) {
        return accessReview(request, user);
      }
      if (!isAllowed(user, question)) throw forbidden(request.user, question);
      if (!type || !isServedPart(type, path.subresource)) throw new PageNotFound();
      return answerResource(state, request, path, { type, user });
    },
  };
}

function answerFixed(request: ApiRequest, fixed: FixedPaths): Answer {
  if (request.user === ANONYMOUS && !OPEN_PATHS.includes(request.path)) {
    throw forbiddenPath(request.user, request.method.toLowerCase(), request.path);
  }
  const answer = request.method === 'GET' ? fixed(request) : undefined;
  if (!answer) throw new PageNotFound();
  return answer;
}

function isServedPart(type: ServedType, subresource: string): boolean {
  return subresource === '' || (subresource === 'status' && type.subresources.includes('status'));
}

function questionOf(request: ApiRequest, path: ResourcePath): AccessQuestion {
  const isNamespace = path.group === '' && path.plural === 'namespaces';
  return {
    verb: verbOf(request, path),
    group: path.group,
    resource: path.plural,
    subresource: path.subresource,
    namespace: isNamespace ? path.name : path.namespace,
    name: path.name,
  };
}

function answerResource(
  state: ClusterState,
  request: ApiRequest,
  path: ResourcePath,
  { type, user }: { readonly type: ServedType; readonly user: DemoUser | undefined },
): Answer {
  const verb = verbOf(request, path);
  if (!type.verbs.includes(verb)) throw methodNotAllowed();
  switch (verb) {
    case 'get':
      return body(200, getObject(state, request, path, type));
    case 'list':
      return body(200, listObjects(state, request, path, type));
    case 'watch':
      return { type: 'watch', path, resource: type };
    case 'create':
      return written(request, type, create(state, request, path, type));
    case 'update':
      return written(request, type, replace(state, request, path, type));
    case 'patch': {
      const question = { ...questionOf(request, path), verb: 'create' };
      const isApply = request.contentType.startsWith('application/apply-patch');
      const isThere = state.store.get(`${type.group}/${type.plural}`, path.namespace, path.name);
      if (isApply && !isThere && !isAllowed(user, question))
        throw forbidden(request.user, question);
      return written(request, type, patch(state, request, path, type));
    }
    case 'delete':
      return body(200, remove(state, request, path, type));
    default:
      throw methodNotAllowed();
  }
}

function written(request: ApiRequest, type: ServedType, result: Written): Answer {
  const object = shown(result.object, type, wantsPartial(request.accept));
  return { ...body(result.isNew ? 201 : 200, object), warnings: result.warnings };
}

export function body(
  status: number,
  content: JsonObject,
  headers: Readonly<Record<string, string>> = {},
): Answer & { readonly type: 'body' } {
  return {
    type: 'body',
    status,
    text: JSON.stringify(content),
    headers: {
      'cache-control': 'no-cache, private',
      'content-type': 'application/json',
      ...headers,
    },
    warnings: [],
  };
}

/** Everybody may ask what they may do. */
function accessReview(request: ApiRequest, user: DemoUser | undefined): Answer {
  const review: JsonObject = parsedReview(request.body);
  const asked = objectAt(review, 'spec', 'resourceAttributes');
  const text = (key: string) => textAt(asked, key);
  const allowed = isAllowed(user, {
    verb: text('verb') || '*',
    group: text('group'),
    resource: text('resource'),
    subresource: text('subresource'),
    namespace: text('namespace'),
    name: text('name'),
  });
  return body(201, { ...review, metadata: { creationTimestamp: null }, status: { allowed } });
}

function parsedReview(text: string): JsonObject {
  try {
    return objectAt({ review: JSON.parse(text) }, 'review');
  } catch {
    throw badRequest('error decoding the body: invalid JSON');
  }
}
