import type { JsonObject } from '../../domain/json.ts';
import { sha256 } from '../../domain/json.ts';
import { established } from './custom-types.ts';
import { listAt, objectAt, textAt, withValue, withoutValue } from './json-path.ts';
import { nameOf, namespaceOf } from './object-store.ts';
import type { ServedType } from './served-type.ts';

/** A core object as the server completes it before it is checked: what schemas cannot say. */
export function prepared(type: ServedType, object: JsonObject, time: string): JsonObject {
  switch (`${type.group}/${type.kind}`) {
    case '/Namespace':
      return preparedNamespace(object);
    case '/Secret':
      return preparedSecret(object);
    case '/Service':
      return preparedService(object);
    case 'apiextensions.k8s.io/CustomResourceDefinition':
      return established(object, time);
    default:
      return object;
  }
}

function preparedNamespace(object: JsonObject): JsonObject {
  const labels = { ...objectAt(object, 'metadata', 'labels') };
  const named = withValue(object, ['metadata', 'labels'], {
    ...labels,
    'kubernetes.io/metadata.name': nameOf(object),
  });
  const finalised = withValue(named, ['spec', 'finalizers'], ['kubernetes']);
  return withValue(finalised, ['status', 'phase'], 'Active');
}

/** `stringData` is written into `data` and never stored. */
function preparedSecret(object: JsonObject): JsonObject {
  const given = objectAt(object, 'stringData');
  const plain = Object.keys(given);
  if (plain.length === 0) return object;
  const encoded = plain.map((key) => [key, Buffer.from(textAt(given, key)).toString('base64')]);
  const data = { ...objectAt(object, 'data'), ...Object.fromEntries(encoded) };
  return withoutValue(withValue(object, ['data'], data), ['stringData']);
}

function preparedService(object: JsonObject): JsonObject {
  const type = textAt(object, 'spec', 'type');
  const ports = listAt(object, 'spec', 'ports').map((port) => {
    const own = objectAt({ port }, 'port');
    return { ...own, targetPort: own['targetPort'] ?? own['port'] ?? 0 };
  });
  const withPorts = ports.length === 0 ? object : withValue(object, ['spec', 'ports'], ports);
  if (type === 'ExternalName' || textAt(object, 'spec', 'clusterIP') !== '') return withPorts;
  const address = addressOf(object, '10.96');
  return withValue(
    withValue(withPorts, ['spec', 'clusterIP'], address),
    ['spec', 'clusterIPs'],
    [address],
  );
}

/** The same address whenever it is asked for: made from namespace and name. */
export function addressOf(object: JsonObject, prefix: string): string {
  const digest = sha256(`${namespaceOf(object)}/${nameOf(object)}`);
  const part = (at: number) => Number.parseInt(digest.slice(at, at + 2), 16) % 254;
  return `${prefix}.${part(0)}.${part(2) + 1}`;
}
