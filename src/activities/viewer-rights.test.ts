import { describe, expect, it } from 'vitest';
import { anActor } from '../../test/builders.ts';
import { createFakeChatPlatform } from '../../test/fakes/chat-platform.ts';
import { aChannel, createFakeConversations } from '../../test/fakes/conversations.ts';
import { createFakeClock } from '../../test/fakes/clock.ts';
import { Failure } from '../domain/failure.ts';
import { Organisation } from '../domain/organisation.ts';
import { createViewerRights } from './viewer-rights.ts';

const ana = anActor('UANA');
const cleo = anActor('UCLEO');

function aWorld(organisation: unknown = { roles: ROLES }) {
  const chat = createFakeChatPlatform();
  chat.groups.set('SAPPROVE', ['UCLEO', 'UGUEST']);
  chat.standings.set('UGUEST', 'guest');
  const asked: string[] = [];
  const faults: Failure[] = [];
  const counted = {
    person: async (actor: typeof ana) => {
      asked.push(actor.id);
      const fault = faults.pop();
      if (fault) throw fault;
      return chat.person(actor);
    },
    groupMembers: (id: string) => {
      asked.push(id);
      return chat.groupMembers(id);
    },
  };
  const clock = createFakeClock();
  const conversations = createFakeConversations();
  const rights = createViewerRights({
    chat: counted,
    organisation: Organisation.parse(organisation),
    isDemo: false,
    conversations,
    clock,
  });
  return { asked, chat, clock, conversations, faults, rights };
}

function rightsOf(viewer = cleo, organisation?: unknown) {
  const { asked, rights } = aWorld(organisation);
  return { asked, rights: rights(viewer) };
}

const ROLES = { approvers: { groups: ['SAPPROVE'] }, curators: { people: ['UANA'] } };

