import { describe, expect, it } from 'vitest';
import {
  ADMISSION,
  BINDING,
  enforced,
  plain,
  type RemovalSetting,
  stage,
} from '../../../test/policy-removal-work.ts';
import { Failure } from '../../domain/failure.ts';
import type { PolicyRemovalState } from '../../workflows/policy-removal/state.ts';

describe('a draft above a version that guides', () => {
  async function drafted(wish?: PolicyRemovalState['wish']) {
    const given = stage({ policy: enforced, version: 2, ...(wish ? { wish } : {}) });
    const draft = { ...enforced, version: 2, status: 'draft' as const, sentence: 'Said anew' };
    await given.policies.save(draft);
    return { ...given, draft };
  }

  it('is told from a policy that is a draft alone', async () => {
    const { lookUp } = await drafted();
    const alone = stage({ policy: { ...plain, status: 'draft' }, live: [] });

    expect(await lookUp()).toMatchObject({ isDraft: false, guiding: 1 });
    const found = await alone.lookUp();
    expect(found).toMatchObject({ isDraft: true });
    expect(found).not.toHaveProperty('guiding');
  });

  it('is dropped by storing what guides anew, once', async () => {
    const { remove, policies, cluster } = await drafted('draft');
    await remove();
    await remove();

    expect(await policies.active()).toMatchObject([
      { version: 3, sentence: enforced.sentence, changedBy: 'slack:T1:UCLEO' },
    ]);
    expect((await policies.versions(enforced.id)).length).toBe(3);
    expect((await policies.get(enforced.id))?.enforcement?.changeId).toBe('chg-0');
    expect(cluster.objects()).toHaveLength(2);
  });

  it('is left where somebody accepted it meanwhile', async () => {
    const { remove, policies, draft } = await drafted('draft');
    await policies.save({ ...draft, version: 3, status: 'active', changedBy: 'slack:T1:UCLEO' });

    expect(await remove()).toMatchObject({ type: 'removal-hindered' });
    expect(await policies.active()).toMatchObject([{ version: 3, sentence: 'Said anew' }]);
  });
});

describe('kinds that the bot may not list', () => {
  function withoutListing(kind: string, setting: RemovalSetting = {}) {
    const given = stage(setting);
    const { cluster } = stage(setting);
    // As an API server has it: a kind that may not be listed has no objects.
    given.cluster.list = async (asked, limit) =>
      asked.kind === kind ? [] : cluster.list(asked, limit);
    given.cluster.read = async (asked) => {
      if (asked.kind === kind) throw new Failure('forbidden', 'The bot may not look at these.');
      return cluster.read(asked);
    };
    return given;
  }

  it('are said not to be looked at, where the record names none of them', async () => {
    const given = withoutListing('ValidatingPolicy', { wish: 'all' });

    expect(await given.lookUp()).toMatchObject({
      found: { state: 'live', objects: [BINDING, ADMISSION], unseen: ['ValidatingPolicy'] },
    });
    expect(await given.prepare()).toMatchObject({ type: 'deletion-prepared' });
    expect(await given.remove()).toMatchObject({ unseen: ['ValidatingPolicy'] });
  });

  it('are a hindrance where the record names them', async () => {
    const given = withoutListing('ValidatingAdmissionPolicy', { wish: 'all' });

    expect(await given.lookUp()).toMatchObject({ found: { state: 'unknown' } });
    await expect(given.prepare()).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
