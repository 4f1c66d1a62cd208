import { describe, expect, it } from 'vitest';
import type { FieldRow } from '../field-table.ts';
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
