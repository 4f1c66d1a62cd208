import { expect, it, describe } from 'vitest';
import { anActor, aPlace, aSession } from '../../../test/builders.ts';
import { aChannel } from '../../../test/fakes/conversations.ts';
import { CHANNEL_INPUT, GATEWAY } from '../../../test/mining-channel.ts';
import {
  aJobContext,
  aMiningWork,
  type MiningSetting,
  NOW,
  perform,
  runJob,
} from '../../../test/mining-work.ts';
import { lookedAt, stateAfter } from '../../../test/mining-events.ts';
import { aCandidate } from '../../../test/pattern-builders.ts';
import { createOfflineModel } from '../../adapters/offline/language-model.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import type { MiningInput } from '../../workflows/mining/state.ts';
import { start } from '../../workflows/mining/transition.ts';
import { miningCard } from '../../workflows/mining/cards.ts';

/** The job is asked for in `C1`. */
const BOARD = { ...CHANNEL_INPUT, channel: 'C2', name: 'board' } as const;
const OPEN = { type: 'decision-granted', at: NOW, actor: anActor('U1'), wish: 'open' } as const;

async function aBoard(people: readonly string[], setting: MiningSetting = {}) {
  const work = await aMiningWork({ mining: { channel: 'CCURATORS' }, ...setting });
  work.conversations.channels.set('C2', aChannel({ id: 'C2', name: 'board', isPrivate: true }));
  work.conversations.members.set('C2', people);
  const { id } = work.conversations.say('C2', { text: GATEWAY });
  return { work, message: id };
}

describe('a private channel', () => {
  it('is not looked at for a curator who is not in it', async () => {
    const { work } = await aBoard(['U2']);
    const { state } = await runJob(work, BOARD);

    expect(state).toMatchObject({ stage: 'refused' });
    expect(work.conversations.calls.map(({ method }) => method)).not.toContain('history');
  });

  it('is opened by nobody who is not in it', async () => {
    const { work } = await aBoard(['U1']);
    const { state } = await runJob(work, BOARD);
    work.conversations.members.set('C2', ['U2']);
    const press = { type: 'check-curator', actor: anActor('U1'), wish: 'open' } as const;

    expect(state.stage).toBe('confirming');
    expect(await perform(work, press, state)).toMatchObject({ type: 'decision-denied' });
  });

  it('is reviewed there, whatever the curators’ channel is, and says so before', async () => {
    const { work } = await aBoard(['U1']);
    const asking = await runJob(work, BOARD);
    const said = renderPlainText(miningCard(asking.state));
    const { asked, state } = await runJob(work, BOARD, { presses: [OPEN] });

    expect(said).toContain('is shown there alone');
    expect(said).toContain('its quotes only those who are in #board');
    expect(asked.map(({ type, place }) => [type, place])).toEqual([
      ['open', { platform: 'slack', workspace: 'T1', channel: 'C2' }],
    ]);
    expect(renderPlainText(miningCard(state))).toContain('in that channel');
    const [candidate] = await work.candidates.all();
    expect(candidate?.origins).toEqual([
      { type: 'channel', label: '#board', channel: 'C2', isPrivate: true },
    ]);
  });

  it('has its threads captured by those who are in it alone', async () => {
    const { work, message } = await aBoard(['U2']);
    const input = { type: 'thread', workspace: 'T1', channel: 'C2', message } as const;
    expect((await runJob(work, input)).state.stage).toBe('refused');

    work.conversations.members.set('C2', ['U1']);
    await runJob(work, input);
    const [candidate] = await work.candidates.all();
    expect(candidate?.origins).toMatchObject([{ channel: 'C2', isPrivate: true }]);
  });
});

