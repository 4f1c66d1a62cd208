import { describe, expect, it } from 'vitest';
import { anActor, aPlace, aSession } from '../../../test/builders.ts';
import { loaded, reviewOf } from '../../../test/candidate-talk.ts';
import { aCandidateWork, aReviewContext } from '../../../test/candidate-work.ts';
import { aChannel } from '../../../test/fakes/conversations.ts';
import { aCandidate } from '../../../test/pattern-builders.ts';
import type { Actor, Place } from '../../chat/actor.ts';

const OWNER = anActor('UBEN');
const FOUND = aCandidate({
  origins: [{ type: 'channel', label: '#board', channel: 'C2', isPrivate: true }],
});

function aBoardWork(people: readonly string[]) {
  const work = aCandidateWork({ candidates: [FOUND] });
  work.conversations.channels.set('C2', aChannel({ id: 'C2', name: 'board', isPrivate: true }));
  work.conversations.members.set('C2', people);
  return work;
}

function load({ activities }: ReturnType<typeof aBoardWork>, place: Place, owner: Actor = OWNER) {
  const session = aSession({ workflow: 'candidate', owner, place, state: reviewOf() });
  return activities['load-candidate'](
    { type: 'load-candidate' },
    aReviewContext(reviewOf(), { session }),
  );
}

describe('the review of what a private channel said', () => {
  it('shows it in that channel, and with one person who is in it', async () => {
    const loaded = { type: 'candidate-loaded', candidate: { id: FOUND.id } };

    expect(await load(aBoardWork([]), aPlace({ channel: 'C2', thread: '1.1' }))).toMatchObject(
      loaded,
    );
    expect(await load(aBoardWork(['UBEN']), aPlace({ channel: 'D-UBEN' }))).toMatchObject(loaded);
  });

  it('shows nothing of it anywhere else', async () => {
    for (const channel of ['C1', 'C3']) {
      await expect(load(aBoardWork(['UBEN']), aPlace({ channel }))).rejects.toMatchObject({
        kind: 'forbidden',
      });
    }
    await expect(load(aBoardWork(['UDREW']), aPlace({ channel: 'D-UBEN' }))).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  it('is decided by a curator who is in it now', async () => {
    const decide = async (people: readonly string[]) => {
      const { activities } = aBoardWork(people);
      const wish = { actor: anActor('UCLEO'), decision: 'accept', version: 1 } as const;
      const context = aReviewContext(reviewOf(loaded({ candidate: FOUND })));
      return (await activities['check-curator']({ type: 'check-curator', ...wish }, context))?.type;
    };

    expect(await decide(['UCLEO'])).toBe('decision-granted');
    expect(await decide(['UBEN'])).toBe('decision-denied');
  });
});

describe('the review of what a channel said that became private since', () => {
  const read = aCandidate({ origins: [{ type: 'channel', label: '#board', channel: 'C2' }] });
  const accepted = aCandidate({
    id: 'cand-bbbbbbbbbbbb',
    status: 'accepted',
    origins: read.origins,
  });

  function aClosedWork(people: readonly string[]) {
    const work = aCandidateWork({ candidates: [read, accepted] });
    work.conversations.channels.set('C2', aChannel({ id: 'C2', name: 'board', isPrivate: true }));
    work.conversations.members.set('C2', people);
    return work;
  }

  it('shows nothing of it elsewhere, and what comes from there is private from then on', async () => {
    const work = aClosedWork(['UBEN']);

    await expect(load(work, aPlace({ channel: 'C1' }))).rejects.toMatchObject({
      kind: 'forbidden',
    });
    for (const { origins } of await work.candidates.all()) {
      expect(origins).toMatchObject([{ channel: 'C2', isPrivate: true }]);
    }
    expect(await load(work, aPlace({ channel: 'D-UBEN' }))).toMatchObject({
      type: 'candidate-loaded',
      candidate: { origins: [{ isPrivate: true }] },
    });
  });

  it('is decided by a curator who is in it', async () => {
    const decide = async (people: readonly string[]) => {
      const { activities } = aClosedWork(people);
      const wish = { actor: anActor('UCLEO'), decision: 'accept', version: 1 } as const;
      const context = aReviewContext(reviewOf(loaded({ candidate: read })));
      return (await activities['check-curator']({ type: 'check-curator', ...wish }, context))?.type;
    };

    expect(await decide(['UCLEO'])).toBe('decision-granted');
    expect(await decide(['UBEN'])).toBe('decision-denied');
  });

  it('is as before where it was handed to the bot alone', async () => {
    const handed = aCandidate({
      origins: [{ type: 'document', label: 'runbook.md', channel: 'D-UBEN' }],
    });
    const work = aCandidateWork({ candidates: [handed] });
    work.conversations.channels.set(
      'D-UBEN',
      aChannel({ id: 'D-UBEN', name: undefined, isPrivate: true, isDirect: true }),
    );

    expect(await load(work, aPlace({ channel: 'C1' }))).toMatchObject({ type: 'candidate-loaded' });
  });
});
