import { describe, expect, it } from 'vitest';
import { createFakePatternBook } from '../../../test/fakes/pattern-book.ts';
import { aDatabasePattern, aPattern } from '../../../test/pattern-builders.ts';
import { gateway, rds, sqlClaim } from '../../../test/pattern-cases.ts';
import { aCapability } from '../../../test/a-capability.ts';
import { solveAssembleSolutions } from '../../adapters/offline/assemble-solutions.ts';
import type { Capability } from '../../domain/capability.ts';
import type { Pattern } from '../../domain/pattern/pattern.ts';
import { findPatterns, shownWith } from './found-patterns.ts';
import { triggerMeant, triggersSaid } from './pattern-words.ts';

const SAID = 'create a PostgreSQL database in AWS that is publicly accessible';

function matchOf(capability: Capability, score = 1) {
  return { capability, score, matched: [] };
}

function aWorld(patterns: readonly Pattern[], known: readonly Capability[] = [gateway, sqlClaim]) {
  const book = createFakePatternBook(patterns);
  const byId = new Map(known.map((one) => [one.id, one]));
  const capabilities = {
    get: async (id: string) => byId.get(id),
    search: async () => [],
    count: async () => known.length,
    isPreparing: async () => false,
  };
  const find = (said = SAID, found = [matchOf(rds)]) =>
    findPatterns({ patterns: book, capabilities }, { said, found });
  return { book, find };
}

