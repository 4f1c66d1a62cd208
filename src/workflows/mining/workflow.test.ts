import { describe, expect, it } from 'vitest';
import { aButtonPress, aMessage, anActor, aPlace, aSession } from '../../../test/builders.ts';
import {
  at,
  asker,
  begun,
  CHANNEL,
  colleague,
  failed,
  FILES,
  lookedAt,
  mined,
  stateAfter,
  THREAD,
} from '../../../test/mining-events.ts';
import type { MiningState } from './state.ts';
import { transition } from './transition.ts';
import { miningWorkflow } from './workflow.ts';
import { renderPlainText } from '../../chat/plain-text.ts';

function session(state: MiningState) {
  return { ...aSession({ workflow: 'mining' }), state };
}

function textOf(state: MiningState): string {
  return miningWorkflow
    .view(session(state))
    .map(({ card }) => renderPlainText(card))
    .join('\n');
}

function press(name: string, actor = asker) {
  return aButtonPress({ sessionId: 'job-1', action: { name }, actor });
}

describe('the card of a channel', () => {
  it('says what will happen before a curator opens it', () => {
    const text = textOf(stateAfter(CHANNEL, lookedAt({ isOpen: false })));

    expect(text).toContain('Open #platform for mining?');
    expect(text).toContain('the last 90 days');
    expect(text).toContain('looks like a secret is hidden before anything is read');
    expect(text).toContain('to people who can see this conversation and to curators');
    expect(text).toContain('patterns unmine #platform');
    expect(text).toContain('[Open it and read]');
  });

  it('says that candidates go to the curators’ channel, where there is one', () => {
    const reviewsIn = aPlace({ channel: 'CURATORS' });
    const text = textOf(stateAfter(CHANNEL, lookedAt({ isOpen: false, reviewsIn })));

    expect(text).toContain('is shown in the curators’ channel');
  });

  it('tells how far the dates have come, how fast, and how long it will still take', () => {
    const state = stateAfter(
      CHANNEL,
      lookedAt(),
      mined({
        at: at(61),
        reachedAt: at(-1_944_000),
        counts: { messages: 200, conversations: 40, understood: 5, found: 2 },
      }),
    );
    const text = textOf(state);

    expect(text).toContain('200 messages · 200 a minute · about 3 min left');
    expect(text).toContain('40 conversations · 5 looked at closely · 2 found');
    expect(text).toContain('[Cancel]');
    expect(JSON.stringify(miningWorkflow.view(session(state)))).toContain('"fraction":0.25');
  });

  it('says until when it waits, and why', () => {
    const slowed = textOf(stateAfter(CHANNEL, lookedAt(), mined({ retryAfterMs: 60_000 })));
    const away = textOf(stateAfter(CHANNEL, lookedAt(), failed({ type: 'mine-page' })));

    expect(slowed).toContain('I was asked to read more slowly. I go on at');
    expect(away).toContain('The knowledge index is not answering. I go on at');
  });

  it('ends with what came of it, and where that is', () => {
    const found = Array.from({ length: 7 }, (_, index) => `cand-${index}`);
    const last = stateAfter(
      CHANNEL,
      lookedAt(),
      mined({
        found,
        isLast: true,
        counts: { messages: 1_200, found: 7, policies: 2, hidden: 3, understood: 9 },
        by: 'claude-x',
      }),
    );
    const text = textOf(transition(last, { type: 'mining-recorded', at: at(90) }).state);

    expect(text).toContain('Found 5 patterns and 2 policies in 1,200 messages.');
    expect(text).toContain(
      'The cards of the first 5 are in this thread, with what becomes of them. 2 more wait in the queue',
    );
    expect(text).toContain('3 parts that looked like secrets were hidden');
    expect(text).toContain('Understood by claude-x.');
    expect(text).not.toContain('[Cancel]');
  });

  it('says by whom it was understood where the model was away for a part of it', () => {
    const parts = ['claude-x', 'offline'].map((by) => mined({ by, counts: { understood: 1 } }));
    const last = stateAfter(CHANNEL, lookedAt(), ...parts, mined({ isLast: true }));
    const text = textOf(transition(last, { type: 'mining-recorded', at: at(90) }).state);

    expect(text).toContain('Understood by claude-x and the built-in rules.');
  });

  it('says since when nothing is new, and how many wait, instead of nothing', () => {
    const since = '2026-11-01T14:03:00.000Z';
    const last = stateAfter(
      CHANNEL,
      lookedAt(),
      mined({ isLast: true, since, counts: { messages: 5, conversations: 2 } }),
    );
    const ended = (waiting: number) =>
      transition(last, { type: 'mining-recorded', at: at(90), waiting }).state;

    expect(textOf(ended(3))).toContain(
      'Nothing new since 2026-11-01 14:03 UTC. 3 candidates wait: candidates list.',
    );
    expect(textOf(ended(3))).toContain('[Show candidates]');
    expect(textOf(ended(1))).toContain('1 candidate waits');
    expect(textOf(ended(0))).not.toContain('candidate');
    expect(textOf(ended(3))).not.toMatch(/found nothing|patterns new|looked at closely/u);
    expect(miningWorkflow.summary(session(ended(3))).status).toEqual([
      'Nothing new since 2026-11-01 14:03 UTC. 3 candidates wait: candidates list.',
    ]);
  });

  it('says what was found since, too', () => {
    const since = '2026-11-01T14:03:00.000Z';
    const last = mined({
      isLast: true,
      since,
      found: ['cand-1'],
      counts: { messages: 5, found: 1 },
    });
    const done = transition(stateAfter(CHANNEL, lookedAt(), last), {
      type: 'mining-recorded',
      at: at(90),
      waiting: 4,
    });

    expect(textOf(done.state)).toContain('Found 1 pattern in 5 messages.');
    expect(textOf(done.state)).not.toContain('Nothing new');
  });

  it('says that a curator closed it meanwhile, and what was found until then', () => {
    const found = mined({ reached: '9', found: ['cand-1'], counts: { messages: 5, found: 1 } });
    const closing = stateAfter(CHANNEL, lookedAt(), found, { type: 'reading-closed', at: at(70) });
    const text = textOf(transition(closing, { type: 'mining-recorded', at: at(90) }).state);

    expect(text).toContain('Stopped reading #platform');
    expect(text).toContain('A curator closed it for mining.');
    expect(text).toContain('Found 1 pattern in 5 messages.');
  });

  it('can be tried again where something does not answer for long', () => {
    const text = textOf(stateAfter(CHANNEL, lookedAt(), failed({ type: 'mine-page', tries: 6 })));

    expect(text).toContain('The knowledge index is not answering.');
    expect(text).toContain('Nothing that was read is lost.');
    expect(text).toContain('[Try again]');
  });
});

