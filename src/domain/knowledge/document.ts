import type { Capability } from '../capability.ts';
import type { JsonObject } from '../json.ts';
import { isCoreGroup } from './core-kinds.ts';
import { kindPhrase } from './description.ts';
import { wordsOf } from './words.ts';

/** The collection of capabilities in the knowledge index. */
export const CAPABILITIES = 'capabilities';

/** Endings of API groups that say nothing of what is in them. */
const GROUP_ENDINGS = new Set('io com dev live org net k8s x sh app cloud m'.split(' '));

/**
 * Longest passage, in characters. Real kinds need one token for three to four of them, and an embedder
 * may read no further than 256 tokens.
 */
export const PASSAGE_MAX = 640;

/** The texts by which a capability is found, and the record itself. */
export function indexEntryOf(capability: Capability) {
  const { group, kind, plural } = capability.kind;
  const isGone = capability.goneAt !== undefined;
  return {
    id: capability.id,
    ...(isGone ? {} : { passage: passageOf(capability) }),
    text: {
      // Unsplit as well: people write `configmap` and `natgateway`.
      name: [kind, kind.toLowerCase(), plural, groupWords(group)].join(' '),
      tags: capability.tags.join(' . '),
      description: [
        capability.useCase,
        capability.description,
        capability.providers.join(' '),
      ].join(' . '),
      // Each word once: a long schema must not look like a long-winded text.
      fields: [...new Set(wordsOf(capability.settableFields.join(' ')))].join(' . '),
    },
    facets: {
      clusterId: capability.clusterId,
      providers: capability.providers,
      group,
      ...(isGone ? { isHidden: true } : {}),
    },
    payload: payloadOf(capability),
  };
}

/**
 * What it is, of which service, what for, and what its schema says of it. Tags and fields are left to
 * the words of the index: measured, a vector tells kinds apart better without them.
 */
function passageOf({ kind, useCase, description }: Capability): string {
  const name = kindPhrase(kind).replace(/^an? /u, '');
  const service = isCoreGroup(kind.group) ? '' : wordsOf(kind.group.split('.')[0] ?? '').join(' ');
  const passage = [`${name} ${service}`.trim(), useCase, description]
    .map((part) => part.replace(/\.$/u, ''))
    .filter((part) => part !== '')
    .join('. ');
  return passage.length <= PASSAGE_MAX
    ? passage
    : passage.slice(0, PASSAGE_MAX).replace(/[\s.,]+\S*$/u, '');
}

/** The words of a group that tell something: its services, not its domain. */
function groupWords(group: string): string {
  if (isCoreGroup(group)) return '';
  return wordsOf(group)
    .filter((word) => !GROUP_ENDINGS.has(word))
    .join(' ');
}

function payloadOf({ goneAt, kind, ...rest }: Capability): JsonObject {
  const payload = { ...rest, kind: { ...kind } };
  return goneAt === undefined ? payload : { ...payload, goneAt };
}
