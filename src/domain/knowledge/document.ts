import type { Capability } from '../capability.ts';
import type { JsonObject } from '../json.ts';
import { isCoreGroup } from './core-kinds.ts';
import { wordsOf } from './words.ts';

/** The collection of capabilities in the knowledge index. */
export const CAPABILITIES = 'capabilities';

/** Endings of API groups that say nothing of what is in them. */
const GROUP_ENDINGS = new Set('io com dev live org net k8s x sh app cloud m'.split(' '));

/** The texts by which a capability is found, and the record itself. */
export function indexEntryOf(capability: Capability) {
  const { group, kind, plural } = capability.kind;
  return {
    id: capability.id,
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
      providers: capability.providers,
      group,
      ...(capability.goneAt === undefined ? {} : { isHidden: true }),
    },
    payload: payloadOf(capability),
  };
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
