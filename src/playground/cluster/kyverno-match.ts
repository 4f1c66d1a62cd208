import type { Json, JsonObject } from '../../domain/json.ts';
import type { AdmissionRequest } from './admission.ts';
import { listAt, objectAt, textsAt } from './json-path.ts';
import { nameOf, namespaceOf } from './object-store.ts';
import { matchesSelector } from './selectors.ts';

/** Whether a rule of a ClusterPolicy is about a request: matched, and not excluded. */
export function isMeantByRule(rule: JsonObject, request: AdmissionRequest): boolean {
  const match = objectAt(rule, 'match');
  const exclude = objectAt(rule, 'exclude');
  return fits(match, request) && !(Object.keys(exclude).length > 0 && fits(exclude, request));
}

function fits(selection: JsonObject, request: AdmissionRequest): boolean {
  const any = listAt(selection, 'any');
  const all = listAt(selection, 'all');
  if (any.length > 0) return any.some((filter) => fitsFilter(filter, request));
  if (all.length > 0) return all.every((filter) => fitsFilter(filter, request));
  return fitsFilter(selection, request);
}

function fitsFilter(filter: Json, request: AdmissionRequest): boolean {
  const resources = objectAt(filter, 'resources');
  const { object, namespace, operation } = request;
  const inNamespace = request.type.namespaced ? namespaceOf(object) : '';
  const unless = (list: readonly string[], test: (one: string) => boolean) =>
    list.length === 0 || list.some(test);
  return (
    unless(textsAt(resources, 'kinds'), (kind) => isKind(kind, request)) &&
    unless(textsAt(resources, 'names'), (name) => isLike(name, nameOf(object))) &&
    unless(textsAt(resources, 'namespaces'), (name) => isLike(name, inNamespace)) &&
    unless(textsAt(resources, 'operations'), (one) => one === operation) &&
    matchesSelector(
      objectAt(resources, 'namespaceSelector'),
      objectAt(namespace, 'metadata', 'labels'),
    ) &&
    matchesSelector(objectAt(resources, 'selector'), objectAt(object, 'metadata', 'labels'))
  );
}

/** `Kind`, `version/Kind` or `group/version/Kind`; a version alone stands for the core group's too. */
function isKind(written: string, { type }: AdmissionRequest): boolean {
  const [kind = '', version = '*', group = '*'] = written.split('/').reverse();
  return isLike(kind, type.kind) && isLike(version, type.version) && isLike(group, type.group);
}

/** `*` for any characters, `?` for one. */
function isLike(pattern: string, text: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/gu, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'u').test(text);
}
