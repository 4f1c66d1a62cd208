import { ApiError, groupOf, qualified, quote } from './api-error.ts';

/** What a user may do, as RBAC puts it. `*` stands for everything. */
export interface AccessRule {
  readonly verbs: readonly string[];
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  /** Where it holds. Undefined: everywhere, the cluster's scope too. */
  readonly namespaces?: readonly string[];
}

export interface DemoUser {
  readonly name: string;
  /** Sent as `Authorization: Bearer …`. */
  readonly token: string;
  readonly rules: readonly AccessRule[];
}

export interface AccessQuestion {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
}

export const ANONYMOUS = 'system:anonymous';

const READ = ['get', 'list', 'watch'];
const ALL = ['*'];

/** An administrator, a developer of one namespace, a reader and somebody with no rights. */
export function demoUsers(namespace: string): readonly DemoUser[] {
  const workloads = { groups: ALL, resources: ALL, namespaces: [namespace] };
  return [
    {
      name: 'admin',
      token: 'admin-token',
      rules: [{ verbs: ALL, groups: ALL, resources: ALL }],
    },
    { name: 'dev', token: 'dev-token', rules: [{ verbs: ALL, ...workloads }] },
    {
      name: 'viewer',
      token: 'viewer-token',
      rules: [{ verbs: READ, groups: ALL, resources: ALL }],
    },
    { name: 'nobody', token: 'nobody-token', rules: [] },
  ];
}

export function isAllowed(user: DemoUser | undefined, question: AccessQuestion): boolean {
  const { verb, group, resource, subresource, namespace } = question;
  const path = subresource === '' ? resource : `${resource}/${subresource}`;
  return (user?.rules ?? []).some(
    (rule) =>
      holds(rule.verbs, verb) &&
      holds(rule.groups, group) &&
      holds(rule.resources, path) &&
      (rule.namespaces === undefined || (namespace !== '' && holds(rule.namespaces, namespace))),
  );
}

function holds(allowed: readonly string[], asked: string): boolean {
  return allowed.includes('*') || allowed.includes(asked);
}

/** The 403 that RBAC gives for a resource. */
export function forbidden(user: string, question: AccessQuestion): ApiError {
  const { verb, group, resource, subresource, namespace, name } = question;
  const type = { group, plural: resource };
  const subject = name === '' ? qualified(type) : `${qualified(type)} ${quote(name)}`;
  const path = subresource === '' ? resource : `${resource}/${subresource}`;
  const scope = namespace === '' ? 'at the cluster scope' : `in the namespace ${quote(namespace)}`;
  const message = `${subject} is forbidden: User ${quote(user)} cannot ${verb} resource ${quote(path)} in API group ${quote(group)} ${scope}`;
  return new ApiError({
    code: 403,
    reason: 'Forbidden',
    message,
    details: { ...(name !== '' && { name }), ...groupOf(type), kind: resource },
  });
}

/** The 403 for a path that names no resource. */
export function forbiddenPath(user: string, verb: string, path: string): ApiError {
  return new ApiError({
    code: 403,
    reason: 'Forbidden',
    message: `forbidden: User ${quote(user)} cannot ${verb} path ${quote(path)}`,
    details: {},
  });
}