describe('what a viewer may do', () => {
  it('is what a click would be allowed', async () => {
    const rights = await rightsOf().rights;

    expect(rights).toMatchObject({ isMember: true, mayScan: false });
    expect(await rights.mayDecide(ana)).toBe(true);
    expect(await rights.mayDecide(cleo)).toBe(false);
    const anas = await rightsOf(ana).rights;
    expect(anas.mayScan).toBe(true);
    expect(await anas.mayDecide(cleo)).toBe(false);
  });

  it('includes the spend for curators and approvers, and for nobody else', async () => {
    const sees = async (id: string, organisation?: unknown) =>
      (await rightsOf(anActor(id), organisation).rights).seesSpend();

    expect(await sees('UANA')).toBe(true);
    expect(await sees('UCLEO')).toBe(true);
    expect(await sees('UBEN')).toBe(false);
    expect(await sees('UGUEST')).toBe(false);
    expect(await sees('UCLEO', {})).toBe(false);
  });

  it('covers the own changes where the organisation lets requesters approve', async () => {
    const organisation = { roles: ROLES, approvals: { allowRequester: true } };
    const rights = await rightsOf(cleo, organisation).rights;

    expect(await rights.mayDecide(cleo)).toBe(true);
  });

  it('is nothing for a guest, even one who is in a group', async () => {
    const rights = await rightsOf(anActor('UGUEST')).rights;

    expect(rights).toMatchObject({ isMember: false, mayScan: false });
    expect(await rights.mayDecide(ana)).toBe(false);
  });

  it('asks for each person and group once, however many changes there are', async () => {
    const { asked, rights } = rightsOf();
    const { mayDecide } = await rights;
    for (const id of ['U1', 'U2', 'U3', 'U4']) await mayDecide(anActor(id));

    expect(asked.toSorted()).toEqual(['SAPPROVE', 'UCLEO']);
  });

  it('costs one look at a group for everybody who looks within half a minute', async () => {
    const { asked, clock, rights } = aWorld();
    for (let round = 0; round < 3; round += 1) {
      for (const id of ['U1', 'U2', 'U3']) await (await rights(anActor(id))).mayDecide(ana);
      await clock.advance(9_000);
    }

    expect(asked.toSorted()).toEqual(['SAPPROVE', 'U1', 'U2', 'U3']);
  });

  it('follows what became of a person or a group half a minute later', async () => {
    const { chat, clock, rights } = aWorld();
    expect(await (await rights(cleo)).mayDecide(ana)).toBe(true);
    chat.groups.set('SAPPROVE', []);
    await clock.advance(30_000);

    expect(await (await rights(cleo)).mayDecide(ana)).toBe(false);
  });

  it('reaches into the channels that they are in, looked up once in half a minute', async () => {
    const { clock, conversations, rights } = aWorld();
    conversations.members.set('C1', ['UCLEO']);
    const isIn = async (id: string) => (await rights(anActor(id))).isIn('C1');

    expect(await isIn('UCLEO')).toBe(true);
    expect(await isIn('UANA')).toBe(false);
    conversations.members.set('C1', ['UANA', 'UGUEST']);
    expect(await isIn('UCLEO')).toBe(true);
    await clock.advance(30_000);
    expect(await isIn('UCLEO')).toBe(false);
    expect(await isIn('UANA')).toBe(true);
    expect(await isIn('UGUEST')).toBe(false);
  });

  it('reaches into no channel of which the platform does not say who is in it', async () => {
    const { conversations, rights } = aWorld();
    conversations.failNext('isMember', new Failure('unavailable', 'Slack is busy.'));

    expect(await (await rights(cleo)).isIn('C1')).toBe(false);
    expect(await (await rights(cleo)).isIn('C1')).toBe(true);
  });

  it('includes a name to ask for what they may not', async () => {
    expect(await (await rightsOf().rights).whomToAsk()).toBe('Ask slack:T1:UANA.');
  });

  it('is asked again where the platform did not say', async () => {
    const { faults, rights } = aWorld();
    faults.push(new Failure('unavailable', 'Slack is busy.'));
    await expect(rights(cleo)).rejects.toThrow('Slack is busy.');

    expect(await rights(cleo)).toMatchObject({ isMember: true });
  });
});

describe('what was read in an open channel', () => {
  it('is seen by everybody as long as it is open, then by those who are in it', async () => {
    const { clock, conversations, rights } = aWorld();
    conversations.channels.set('C1', aChannel({ id: 'C1', name: 'platform' }));
    conversations.members.set('C1', ['UANA']);
    const seen = async () => {
      const viewings = [await rights(ana), await rights(cleo)];
      return Promise.all(viewings.map(({ isIn }) => isIn('C1', false)));
    };

    expect(await seen()).toEqual([true, true]);
    expect(await (await rights(cleo)).isIn('C1')).toBe(false);
    expect(await (await rights(cleo)).isOpen('C1')).toBe(true);
    conversations.channels.set('C1', aChannel({ id: 'C1', name: 'platform', isPrivate: true }));
    await clock.advance(31_000);
    expect(await seen()).toEqual([true, false]);
    expect(await (await rights(ana)).isOpen('C1')).toBe(false);
  });

  it('is asked of the platform once in half a minute, whoever looks', async () => {
    const { conversations, rights } = aWorld();
    conversations.channels.set('C1', aChannel({ id: 'C1', name: 'platform' }));
    for (const viewer of [ana, cleo, ana]) await (await rights(viewer)).isIn('C1', false);

    expect(conversations.calls.filter(({ method }) => method === 'channel')).toHaveLength(1);
  });

  it('is not seen where the platform does not say how it is', async () => {
    const { conversations, rights } = aWorld();
    conversations.members.set('C1', []);
    conversations.failNext('channel', new Failure('unavailable', 'away'), 2);
    const viewing = await rights(cleo);

    expect(await viewing.isIn('C1', false)).toBe(false);
    expect(await viewing.isOpen('C1')).toBe(false);
  });
});
