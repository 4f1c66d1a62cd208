import { isJsonObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { listAt, objectAt, textAt, textsAt, valueAt } from './json-path.ts';

export type SchemaType =
  | 'object'
  | 'array'
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'int-or-string'
  | 'any';

/** The schemas that `$ref` can name, by name. */
export type SchemaComponents = Readonly<Record<string, JsonObject>>;

/**
 * One node of an OpenAPI schema, as CRDs and the server's own documents write it.
 *
 * References are followed when a child is asked for, never before: schemas may contain themselves,
 * and a big cluster has megabytes of them.
 */
export class Schema {
  /** The node with its reference, if it had one, put in place. */
  readonly source: JsonObject;
  readonly type: SchemaType;
  readonly required: readonly string[];
  readonly isNullable: boolean;
  /** `atomic` for lists that are owned and replaced whole. */
  readonly listType: 'atomic' | 'map' | 'set';
  readonly listKeys: readonly string[];
  /** An object that is owned and replaced whole. */
  readonly isAtomicMap: boolean;
  /** Keys that no property names are kept. */
  readonly keepsUnknown: boolean;
  private readonly components: SchemaComponents;
  private readonly children = new Map<string, Schema>();

  constructor(source: JsonObject, components: SchemaComponents) {
    this.components = components;
    this.source = resolved(source, components);
    this.type = typeOf(this.source);
    this.required = textsAt(this.source, 'required');
    this.isNullable = this.source['nullable'] === true;
    this.listKeys = textsAt(this.source, 'x-kubernetes-list-map-keys');
    this.listType = listTypeOf(this.source);
    this.isAtomicMap = this.source['x-kubernetes-map-type'] === 'atomic';
    this.keepsUnknown =
      this.source['x-kubernetes-preserve-unknown-fields'] === true || this.type === 'any';
  }

  /** Names in the schema's order. */
  get propertyNames(): readonly string[] {
    return Object.keys(objectAt(this.source, 'properties'));
  }

  property(name: string): Schema | undefined {
    return this.child(`.${name}`, objectAt(this.source, 'properties')[name]);
  }

  /** The schema of a map's values; undefined when free keys are not allowed. */
  get additional(): Schema | undefined {
    return this.child('{}', this.source['additionalProperties']);
  }

  get items(): Schema | undefined {
    return this.child('[]', this.source['items']);
  }

  /** The schema of one key of an object: its property, else the map's values. */
  member(name: string): Schema | undefined {
    return this.property(name) ?? this.additional;
  }

  get default(): Json | undefined {
    return this.source['default'];
  }

  /** A schema of its own for a part of this one (`oneOf`, `not` and their like). */
  branch(source: JsonObject): Schema {
    return new Schema(source, this.components);
  }

  private child(key: string, source: Json | undefined): Schema | undefined {
    if (source === true) return new Schema({}, this.components);
    if (!isJsonObject(source)) return undefined;
    const known = this.children.get(key);
    if (known) return known;
    const created = new Schema(source, this.components);
    this.children.set(key, created);
    return created;
  }
}

function resolved(source: JsonObject, components: SchemaComponents): JsonObject {
  const reference = source['$ref'] ?? valueAt(listAt(source, 'allOf')[0], ['$ref']);
  if (typeof reference !== 'string') return source;
  const { $ref: _reference, allOf: _wrapped, ...own } = source;
  return { ...resolved(named(reference, components), components), ...own };
}

function named(reference: string, components: SchemaComponents): JsonObject {
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  return components[name] ?? {};
}

function typeOf(source: JsonObject): SchemaType {
  if (isIntOrString(source)) return 'int-or-string';
  const type = textAt(source, 'type');
  if (type === 'object') return isOpaque(source) ? 'any' : 'object';
  if (type === 'array' || type === 'string' || type === 'boolean') return type;
  if (type === 'integer' || type === 'number') return type;
  return isJsonObject(source['properties']) ? 'object' : 'any';
}

function isIntOrString(source: JsonObject): boolean {
  if (source['x-kubernetes-int-or-string'] === true) return true;
  if (textAt(source, 'type') !== '') return false;
  const types = listAt(source, 'oneOf').map((branch) => textAt(branch, 'type'));
  return types.length === 2 && types.includes('string');
}

function isOpaque(source: JsonObject): boolean {
  return (
    source['x-kubernetes-embedded-resource'] === true ||
    (!('properties' in source) && !('additionalProperties' in source))
  );
}

function listTypeOf(source: JsonObject): Schema['listType'] {
  const declared = valueAt(source, ['x-kubernetes-list-type']);
  return declared === 'map' || declared === 'set' ? declared : 'atomic';
}
