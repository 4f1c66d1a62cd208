import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { JsonObject } from '../../domain/json.ts';
import { definitionOf, ShortDefinition } from './definitions.ts';

const PlatformFile = z.strictObject({
  definitions: z.array(ShortDefinition).default([]),
  objects: z.array(JsonObject).default([]),
});

/**
 * Everything that the demo cluster begins with, as whole Kubernetes objects: namespaces, classes,
 * CustomResourceDefinitions, compositions and provider configurations.
 */
export function demoPlatform(): readonly JsonObject[] {
  const files = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(import.meta.dirname, name), 'utf8');
      return PlatformFile.parse(parse(text));
    });
  return files.flatMap(({ definitions, objects }) => [
    ...definitions.map(definitionOf),
    ...objects,
  ]);
}
