import { describe, expect, it } from 'vitest';
import type { FieldRow } from '../field-table.ts';
import { newestForEngine } from './hints-engines.ts';
import { exampleInText, optionsInText, valueInIntent } from './hints.ts';

function row(path: string, more: Partial<FieldRow> = {}): FieldRow {
  return { path, type: 'string', required: false, description: '', ...more };
}

describe('what an intent says about a field', () => {
  it.each([
    ['run a backup every night', 'spec.schedule', '0 3 * * *'],
    ['check it every 15 minutes', 'spec.schedule', '*/15 * * * *'],
    ['expose it at shop.example.com', 'spec.host', 'shop.example.com'],
    ['run ghcr.io/acme/api:1.2 as a service', 'spec.image', 'ghcr.io/acme/api:1.2'],
    ['run redis:7', 'spec.image', 'redis:7'],
    ['image registry.local:5000/team/app:1', 'spec.image', 'registry.local:5000/team/app:1'],
    ['the image ghcr.io/acme/web', 'spec.image', 'ghcr.io/acme/web'],
    ['every day at 5pm', 'spec.schedule', '0 17 * * *'],
    ['every day at 10:30', 'spec.schedule', '30 10 * * *'],
    ['every 6 hours', 'spec.schedule', '0 */6 * * *'],
    ['jede Nacht', 'spec.schedule', '0 3 * * *'],
    ['a range of 172.16.0.0/12', 'spec.cidrBlock', '172.16.0.0/12'],
    ['tell ops@example.com', 'spec.email', 'ops@example.com'],
    [
      'deploy https://git.example.com/shop.git daily',
      'spec.repoURL',
      'https://git.example.com/shop.git',
    ],
  ])('"%s" sets %s', (intent, path, value) => {
    expect(valueInIntent(row(path), { intent, options: [] })).toBe(value);
  });

  it('counts seconds where the schema says so', () => {
    const schedule = row('spec.schedule', { description: 'Cron format with seconds.' });

    expect(valueInIntent(schedule, { intent: 'every hour', options: [] })).toBe('0 0 * * * *');
  });

  it('fills a list of hosts', () => {
    const names = row('spec.dnsNames', { type: 'array', itemType: 'string' });
    const intent = 'a certificate for shop.example.com';

    expect(valueInIntent(names, { intent, options: [] })).toEqual(['shop.example.com']);
  });

  it('tells a record from what it points to', () => {
    const intent = 'www.example.com points to lb.example.net, and 192.0.2.9 is old';
    const name = row('spec.name', { description: 'The full host name.' });
    const targets = { type: 'array', itemType: 'string', description: 'Addresses.' } as const;

    expect(valueInIntent(name, { intent, options: [] })).toBe('www.example.com');
    expect(valueInIntent(row('spec.targets', targets), { intent, options: [] })).toEqual([
      'lb.example.net',
    ]);
  });

  it.each([
    ['localhost:8080 answers', 'spec.image'],
    ['db.example.com:5432 answers', 'spec.image'],
    ['redis:7 or redis:6', 'spec.image'],
    ['at 10:30', 'spec.image'],
    ['a.example.com and b.example.com', 'spec.host'],
    ['it is written in docs.md', 'spec.host'],
    ['10.0.0.0/16 and 10.1.0.0/16', 'spec.cidrBlock'],
    ['10.0.0.0/16', 'spec.ipv6CidrBlock'],
    ['at 3', 'spec.schedule'],
    ['www.example.com', 'spec.secretRef.name'],
    ['www.example.com', 'spec.nameConstraints.excluded.dnsDomains'],
    ['www.example.com', 'spec.directory.domain'],
  ])('"%s" is nothing for %s', (intent, path) => {
    const described = row(path, { description: 'The host name.' });

    expect(valueInIntent(described, { intent, options: [] })).toBeUndefined();
  });

  it.each(['run the image ghcr.io/acme/api:1.2', 'deploy https://git.example.com/shop.git'])(
    'takes no host from "%s"',
    (intent) => {
      expect(valueInIntent(row('spec.host'), { intent, options: [] })).toBeUndefined();
    },
  );

  it('takes an article for no record type', () => {
    const options = ['A', 'CNAME'];

    expect(valueInIntent(row('spec.type'), { intent: 'a record', options })).toBeUndefined();
    expect(valueInIntent(row('spec.type'), { intent: 'a CNAME record', options })).toBe('CNAME');
  });

  it('finds the engine among those that the schema allows', () => {
    const options = ['aurora-postgresql', 'aurora-mysql'];
    const intent = 'a PostgreSQL database';

    expect(valueInIntent(row('spec.engine'), { intent, options })).toBe('aurora-postgresql');
  });
});

describe('the version of a product', () => {
  const combined = row('spec.databaseVersion', {
    description: 'The engine and its version: POSTGRES_15, POSTGRES_16, MYSQL_5_7 or MYSQL_8_0.',
  });

  it.each([
    ['postgres 15', 'POSTGRES_15'],
    ['postgres 14', 'POSTGRES_14'],
    ['MySQL 5', 'MYSQL_5_7'],
    ['MySQL 8.4', 'MYSQL_8_4'],
    ['MySQL 9', undefined],
    ['version 15', undefined],
    ['postgres 15 and postgres 16', undefined],
  ])('"%s" is written as the schema writes it', (intent, value) => {
    expect(valueInIntent(combined, { intent, options: [] })).toBe(value);
  });

  it('is the newest of the engine where none is said', () => {
    const field = { options: [], description: combined.description };

    expect(newestForEngine('a MySQL database', field)).toBe('MYSQL_8_0');
    expect(newestForEngine('MySQL 5', field)).toBeUndefined();
    expect(newestForEngine('a database', field)).toBeUndefined();
  });

  it('is the option that it begins', () => {
    const options = ['10.11', '11.4'];
    const versions = row('spec.engineVersion');

    expect(valueInIntent(versions, { intent: 'mariadb 11', options })).toBe('11.4');
    expect(valueInIntent(versions, { intent: '11 replicas', options })).toBeUndefined();
  });

  it('is of the product only', () => {
    const intent = 'postgres 16';

    expect(valueInIntent(row('spec.version'), { intent, options: [] })).toBe('16');
    expect(valueInIntent(row('spec.maintenanceVersion'), { intent, options: [] })).toBeUndefined();
  });
});

describe('sizes in other words', () => {
  const options = ['small', 'medium', 'large'];

  it.each([
    ['eine große Datenbank', 'large'],
    ['die mittlere Größe', 'medium'],
    ['une petite base', 'small'],
    ['the biggest database', 'large'],
    ['a big data platform', undefined],
    ['nicht groß', undefined],
    ['tiny or big', undefined],
    ['wait a little', undefined],
  ])('"%s"', (intent, value) => {
    expect(valueInIntent(row('spec.size'), { intent, options })).toBe(value);
  });
});

it.each([
  ['aurora-postgresql or aurora-mysql.', ['aurora-postgresql', 'aurora-mysql']],
  ['The engine: postgres, mysql or mariadb.', ['postgres', 'mysql', 'mariadb']],
  ['Whether it is on or off matters little.', []],
])('reads the options of "%s"', (description, options) => {
  expect(optionsInText(description)).toEqual(options);
});

it('reads the example that a description gives', () => {
  expect(exampleInText('The region, such as us-east-1.')).toBe('us-east-1');
  expect(exampleInText('The region.')).toBeUndefined();
});
