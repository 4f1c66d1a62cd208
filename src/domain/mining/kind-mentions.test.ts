import { describe, expect, it } from 'vitest';
import { createKindMentions } from './kind-mentions.ts';

const mentionsIn = createKindMentions([
  { id: 'secret', name: 'secrets', kind: 'Secret', words: ['password'] },
  { id: 'policy', name: 'networkpolicies.networking.k8s.io', kind: 'NetworkPolicy', words: [] },
  { id: 'rds', name: 'instances.rds.example.org', kind: 'Instance', words: ['database'] },
  { id: 'sql', name: 'databaseinstances.sql.example.org', kind: 'DatabaseInstance', words: [] },
]);

function namedIn(text: string): readonly string[] {
  return mentionsIn(text).map(({ id, start, end }) => `${id}: ${text.slice(start, end)}`);
}

describe('a kind of several words', () => {
  it.each([
    'NetworkPolicy',
    'network policy',
    'network-policy',
    'networkpolicies',
    '`NetworkPolicy`',
  ])('is named where they stand together: %s', (name) => {
    expect(namedIn(`Every namespace needs a ${name}.`)).toEqual([
      `policy: ${name.replaceAll('`', '')}`,
    ]);
  });

  it('is not named where they stand apart', () => {
    expect(
      namedIn('For a database use no bare instance, and no network without a policy.'),
    ).toEqual(['rds: database', 'rds: instance']);
  });
});

describe('a service', () => {
  it('names its kinds, alone and with their name', () => {
    expect(namedIn('no RDS instance, no RDS')).toEqual(['rds: RDS instance', 'rds: RDS']);
  });

  it('whose name is a word for anybody’s things names none alone', () => {
    expect(namedIn('the SQL claim, and SQL database instances')).toEqual([
      'sql: SQL database instances',
    ]);
  });
});

describe('names of a program', () => {
  it.each([
    'AWS_SECRET_ACCESS_KEY=[hidden] please use that one',
    'set secret_name and my.secret.name=x',
    'see values/prod/secret.yaml, ./secret and https://secret.example/rds',
    'run `kubectl get secret` --secret',
    '#secret @secret :secret: secret@example.org',
    'the payments-secret-v2 of checkout-network-policy-old',
  ])('name no kind: %s', (text) => {
    expect(namedIn(text)).toEqual([]);
  });

  it('leave the words around them alone', () => {
    expect(namedIn('SECRET_NAME is in a Secret.Use the RDS-Instance.')).toEqual([
      'secret: Secret',
      'rds: RDS-Instance',
    ]);
  });
});
