import { expect, it } from 'vitest';
import { offeredPlaces } from './offered-places.ts';

const person = { isAdmin: false, timeZone: 'Europe/Madrid' };
const channel = { members: [], isArchived: false };
const seen = {
  snapshot: {
    people: [
      { ...person, id: 'U1', name: 'ana', realName: 'Ana Ruiz', standing: 'member' as const },
      {
        ...person,
        id: 'U2',
        name: 'gone',
        realName: 'Greta Gone',
        standing: 'deactivated' as const,
      },
    ],
    channels: [
      { ...channel, id: 'C1', name: 'platform', kind: 'public' as const },
      { ...channel, id: 'C2', name: 'secret', kind: 'private' as const },
      { ...channel, id: 'C3', name: 'old', kind: 'public' as const, isArchived: true },
      { ...channel, id: 'D1', name: '', kind: 'im' as const },
    ],
  },
  nameOf: (id: string) => (id === 'D1' ? 'dotai' : id),
};

function texts(element: Parameters<typeof offeredPlaces>[0]): readonly string[] {
  return offeredPlaces(element, seen).map(({ text }) => text.text);
}

it('offers nobody who has left, and nothing that is archived', () => {
  expect(texts({ type: 'users_select' })).toEqual(['Ana Ruiz']);
  expect(texts({ type: 'channels_select' })).toEqual(['# platform']);
  expect(texts({ type: 'conversations_select' })).toEqual(['# platform', '# secret', 'dotai']);
});

it('offers the conversations that the app asks for', () => {
  const filter = { include: ['im' as const, 'private' as const] };
  expect(texts({ type: 'conversations_select', filter })).toEqual(['# secret', 'dotai']);
});