describe('the patterns for a request', () => {
  it('are those whose triggers it says, with what the cluster knows of their resources', async () => {
    const found = await aWorld([aPattern(), aDatabasePattern()]).find();

    expect(found.map(({ pattern }) => pattern.name).toSorted()).toEqual([
      'AWS public services',
      'DevOps Toolkit DB',
    ]);
    expect(found.find(({ pattern }) => pattern.name === 'DevOps Toolkit DB')).toMatchObject({
      capabilities: [{ id: sqlClaim.id }],
      gone: [],
      triggers: ['database', 'PostgreSQL'],
    });
  });

  it('are named with what of them the cluster does not serve any more', async () => {
    const goneAt = '2026-11-03T09:00:00.000Z';
    const names = ['internetgateways.ec2.aws.example.org'];

    expect(await aWorld([aPattern()], []).find()).toMatchObject([{ gone: names }]);
    expect(await aWorld([aPattern()], [{ ...gateway, goneAt }]).find()).toMatchObject([
      { gone: names, capabilities: [] },
    ]);
  });

  it('are those that a search finds, too, without a trigger that was said', async () => {
    const said = 'one claim for credentials';

    expect(await aWorld([aDatabasePattern()]).find(said)).toMatchObject([{ triggers: [] }]);
    expect(await aWorld([aDatabasePattern()]).find('bananas')).toEqual([]);
  });

  it('are none of the drafts', async () => {
    expect(await aWorld([aPattern({ status: 'draft' })]).find()).toEqual([]);
    expect(await aWorld([]).find()).toEqual([]);
  });

  it('are the guiding version while a draft stands above it', async () => {
    const { book, find } = aWorld([aPattern()]);
    await book.save(aPattern({ version: 2, status: 'draft', triggers: ['bananas'] }));

    expect(await find()).toMatchObject([{ pattern: { version: 1, status: 'active' } }]);
  });

  it('stop the step while they cannot be read', async () => {
    const { book, find } = aWorld([aPattern()]);
    book.setDown(true);

    await expect(find()).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('are looked for on the cluster whose kinds they name where the search found nothing', async () => {
    expect(await aWorld([aDatabasePattern()]).find(SAID, [])).toMatchObject([
      { capabilities: [{ id: sqlClaim.id }] },
    ]);
  });
});

describe('what a drafter is shown', () => {
  it('has the resources of patterns after what was found, each once, and says which came so', async () => {
    const found = await aWorld([aPattern(), aDatabasePattern()]).find();
    const shown = shownWith([matchOf(rds), matchOf(sqlClaim, 0.4)], found);

    expect(shown.capabilities.map(({ kind }) => kind)).toEqual([
      'Instance',
      'SQLClaim',
      'InternetGateway',
    ]);
    expect(shown.capabilities.at(-1)?.score).toBe(0.4);
    expect([...shown.joined]).toEqual([gateway.id]);
    expect(shown.patterns.map(({ name, capabilityIds }) => [name, capabilityIds])).toEqual(
      expect.arrayContaining([
        ['AWS public services', ['c03']],
        ['DevOps Toolkit DB', ['c02']],
      ]),
    );
    expect(shown.patterns.map(({ applies }) => applies).join()).toContain('run natively in AWS');
  });

  it('calls a golden path what its pattern is called by in the request, and nothing else so', async () => {
    const found = await aWorld([aPattern(), aDatabasePattern()]).find();
    const shown = shownWith([matchOf({ ...sqlClaim, tags: ['claim'] })], found);

    expect(shown.capabilities.map(({ tags }) => tags)).toEqual([
      ['database', 'postgresql', 'claim'],
      gateway.tags,
    ]);
  });

  it('makes a golden path a solution where only its pattern says what it is for', async () => {
    const claim = aCapability({ kind: 'Koala' }, { abstraction: 'golden-path' });
    const pattern = aDatabasePattern({ resources: [claim.kind], triggers: ['treasure chest'] });
    const said = 'a treasure chest for orders';
    const found = await aWorld([pattern], [claim]).find(said, []);
    const draftedFrom = (patterns: typeof found, capabilities: readonly Capability[]) => {
      const shown = shownWith(
        capabilities.map((one) => matchOf(one)),
        patterns,
      );
      return solveAssembleSolutions({ intent: said, clarifications: [], ...shown }).solutions;
    };

    expect(draftedFrom(found, [])).toMatchObject([{ capabilityIds: ['c01'] }]);
    expect(draftedFrom([], [claim])).toEqual([]);
  });

  it('has five patterns at most, and none that the cluster cannot follow', async () => {
    const many = Array.from({ length: 7 }, (_, index) =>
      aPattern({ id: `pat-00000000000${index}`, name: `AWS public services ${index}` }),
    );
    const all = await aWorld(many).find();
    const gone = await aWorld([aPattern()], []).find();

    expect(all).toHaveLength(7);
    expect(shownWith([matchOf(rds)], all).patterns).toHaveLength(5);
    expect(shownWith([matchOf(rds)], gone).patterns).toEqual([]);
  });

  it('grows by sixteen capabilities at most, however many the patterns have', async () => {
    const kinds = Array.from({ length: 32 }, (_, index) => aCapability({ kind: `Kind${index}` }));
    const patterns = [0, 1, 2, 3].map((place) =>
      aPattern({
        id: `pat-00000000000${place}`,
        resources: kinds.slice(place * 8, place * 8 + 8).map(({ kind }) => kind),
      }),
    );
    const shown = shownWith([matchOf(rds)], await aWorld(patterns, kinds).find());

    expect(shown.patterns).toHaveLength(2);
    expect(shown.capabilities).toHaveLength(17);
  });
});

describe('a trigger', () => {
  const conditions = { providers: [], groups: [], purposes: [] };
  const named = (trigger: string) => ({ name: trigger, triggers: [trigger], conditions });

  it.each([
    ['databases', 'a database for orders', true],
    ['managed databases', 'a database for orders', true],
    ['SQL databases', 'a database for orders', false],
    ['AWS databases', 'a database in Azure', false],
    ['AWS databases', 'an RDS database', true],
    ['managed services', 'a database for orders', false],
  ])('"%s" is said by "%s": %s', (trigger, said, isSaid) => {
    expect(triggersSaid(named(trigger), said).length > 0).toBe(isSaid);
  });

  it('that says no thing leaves it to the conditions, where there are any', () => {
    const withConditions = { ...named('public services'), conditions: aPattern().conditions };

    expect(triggersSaid(withConditions, 'a database in AWS')).toHaveLength(2);
  });

  it('is meant by another word only for what is called so', () => {
    const said = 'postgres for orders';

    expect(triggerMeant(named('databases'), { said, primary: rds })).toBe('databases');
    expect(triggerMeant(named('databases'), { said, primary: gateway })).toBeUndefined();
  });
});
