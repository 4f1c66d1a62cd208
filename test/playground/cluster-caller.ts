import type { Json, JsonObject } from '../../src/domain/json.ts';
import type { DemoCluster } from '../../src/playground/cluster/demo-cluster.ts';

export interface Called {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** The body, read as JSON. */
  readonly body: Body;
}

/** As much of a Kubernetes answer as the tests look at. */
export interface Body {
  readonly kind: string;
  readonly message: string;
  readonly reason?: string;
  readonly code?: number;
  readonly details?: { readonly causes?: readonly { readonly field: string }[] };
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly generation?: number;
    readonly continue?: string;
    readonly labels?: Record<string, string>;
    readonly managedFields?: readonly { readonly manager: string }[];
  };
  readonly items: readonly Body[];
  readonly spec: JsonObject;
  readonly data?: Record<string, string>;
  readonly status: Status & string;
}

interface Status {
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason: string;
  }[];
  readonly [key: string]: unknown;
}

export interface CallOptions {
  readonly user?: string;
  readonly method?: string;
  readonly body?: Json;
  readonly contentType?: string;
  readonly accept?: string;
}

/** One request to the demo cluster over the wire. */
export async function call(
  cluster: DemoCluster,
  path: string,
  options: CallOptions = {},
): Promise<Called> {
  const { user = 'admin', method = 'GET', body, contentType = 'application/json' } = options;
  const token = cluster.tokens[user];
  const response = await fetch(`${cluster.url}${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(options.accept !== undefined && { accept: options.accept }),
      'content-type': contentType,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    text,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : {},
  };
}

/** Server-side apply, as the bot does it. */
export function apply(
  cluster: DemoCluster,
  path: string,
  object: JsonObject,
  options: { readonly manager?: string; readonly query?: string; readonly user?: string } = {},
): Promise<Called> {
  const { manager = 'dotai', query = '', user = 'admin' } = options;
  return call(cluster, `${path}?fieldManager=${manager}&fieldValidation=Strict${query}`, {
    method: 'PATCH',
    user,
    body: object,
    contentType: 'application/apply-patch+yaml',
  });
}

export const WIDGETS = '/apis/shop.example/v1/namespaces/a-team/widgets';

/** A small cluster of its own: two namespaces, one custom type with rules of every sort. */
export const WIDGET_PLATFORM: readonly JsonObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a-team' } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'b-team' } },
  {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: 'widgets.shop.example',
      annotations: { 'demo.dotai/ready-after-seconds': '60' },
    },
    spec: {
      group: 'shop.example',
      names: { kind: 'Widget', plural: 'widgets', categories: ['managed'] },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: { status: {} },
          schema: { openAPIV3Schema: widgetSchema() },
        },
      ],
    },
  },
];

function widgetSchema(): JsonObject {
  const text = { type: 'string' };
  return {
    type: 'object',
    required: ['spec'],
    properties: {
      spec: {
        type: 'object',
        required: ['size'],
        'x-kubernetes-validations': [
          { rule: "self.size != 'large' || has(self.reason)", message: 'large needs a reason' },
          {
            rule: 'self.count <= 5',
            messageExpression: "'not ' + string(self.count) + ' of them'",
          },
        ],
        properties: {
          size: { type: 'string', enum: ['small', 'large'] },
          count: { type: 'integer', default: 1, minimum: 0, maximum: 10 },
          name: { type: 'string', pattern: '^[a-z]+$', maxLength: 8 },
          reason: text,
          region: {
            ...text,
            'x-kubernetes-validations': [{ rule: 'self == oldSelf', message: 'stays where it is' }],
          },
          tags: { type: 'object', additionalProperties: text },
          parts: {
            type: 'array',
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['name'],
            items: { type: 'object', required: ['name'], properties: { name: text, color: text } },
          },
        },
      },
      status: {
        type: 'object',
        properties: {
          conditions: {
            type: 'array',
            items: {
              type: 'object',
              properties: Object.fromEntries(
                ['type', 'status', 'reason', 'message', 'lastTransitionTime'].map((name) => [
                  name,
                  text,
                ]),
              ),
            },
          },
        },
      },
    },
  };
}

export function aWidget(spec: JsonObject, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'shop.example/v1',
    kind: 'Widget',
    metadata: { name: 'one', namespace: 'a-team', ...metadata },
    spec,
  };
}
