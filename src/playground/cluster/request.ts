/** What a URL path of the Kubernetes API names. */
export interface ResourcePath {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  /** Empty at the cluster's scope, and for a list over all namespaces. */
  readonly namespace: string;
  /** Empty for a whole collection. */
  readonly name: string;
  /** `status`, or empty. */
  readonly subresource: string;
}

/** Everything that a handler needs to know of one request. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly contentType: string;
  readonly userAgent: string;
  readonly ifNoneMatch: string;
  readonly body: string;
  readonly user: string;
}

/** `/api/v1/…` and `/apis/GROUP/VERSION/…`; undefined for a path that names no resource. */
export function resourcePath(path: string): ResourcePath | undefined {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const [root, ...rest] = parts;
  if (root === 'api') return located('', rest);
  const [group, ...inGroup] = rest;
  return root === 'apis' && group !== undefined ? located(group, inGroup) : undefined;
}

function located(group: string, parts: readonly string[]): ResourcePath | undefined {
  const [version, first, second, ...rest] = parts;
  if (version === undefined || first === undefined) return undefined;
  // `namespaces/NAME` is the namespace itself, `namespaces/NAME/PLURAL` something in it.
  if (
    first === 'namespaces' &&
    second !== undefined &&
    rest[0] !== undefined &&
    !isNamespacePart(rest)
  ) {
    const [plural, name = '', subresource = ''] = rest;
    return { group, version, plural, namespace: second, name, subresource };
  }
  const [subresource = ''] = rest;
  return { group, version, plural: first, namespace: '', name: second ?? '', subresource };
}

function isNamespacePart(rest: readonly string[]): boolean {
  return rest.length === 1 && (rest[0] === 'status' || rest[0] === 'finalize');
}

/** The verb that authorisation sees. */
export function verbOf({ method, query }: ApiRequest, { name }: ResourcePath): string {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === '' ? 'deletecollection' : 'delete';
    default:
      if (query.get('watch') === 'true' || query.get('watch') === '1') return 'watch';
      return name === '' ? 'list' : 'get';
  }
}
