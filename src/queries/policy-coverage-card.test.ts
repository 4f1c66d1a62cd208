import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../test/a-policy.ts';
import { anActor } from '../../test/builders.ts';
import { commands } from '../../test/capability-stage.ts';
import { aPolicyStage } from '../../test/policy-stage.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import type { Coverage, CoverageRow } from '../domain/policy/coverage.ts';

const viewer = anActor('U9');
const REGION = aPolicy();

function aRow(over: Partial<CoverageRow['kind']>, leftOut?: CoverageRow['leftOut']): CoverageRow {
  const kind = { version: 'v1', kind: 'Thing', plural: 'things', namespaced: true };
  return {
    kind: { group: 'a.example.org', ...kind, ...over },
    paths: ['spec.region'],
    ruleIds: leftOut === undefined ? ['r1'] : [],
    ...(leftOut === undefined ? {} : { leftOut }),
    note: leftOut === undefined ? 'spec.region must be us-east-1' : '',
  };
}

describe('the coverage of a policy', () => {
  async function covering(rows: readonly CoverageRow[]) {
    const stage = aPolicyStage();
    const coverage = await stage.artifacts.put(
      JSON.stringify({ rows: [...rows] } satisfies Coverage),
    );
    await stage.book.save({ ...REGION, coverage });
    return stage.queries;
  }

  it('is counted by group, and leads to the whole table', async () => {
    const queries = await covering([
      aRow({ kind: 'Left' }, 'another-cloud'),
      aRow({ kind: 'One' }),
      aRow({ kind: 'Two', group: 'b.example.org' }),
      aRow({ kind: 'Three', group: 'b.example.org' }),
    ]);
    const card = await queries.show(REGION.id, viewer);
    const table = card.elements.find((element) => element.type === 'table');

    expect(renderPlainText(card)).toContain('3 kinds covered, 1 left out for a reason.');
    expect(table).toMatchObject({
      rows: [
        ['b.example.org', '2', '0'],
        ['a.example.org', '1', '1'],
      ],
    });
    expect(commands(card)).toContain(`policies coverage ${REGION.id}`);
  });

  it('names every kind, covered ones first, page by page', async () => {
    const queries = await covering([
      aRow({ kind: 'Left' }, 'cannot-say'),
      ...Array.from({ length: 30 }, (_, index) => aRow({ kind: `Kind${index}` })),
    ]);
    const first = await queries.coverage({ name: REGION.id, page: 1 });
    const last = await queries.coverage({ name: REGION.id, page: 7 });

    expect(first.title).toBe('Coverage 1–25 of 31');
    expect(renderPlainText(first)).toContain('spec.region must be us-east-1');
    expect(commands(first)).toContain(`policies coverage ${REGION.id} page 2`);
    expect(last.title).toBe('Coverage 26–31 of 31');
    expect(renderPlainText(last)).toContain(
      'nothing in it says in which cloud it runs. It has spec.region',
    );
  });

  it('is told by the rules alone where the table is not kept any more', async () => {
    const { queries } = aPolicyStage([REGION]);
    const text = renderPlainText(await queries.show(REGION.id, viewer));

    expect(text).toContain('It reaches 1 kind.');
    await expect(queries.coverage({ name: REGION.id, page: 1 })).rejects.toEqual(
      expect.objectContaining({ kind: 'invalid-input' }),
    );
  });

  it('of nothing is no empty table', async () => {
    const queries = await covering([]);

    expect(renderPlainText(await queries.coverage({ name: REGION.id, page: 1 }))).toContain(
      'No kind of the cluster has a field that this policy speaks of.',
    );
  });
});
