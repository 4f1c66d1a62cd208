import { createHash } from 'node:crypto';
import type { JsonObject } from '../../domain/json.ts';
import {
  AGGREGATED,
  aggregatedDiscovery,
  coreVersions,
  groupDocument,
  groupList,
  resourceList,
  SERVER_VERSION,
} from './discovery.ts';
import type { OpenApiDocuments } from './openapi.ts';
import type { ApiRequest } from './request.ts';
import { body } from './router.ts';
import type { Answer, FixedPaths } from './router.ts';
import type { TypeRegistry } from './type-registry.ts';

/** Discovery, OpenAPI documents, version and health, made from the types that are served. */
export function livePaths(types: TypeRegistry, documents: OpenApiDocuments): FixedPaths {
  return (request) => {
    const [root = '', group, version] = request.path.split('/').slice(1);
    if (root === 'version') return body(200, SERVER_VERSION);
    if (['healthz', 'livez', 'readyz'].includes(root)) return plain(200, 'ok');
    if (root === 'openapi') return openApi(request, documents);
    if (root === 'api') return core(request, types, group);
    if (root !== 'apis') return undefined;
    if (group === undefined || group === '') return groups(request, types);
    if (version === undefined || version === '') return body(200, groupDocument(types, group));
    return body(200, resourceList(types, group, version));
  };
}

function core(request: ApiRequest, types: TypeRegistry, version: string | undefined): Answer {
  if (version !== undefined && version !== '') return body(200, resourceList(types, '', version));
  if (isAggregated(request)) return aggregated(aggregatedDiscovery(types, 'api'));
  return body(200, coreVersions('127.0.0.1'));
}

function groups(request: ApiRequest, types: TypeRegistry): Answer {
  if (isAggregated(request)) return aggregated(aggregatedDiscovery(types, 'apis'));
  return body(200, groupList(types));
}

export function isAggregated({ accept }: ApiRequest): boolean {
  return accept.includes('g=apidiscovery.k8s.io') && accept.includes('v=v2;');
}

function aggregated(content: JsonObject): Answer {
  const etag = createHash('sha512').update(JSON.stringify(content)).digest('hex').toUpperCase();
  return body(200, content, {
    'cache-control': 'public',
    'content-type': AGGREGATED,
    etag: `"${etag}"`,
    vary: 'Accept',
  });
}

function openApi(request: ApiRequest, documents: OpenApiDocuments): Answer | undefined {
  if (!request.path.startsWith('/openapi/v3')) return undefined;
  const path = request.path.replace(/^\/openapi\/v3\/?/, '');
  // The real server names no JSON here either.
  if (path === '') {
    return {
      ...body(200, documents.index()),
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    };
  }
  const document = documents.document(path);
  if (!document) return undefined;
  const asked = request.query.get('hash');
  if (asked !== null && asked !== document.hash) {
    const location = `/openapi/v3/${path}?hash=${document.hash}`;
    return { ...plain(301, ''), headers: { location } };
  }
  const headers = {
    'cache-control': asked === null ? 'no-cache, private' : 'public, immutable',
    'content-type': 'application/json',
    etag: `"${document.hash}"`,
    vary: 'Accept',
  };
  if (request.ifNoneMatch === headers.etag) return { ...plain(304, ''), headers };
  return { ...plain(200, document.text), headers };
}

export function plain(status: number, text: string): Answer & { readonly type: 'body' } {
  const headers = { 'content-type': 'text/plain; charset=utf-8' };
  return { type: 'body', status, text, headers, warnings: [] };
}
