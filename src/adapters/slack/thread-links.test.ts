import { describe, expect, it } from 'vitest';
import { anActor, aPlace } from '../../../test/builders.ts';
import type { Card, CardElement } from '../../chat/card.ts';
import type { Line } from '../../chat/text.ts';
import { threadAddress, withThreadLinks } from './thread-links.ts';

const identity = {
  team: 'Acme',
  teamId: 'T1',
  enterpriseId: 'E1',
  botUserId: 'UBOT',
  botId: 'BBOT',
  url: 'https://acme.slack.com/',
};
const thread = '1700000000.000100';

describe('the address of a conversation', () => {
  it('is the permalink of its first message, and opens the thread', () => {
    expect(threadAddress(identity)(aPlace({ channel: 'C9', thread }))).toBe(
      'https://acme.slack.com/archives/C9/p1700000000000100?thread_ts=1700000000.000100&cid=C9',
    );
  });

  it('is that of one message in it where that is named', () => {
    const place = aPlace({ channel: 'C9', thread });

    expect(threadAddress(identity)(place, '1700000009.000100')).toBe(
      'https://acme.slack.com/archives/C9/p1700000009000100?thread_ts=1700000000.000100&cid=C9',
    );
  });

  it.each([
    ['has no thread yet', aPlace(), identity],
    ['is in another workspace', aPlace({ thread, workspace: 'T2' }), identity],
    ['is on another platform', aPlace({ thread, platform: 'teams' }), identity],
    ['is where Slack named no address', aPlace({ thread }), { ...identity, url: undefined }],
  ])('is none where it %s', (_why, place, known) => {
    expect(threadAddress(known)(place)).toBeUndefined();
  });

  it('is there where the app is installed for the whole organisation', () => {
    const place = aPlace({ thread, workspace: 'E1' });

    expect(threadAddress(identity)(place)).toContain('/archives/C1/');
  });
});

describe('a card', () => {
  const url =
    'https://acme.slack.com/archives/C1/p1700000000000100?thread_ts=1700000000.000100&cid=C1';
  const linked: Line = ['see ', { link: { text: 'it', url } }];
  const place = aPlace({ thread });
  const asked: Line = ['see ', { thread: { text: 'it', place } }];

  it('leads to conversations wherever it names them', () => {
    const drawn = withThreadLinks(cardWith(asked), threadAddress(identity));

    expect(drawn).toEqual(cardWith(linked));
  });

  it('says the words alone where there is no address', () => {
    const drawn = withThreadLinks(cardWith(asked), () => undefined);

    expect(drawn).toEqual(cardWith(['see ', 'it']));
  });
});

function cardWith(line: Line): Card {
  const elements: CardElement[] = [
    { type: 'text', line },
    { type: 'note', line },
    { type: 'alert', level: 'info', line },
    { type: 'facts', facts: [{ label: 'Where', value: line }] },
    { type: 'list', isOrdered: false, items: [line] },
    { type: 'choices', choices: [{ label: 'One', details: [line] }] },
    { type: 'heading', text: 'Recent changes' },
    { type: 'divider' },
  ];
  return { elements, audience: anActor() };
}
