import { expect, it } from 'vitest';
import { aFieldTable } from '../../../test/fakes/cluster.ts';
import { aRow } from '../../../test/tables.ts';
import { withDefaults } from './defaults.ts';
import { createSchemaIndex } from './schema-index.ts';

const rows = [
  aRow('spec', { type: 'object' }),
  aRow('spec.storage', { type: 'object', default: { encrypted: true } }),
  aRow('spec.storage.encrypted', { type: 'boolean', default: true, isDefaultInherited: true }),
  aRow('spec.storage.size', { default: 'small' }),
];
const index = createSchemaIndex(aFieldTable({ rows }));

it('gives a part that is left out the default of the whole, and a part that is there none of it', () => {
  expect(withDefaults({ spec: {} }, index)).toEqual({
    spec: { storage: { encrypted: true, size: 'small' } },
  });
  expect(withDefaults({ spec: { storage: { size: 'large' } } }, index)).toEqual({
    spec: { storage: { size: 'large' } },
  });
});