describe('the card of a thread', () => {
  it('says in one line what was found', () => {
    const part = mined({ found: ['cand-1'], isLast: true, counts: { messages: 12, found: 1 } });

    expect(textOf(stateAfter(THREAD, lookedAt(), part))).toContain(
      'Found 1 pattern in 12 messages.',
    );
  });

  it('is friendly where nothing was, and says what to do instead', () => {
    const part = mined({ isLast: true, counts: { messages: 3 } });
    const text = textOf(stateAfter(THREAD, lookedAt(), part));

    expect(text).toContain('I found nothing in 3 messages that says how you do things.');
    expect(text).toContain('patterns new');
  });

  it('is shown to nobody before it is known whom it is for, and then there alone', () => {
    const answersIn = aPlace({ channel: 'D-U1' });
    const done = stateAfter(THREAD, lookedAt({ answersIn }), mined({ isLast: true }));

    expect(miningWorkflow.view(session(begun(THREAD).state))).toEqual([]);
    expect(miningWorkflow.view(session(done))).toMatchObject([{ slot: 'root', place: answersIn }]);
  });
});

describe('the card of a thread that has to be found', () => {
  const thread = { head: '1789999999.000100', after: '1790000000.000100', read: 2 };

  it('is shown in it, once it is found', () => {
    const sought = stateAfter(THREAD, lookedAt());
    const found = stateAfter(THREAD, lookedAt(), mined({ thread }));
    const place = aPlace({ thread: thread.head });

    expect(miningWorkflow.view(session(sought))).toEqual([]);
    expect(miningWorkflow.view(session(found))).toMatchObject([{ slot: 'root', place }]);
  });

  it('is not needed to say why it waits: whoever asked is told, once', () => {
    const away = failed({ type: 'mine-thread' }, { message: 'I am still getting to know it.' });
    const first = transition(stateAfter(THREAD, lookedAt()), away);
    const second = transition(first.state, away);
    const placed = stateAfter(THREAD, lookedAt({ answersIn: aPlace({ channel: 'D-U1' }) }));
    const told = [first, second, transition(placed, away)].map(({ effects }) =>
      effects.filter(({ type }) => type === 'tell'),
    );

    expect(told.map(({ length }) => length)).toEqual([1, 0, 0]);
    expect(told[0]).toMatchObject([{ to: asker }]);
    expect(JSON.stringify(told[0])).toContain('I am still getting to know it.');
    expect(miningWorkflow.view(session(transition(placed, away).state))).toHaveLength(1);
  });

  it('is shown where it was asked for, where the thread cannot be read', () => {
    const gone = { type: 'source-refused', at: at(2), reason: 'That message is gone.' } as const;
    const [card] = miningWorkflow.view(session(stateAfter(THREAD, lookedAt(), gone)));

    expect(card).not.toHaveProperty('place');
    expect(textOf(stateAfter(THREAD, lookedAt(), gone))).toContain('That message is gone.');
  });

  it('stays with one person, where it is meant for them alone', () => {
    const answersIn = aPlace({ channel: 'D-U1' });
    const state = stateAfter(THREAD, lookedAt({ answersIn }), mined({ thread }));

    expect(miningWorkflow.view(session(state))).toMatchObject([{ place: answersIn }]);
  });
});

