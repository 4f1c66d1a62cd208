import type { Capability } from '../src/domain/capability.ts';
import type { ResourceKind } from '../src/domain/kind.ts';
import type { Conversation, Utterance } from '../src/domain/mining/conversation.ts';
import type { MinedFind } from '../src/domain/mining/find.ts';
import type { MinableKind } from '../src/domain/mining/mining-batches.ts';

export function aMinableKind(
  name: string,
  over: Partial<Pick<Capability, 'tags' | 'providers' | 'role'>> = {},
): MinableKind {
  return { kind: aNamedKind(name), tags: [], providers: [], role: 'primary', ...over };
}

/** `NetworkPolicy.networking.k8s.io`; the group may be empty: `Secret.`. */
export function aNamedKind(name: string): ResourceKind {
  const [kind = '', ...group] = name.split('.');
  const plural = kind.toLowerCase().replace(/y$/u, 'ie').concat('s');
  return { group: group.join('.'), version: 'v1', kind, plural, namespaced: true };
}

/** One message each: "A: text". */
export function aTalk(id: string, ...said: readonly string[]): Conversation {
  return {
    id,
    utterances: said.map((line, place): Utterance => ({
      source: {
        type: 'message',
        platform: 'slack',
        workspace: 'T1',
        channel: 'C1',
        message: `${id}.${place + 1}`,
      },
      speaker: line.slice(0, 1),
      text: line.slice(3),
      at: '2026-11-02T09:00:00.000Z',
      url: `https://acme.example/archives/C1/p${place + 1}`,
    })),
    hasHidden: false,
  };
}

export function aFind(over: Partial<MinedFind> = {}): MinedFind {
  return {
    conversation: 'c1',
    type: 'pattern',
    title: 'Databases: Deployment',
    triggers: ['database'],
    resourceIds: ['r1'],
    avoidedIds: [],
    unknownResources: [],
    rationale: '',
    quotes: [{ line: 'm1', text: 'For databases we always use', claim: 'resource', about: 'r1' }],
    ...over,
  };
}
