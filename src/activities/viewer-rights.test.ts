import { describe, expect, it } from 'vitest';
import { anActor } from '../../test/builders.ts';
import { createFakeChatPlatform } from '../../test/fakes/chat-platform.ts';
import { Organisation } from '../domain/organisation.ts';
import { viewerRights } from './viewer-rights.ts';

const ana = anActor('UANA');
const cleo = anActor('UCLEO');

function rightsOf(viewer = cleo, organisation: unknown = { roles: ROLES }) {
  const chat = createFakeChatPlatform();
  chat.groups.set('SAPPROVE', ['UCLEO', 'UGUEST']);
  chat.standings.set('UGUEST', 'guest');
  const asked: string[] = [];
  const counted = {
    person: (actor: typeof viewer) => {
      asked.push(actor.id);
      return chat.person(actor);
    },
    groupMembers: (id: string) => {
      asked.push(id);
      return chat.groupMembers(id);
    },
  };
  const parts = { chat: counted, organisation: Organisation.parse(organisation), isDemo: false };
  return { asked, rights: viewerRights(parts, viewer) };
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
});
