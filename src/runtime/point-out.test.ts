import { describe, expect, it } from 'vitest';
import { anActor, aCard, aPlace, aSession } from '../../test/builders.ts';
import { createFakeChatPlatform } from '../../test/fakes/chat-platform.ts';
import { renderPlainLine } from '../chat/plain-text.ts';
import type { SessionSummary } from '../chat/session-summary.ts';
import { whereItIs } from './point-out.ts';

const ana = anActor('UANA');
const SUMMARY: SessionSummary = {
  title: 'Pattern: AWS public services',
  details: '',
  status: [],
  level: 'info',
  isUnderWay: true,
  waitsFor: 'owner',
  approvedBy: [],
};

function told(over: Partial<SessionSummary>, place = aPlace({ thread: '1' }), owner = anActor()) {
  const session = aSession({ owner, place });
  const loaded = { summary: () => ({ ...SUMMARY, ...over }), view: () => VIEW };
  const platform = createFakeChatPlatform();
  return whereItIs(
    {
      store: { session: async () => session },
      registry: { load: () => loaded },
      platformOf: () => ({ ...platform, permalink: async ({ id }) => `https://chat.test/${id}` }),
      deliveries: { deliveries: async () => ['root', 'asking'].map(delivery) },
    },
    { sessionId: session.id, to: anActor() },
  );
}

const VIEW = ['root', 'asking', 'not-yet-sent'].map((slot) => ({ slot, card: aCard(slot) }));

function delivery(slot: string) {
  const message = { channel: 'C1', id: slot };
  return { sessionId: 'session-1', slot, version: 1, contentHash: '', files: [], message };
}

describe('what is asked for while it is open', () => {
  it('is named, with the newest card of it and what it waits for', async () => {
    const line = await told({});

    expect(renderPlainLine(line)).toContain('is open already and waits for you: go on, or end it');
    expect(line).toContainEqual({ bold: SUMMARY.title });
    expect(line).toContainEqual({ link: { text: 'its card', url: 'https://chat.test/asking' } });
  });

  it.each([
    ['of a colleague', {}, 'is open already (by @UANA) and waits for them'],
    ['that a curator decides', { waitsFor: 'approvers' }, '(by @UANA) and waits for a decision'],
    ['that goes by itself', { waitsFor: 'nobody' }, 'is being done already (by @UANA)'],
    ['that has been taken up', { waitsFor: 'nobody', heldBy: anActor('UCLEO') }, '(by @UCLEO)'],
  ] as const)('%s is said to be theirs', async (_which, over, words) => {
    expect(renderPlainLine(await told(over, aPlace(), ana))).toContain(words);
  });

  it('has no link where nobody else can follow it', async () => {
    const line = await told({}, aPlace({ channel: 'D-1' }), ana);

    expect(renderPlainLine(line)).toContain('in a direct conversation of @UANA: ask them');
    expect(JSON.stringify(line)).not.toContain('https:');
  });

  it('asks nobody to go on with what goes by itself, where its card cannot be seen', async () => {
    const line = await told({ waitsFor: 'nobody' }, aPlace({ channel: 'D-1' }), ana);

    expect(renderPlainLine(line)).toBe(
      'Pattern: AWS public services is being done already (by @UANA). Its result will be there for everybody.',
    );
  });
});