describe('the card of documents', () => {
  it('names those that could not be read, with the reason', () => {
    const unread = [{ name: 'rules.md', reason: 'That file is no text.' }];
    const state = stateAfter(FILES, lookedAt(), mined(), mined({ unread, isLast: true }));

    expect(textOf(state)).toContain('rules.md: That file is no text.');
  });
});

describe('who may do what', () => {
  const reading = session(stateAfter(CHANNEL, lookedAt()));
  const asking = session(stateAfter(CHANNEL, lookedAt({ isOpen: false })));

  it('whoever asked cancels at once, anybody else is looked up first', () => {
    expect(miningWorkflow.hear(reading, press('cancel-mining'))).toMatchObject({
      event: { type: 'mining-cancelled', actor: asker },
    });
    expect(miningWorkflow.hear(reading, press('cancel-mining', colleague))).toMatchObject({
      event: { type: 'decision-pressed', actor: colleague, wish: 'cancel' },
    });
  });

  it('opening is looked up for whoever asked, too', () => {
    expect(miningWorkflow.hear(asking, press('open-channel'))).toMatchObject({
      event: { type: 'decision-pressed', actor: asker, wish: 'open' },
    });
  });

  it('a stale button changes nothing', () => {
    const stale = [press('open-channel'), press('leave-channel'), press('try-again')];

    expect(stale.map((one) => miningWorkflow.hear(reading, one).type)).toEqual([
      'refused',
      'refused',
      'refused',
    ]);
  });

  it('talk in the thread is talk', () => {
    const talk = aMessage('cancel that please', { actor: anActor('U1') });

    expect(miningWorkflow.hear(reading, talk)).toEqual({ type: 'ignored' });
  });
});

it('a row of a list says how it stands', () => {
  const states = [
    stateAfter(CHANNEL, lookedAt({ isOpen: false })),
    stateAfter(CHANNEL, lookedAt(), mined({ counts: { messages: 5 } })),
    stateAfter(THREAD, lookedAt(), mined({ isLast: true, counts: { messages: 2 } })),
  ].map((state) => miningWorkflow.summary(session(state)));

  expect(
    states.map(({ title, waitsFor, isUnderWay }) => ({ title, waitsFor, isUnderWay })),
  ).toEqual([
    { title: 'Open #platform for mining?', waitsFor: 'owner', isUnderWay: false },
    { title: 'Reading #platform', waitsFor: 'nobody', isUnderWay: true },
    { title: 'Read this thread', waitsFor: 'nobody', isUnderWay: false },
  ]);
});
