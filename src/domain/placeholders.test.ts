import { describe, expect, it } from 'vitest';
import { hideSecrets, holdsSecretOf } from './placeholders.ts';

const KEY = 'AKIAIOSFODNN7EXAMPLE';

describe('placeholders', () => {
  it('are one for each secret, whichever text it stands in', () => {
    const { texts, secrets } = hideSecrets([`use ${KEY}`, `password=hunter22! and ${KEY}`]);

    expect(texts).toEqual(['use ⟨secret-1⟩', 'password=⟨secret-2⟩ and ⟨secret-1⟩']);
    expect(Object.fromEntries(secrets)).toEqual({
      '⟨secret-1⟩': KEY,
      '⟨secret-2⟩': 'hunter22!',
    });
  });

  it('stand for a secret also where nothing beside it says that it is one', () => {
    const { texts } = hideSecrets(['hunter22 it is', 'password: hunter22', 'not hunter221']);

    expect(texts).toEqual(['⟨secret-1⟩ it is', 'password: ⟨secret-1⟩', 'not hunter221']);
  });

  it('never bear a name that a text has written itself', () => {
    const { texts, secrets } = hideSecrets([`${KEY}, not ⟨secret-1⟩`, 'say ⟨secret-2⟩']);

    expect(texts).toEqual(['⟨secret-3⟩, not ⟨secret-1⟩', 'say ⟨secret-2⟩']);
    expect([...secrets.keys()]).toEqual(['⟨secret-3⟩']);
  });

  it('leave a word alone where nothing beside it says that it is a secret', () => {
    const { texts } = hideSecrets(['a postgres database, DB_PASSWORD=postgres', 'postgres | 16']);

    expect(texts).toEqual(['a postgres database, DB_PASSWORD=⟨secret-1⟩', 'postgres | 16']);
    expect(holdsSecretOf('postgres', texts)).toBe(false);
    expect(holdsSecretOf('postgres', ['DB_PASSWORD=postgres'])).toBe(true);
    expect(holdsSecretOf('postgresql', ['DB_PASSWORD=postgres'])).toBe(false);
  });

  it.each(['0a1b2c3d4e5f60718293a4b5c6d7e8f9', 'Cluster1.rds.aws.example'])(
    'leave the id %s alone where it stands as one, though somebody called it a secret',
    (id) => {
      const { texts } = hideSecrets([`token: ${id}`, `${id} | Database`]);

      expect(texts).toEqual(['token: ⟨secret-1⟩', `${id} | Database`]);
    },
  );
});

describe('a value', () => {
  const texts = ['be fast, the admin password is hunter2secret!', 'password: "abc"'];

  it.each([
    'hunter2secret!',
    'sign in with hunter2secret!',
    ['a', { name: 'hunter2secret!' }],
    { 'hunter2secret!': 1 },
    'abc',
  ])('%j holds a secret of the texts', (value) => {
    expect(holdsSecretOf(value, texts)).toBe(true);
  });

  it.each(['be fast', 'abcd', ['admin', 3, true, null], {}])('%j holds none', (value) => {
    expect(holdsSecretOf(value, texts)).toBe(false);
  });
});

it('has a name for each of many secrets where a text has taken many names', () => {
  const taken = Array.from({ length: 30_000 }, (_, index) => `⟨secret-${index + 1}⟩`).join(' ');
  const { secrets } = hideSecrets([taken, `use ${KEY}`]);

  expect([...secrets]).toEqual([['⟨secret-30001⟩', KEY]]);
});