describe('a channel that became private', () => {
  const input = { ...CHANNEL_INPUT } as const;
  const origins = [{ type: 'channel' as const, label: '#platform', channel: 'C1' }];

  it('keeps what was read there for whoever is in it, decided or not', async () => {
    const accepted = aCandidate({ id: 'cand-aaaaaaaaaaaa', status: 'accepted', origins });
    const other = [{ type: 'channel' as const, label: '#other', channel: 'C9' }];
    const elsewhere = aCandidate({ id: 'cand-bbbbbbbbbbbb', origins: other });
    const work = await aMiningWork({ candidates: [accepted, elsewhere], channel: {} });
    work.conversations.channels.set('C1', aChannel({ id: 'C1', isPrivate: true }));
    work.conversations.members.set('C1', ['U1']);
    await runJob(work, input);

    const [first, second] = await work.candidates.all();
    expect(first?.origins).toEqual([{ ...origins[0], isPrivate: true }]);
    expect(second?.origins).toEqual(other);
  });

  it.each([
    ['private', { isPrivate: true }, 'It is a private conversation now'],
    ['shared', { isShared: true }, 'People of other organisations'],
  ])('while it is read is read no further: %s', async (_, change, said) => {
    const work = await aMiningWork({ channel: {} });
    work.conversations.say('C1', { text: GATEWAY });
    const before = stateAfter(input, { ...lookedAt(), isOpen: true });
    work.conversations.channels.set('C1', aChannel({ id: 'C1', ...change }));
    const event = await perform(work, { type: 'mine-page' }, before);

    expect(event).toMatchObject({ type: 'source-refused', reason: expect.stringContaining(said) });
    expect(await work.candidates.all()).toEqual([]);
  });
});

describe('a channel that becomes private while a page is understood', () => {
  it('has what was found in it kept for whoever is in it', async () => {
    const offline = createOfflineModel();
    const work = await aMiningWork({
      channel: {},
      over: {
        model: {
          ...offline,
          ask: (...asked) => {
            work.conversations.channels.set('C1', aChannel({ id: 'C1', isPrivate: true }));
            return offline.ask(...asked);
          },
        },
      },
    });
    work.conversations.say('C1', { text: GATEWAY });
    const before = stateAfter(CHANNEL_INPUT, { ...lookedAt(), isOpen: true });
    const event = await perform(work, { type: 'mine-page' }, before);

    expect(event).toMatchObject({ type: 'part-mined', counts: { found: 1 } });
    const [candidate] = await work.candidates.all();
    expect(candidate?.origins).toMatchObject([{ channel: 'C1', isPrivate: true }]);
  });
});

describe('a document', () => {
  const input: MiningInput = {
    type: 'documents',
    workspace: 'T1',
    files: [{ id: 'F1', name: 'runbook.md' }],
  };

  async function learned(isPrivate: boolean) {
    const work = await aMiningWork({ mining: { channel: 'CCURATORS' } });
    work.conversations.channels.set('C1', aChannel({ id: 'C1', isPrivate }));
    work.conversations.share({ id: 'F1', name: 'runbook.md', content: `# Gateways\n\n${GATEWAY}` });
    const { asked } = await runJob(work, input);
    return { asked, candidate: (await work.candidates.all())[0] };
  }

  it('that is shared in a private channel is for whoever is in it', async () => {
    const { asked, candidate } = await learned(true);

    expect(candidate?.origins).toMatchObject([{ channel: 'C1', isPrivate: true }]);
    expect(asked).toMatchObject([{ type: 'open' }]);
    expect(asked[0]).not.toHaveProperty('place');
  });

  it('that is shared in an open one goes to the curators', async () => {
    const { asked, candidate } = await learned(false);

    expect(candidate?.origins[0]).not.toHaveProperty('isPrivate');
    expect(asked).toMatchObject([{ place: { channel: 'CCURATORS' } }]);
  });

  it('that is handed to the bot alone goes to the curators, too', async () => {
    const work = await aMiningWork({ mining: { channel: 'CCURATORS' } });
    const state = start({
      sessionId: 'job-1',
      owner: anActor('U1'),
      place: aPlace({ channel: 'D-U1' }),
      at: NOW,
      input,
    }).state;
    const session = aSession({ workflow: 'mining', place: aPlace({ channel: 'D-U1' }), state });
    const looked = await work.activities['look-at-source'](
      { type: 'look-at-source' },
      aJobContext(state, { session }),
    );

    expect(looked).toMatchObject({ reviewsIn: { workspace: 'T1', channel: 'CCURATORS' } });
    expect(looked).not.toHaveProperty('isPrivate');
  });
});

describe('an open channel', () => {
  it('is read for any curator, and reviewed where curators are', async () => {
    const work = await aMiningWork({ mining: { channel: 'CCURATORS' } });
    work.conversations.members.set('C1', []);
    work.conversations.say('C1', { text: GATEWAY });
    const { asked } = await runJob(work, CHANNEL_INPUT, { presses: [OPEN] });

    expect(asked).toMatchObject([
      { type: 'open', place: { workspace: 'T1', channel: 'CCURATORS' } },
    ]);
    expect((await work.candidates.all())[0]?.origins).toEqual([
      { type: 'channel', label: '#platform', channel: 'C1' },
    ]);
  });
});
