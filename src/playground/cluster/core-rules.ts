import { isJsonObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { StatusCause } from './api-error.ts';
import { definitionProblems } from './custom-types.ts';
import { listAt, objectAt, textAt, valueAt } from './json-path.ts';
import { matchesSelector } from './selectors.ts';
import type { ServedType } from './served-type.ts';

/** What the server checks of its own kinds beyond their schemas. */
export function coreProblems(
  type: ServedType,
  object: JsonObject,
  before: JsonObject | undefined,
): readonly StatusCause[] {
  if (type.isCustom) return [];
  const own = ownProblems(type, object);
  return [...own, ...quantityProblems(object), ...(before ? frozen(type, object, before) : [])];
}

function ownProblems(type: ServedType, object: JsonObject): readonly StatusCause[] {
  switch (`${type.group}/${type.kind}`) {
    case 'apps/Deployment':
    case 'apps/ReplicaSet':
    case 'apps/DaemonSet':
    case 'apps/StatefulSet':
      return [...workloadProblems(object), ...restartProblems(object, ['Always'])];
    case 'batch/Job':
      return [...templateProblems(object, TEMPLATE), ...restartProblems(object, JOB_POLICIES)];
    case 'batch/CronJob':
      return templateProblems(object, ['spec', 'jobTemplate', ...TEMPLATE]);
    case '/Pod':
      return containerProblems(object, ['spec']);
    case '/Service':
      return serviceProblems(object);
    case '/PersistentVolumeClaim':
      return claimProblems(object);
    case 'apiextensions.k8s.io/CustomResourceDefinition':
      return definitionProblems(object);
    default:
      return [];
  }
}

const TEMPLATE = ['spec', 'template'];
const JOB_POLICIES = ['OnFailure', 'Never'];

function workloadProblems(object: JsonObject): readonly StatusCause[] {
  const isComplete = ['selector', 'template'].every((key) =>
    isJsonObject(valueAt(object, ['spec', key])),
  );
  if (!isComplete) return []; // the schema says so already
  const selector = objectAt(object, 'spec', 'selector');
  const labels = objectAt(object, 'spec', 'template', 'metadata', 'labels');
  const problems: StatusCause[] = [];
  if (Object.keys(selector).length === 0) {
    const words = 'empty selector is invalid for a workload';
    problems.push(broken('spec.selector', {}, words));
  } else if (!matchesSelector(selector, labels)) {
    const words = '`selector` does not match template `labels`';
    problems.push(broken('spec.template.metadata.labels', labels, words));
  }
  return [...problems, ...templateProblems(object, TEMPLATE)];
}

function templateProblems(object: JsonObject, keys: readonly string[]): readonly StatusCause[] {
  if (isJsonObject(valueAt(object, [...keys, 'spec']))) {
    return containerProblems(object, [...keys, 'spec']);
  }
  return [required([...keys, 'spec', 'containers'].join('.'))];
}

function containerProblems(object: JsonObject, keys: readonly string[]): readonly StatusCause[] {
  const path = keys.join('.');
  return ['initContainers', 'containers'].flatMap((list) =>
    listAt(object, ...keys, list).flatMap((container, index) => {
      const place = `${path}.${list}[${index}]`;
      return [
        ...(textAt(container, 'image') === '' ? [required(`${place}.image`)] : []),
        ...mountProblems(container, object, keys, place),
      ];
    }),
  );
}

function mountProblems(
  container: Json,
  object: JsonObject,
  keys: readonly string[],
  place: string,
): readonly StatusCause[] {
  const volumes = listAt(object, ...keys, 'volumes').map((volume) => textAt(volume, 'name'));
  const claims = listAt(object, 'spec', 'volumeClaimTemplates').map((claim) =>
    textAt(claim, 'metadata', 'name'),
  );
  return listAt(container, 'volumeMounts').flatMap((mount, index) => {
    const name = textAt(mount, 'name');
    if ([...volumes, ...claims].includes(name)) return [];
    return [notFoundValue(`${place}.volumeMounts[${index}].name`, name)];
  });
}

function restartProblems(object: JsonObject, allowed: readonly string[]): readonly StatusCause[] {
  const policy = textAt(object, 'spec', 'template', 'spec', 'restartPolicy');
  if (policy === '' || allowed.includes(policy)) return [];
  const supported = allowed.map((one) => JSON.stringify(one)).join(', ');
  return [
    {
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: ${JSON.stringify(policy)}: supported values: ${supported}`,
      field: 'spec.template.spec.restartPolicy',
    },
  ];
}

function serviceProblems(object: JsonObject): readonly StatusCause[] {
  const ports = listAt(object, 'spec', 'ports');
  const isExternal = textAt(object, 'spec', 'type') === 'ExternalName';
  const isHeadless = textAt(object, 'spec', 'clusterIP') === 'None';
  if (isExternal) {
    return textAt(object, 'spec', 'externalName') === '' ? [required('spec.externalName')] : [];
  }
  if (ports.length === 0) return isHeadless ? [] : [required('spec.ports')];
  if (ports.length === 1) return [];
  return ports.flatMap((port, index) =>
    textAt(port, 'name') === '' ? [required(`spec.ports[${index}].name`)] : [],
  );
}

function claimProblems(object: JsonObject): readonly StatusCause[] {
  const modes = listAt(object, 'spec', 'accessModes');
  const size = valueAt(object, ['spec', 'resources', 'requests', 'storage']);
  return [
    ...(modes.length === 0
      ? [
          {
            ...required('spec.accessModes'),
            message: 'Required value: at least 1 access mode is required',
          },
        ]
      : []),
    ...(size === undefined ? [required('spec.resources[storage]')] : []),
  ];
}

const QUANTITY = /^[+-]?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** Requests and limits anywhere in the object that are no quantities. */
function quantityProblems(value: Json, path = ''): readonly StatusCause[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, index) => quantityProblems(item, `${path}[${index}]`));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = path === '' ? key : `${path}.${key}`;
    if (!/\.resources\.(requests|limits)$/.test(path)) return quantityProblems(inner, place);
    if (typeof inner === 'number' || (typeof inner === 'string' && QUANTITY.test(inner))) return [];
    const words =
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    return [broken(place, inner, words)];
  });
}

const FROZEN: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'apps/Deployment': [['spec', 'selector']],
  'apps/DaemonSet': [['spec', 'selector']],
  'apps/ReplicaSet': [['spec', 'selector']],
  'apps/StatefulSet': [
    ['spec', 'selector'],
    ['spec', 'serviceName'],
  ],
  'batch/Job': [
    ['spec', 'template'],
    ['spec', 'completionMode'],
  ],
  '/PersistentVolumeClaim': [
    ['spec', 'accessModes'],
    ['spec', 'storageClassName'],
  ],
  'storage.k8s.io/StorageClass': [['provisioner'], ['parameters'], ['reclaimPolicy']],
  'rbac.authorization.k8s.io/RoleBinding': [['roleRef']],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [['roleRef']],
};

/** Fields of core kinds that may be set once only. */
function frozen(type: ServedType, object: JsonObject, before: JsonObject): readonly StatusCause[] {
  return (FROZEN[`${type.group}/${type.kind}`] ?? []).flatMap((keys) => {
    const [old, now] = [valueAt(before, keys), valueAt(object, keys)];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    return [broken(keys.join('.'), now ?? null, 'field is immutable')];
  });
}

function required(field: string): StatusCause {
  return { reason: 'FieldValueRequired', message: 'Required value', field };
}

function notFoundValue(field: string, value: string): StatusCause {
  return { reason: 'FieldValueNotFound', message: `Not found: ${JSON.stringify(value)}`, field };
}

function broken(field: string, value: Json, words: string): StatusCause {
  const message = `Invalid value: ${JSON.stringify(value)}: ${words}`;
  return { reason: 'FieldValueInvalid', message, field };
}
