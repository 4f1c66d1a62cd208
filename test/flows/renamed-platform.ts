import { isJsonObject, type JsonObject } from '../../src/domain/json.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import {
  renamePlatform,
  type PlatformNames,
} from '../../src/playground/platform/rename-platform.ts';

/** Where a group's first label is a cloud's service, it is the cloud's and nobody's invention. */
const CLOUD = /\.(?:aws|azure|gcp)\./u;
const KEPT_GROUPS = new Set(['apiextensions.crossplane.io']);
/** Names that say nothing of what they stand for. */
const SYLLABLES = 'bo ka lu mi ne pa ri so tu va'.split(' ');

/** Group and kind of every definition of the demo platform. */
export function definedNames(): readonly { readonly group: string; readonly kind: string }[] {
  return demoPlatform()
    .filter(({ kind }) => kind === 'CustomResourceDefinition')
    .map((document) => {
      const spec = member(document, 'spec');
      return { group: text(spec, 'group'), kind: text(member(spec, 'names'), 'kind') };
    });
}

/** The demo platform with every group and kind of its own under a name that nobody has seen. */
export function renamedPlatform(): readonly JsonObject[] {
  return renamePlatform(demoPlatform(), newNames());
}

function newNames(): PlatformNames {
  const groups: Record<string, string> = {};
  const kinds: Record<string, { kind: string; plural: string }> = {};
  definedNames().forEach(({ group, kind }, index) => {
    if (KEPT_GROUPS.has(group)) return;
    const isOfCloud = CLOUD.test(group);
    const [service = '', cloud = ''] = group.split('.');
    groups[group] = isOfCloud
      ? `${service}.${cloud}.example.test`
      : `${wordOf(Object.keys(groups).length)}.example.test`;
    const word = wordOf(index);
    const renamed = isOfCloud ? `My${kind}` : `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
    kinds[`${kind}.${group}`] = { kind: renamed, plural: `${renamed.toLowerCase()}s` };
  });
  return { groups, kinds };
}

function wordOf(index: number): string {
  const digits = [Math.floor(index / 10) % 10, index % 10, (index * 3 + 1) % 10];
  return digits.map((digit) => SYLLABLES[digit]).join('');
}

function text(object: JsonObject, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value : '';
}

function member(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}
