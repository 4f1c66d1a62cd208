import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../../test/a-policy.ts';
import { aHome, ben, part } from '../../../test/home-builders.ts';

const GUIDANCE = aPolicy({ id: 'pol-aaaaaaaaaaaa', rules: [] });
const DRAFT = aPolicy({ id: 'pol-bbbbbbbbbbbb', status: 'draft' });
const waiting = { workflow: 'policy', awaits: 'approval', owner: ben } as const;
const CURATOR = { mayScan: true };

describe('the policies on the Home', () => {
  it('are counted by what they do', async () => {
    const home = aHome([], {}, { policies: [aPolicy(), GUIDANCE, DRAFT] });

    expect(await part(home, 'Policies')).toBe(
      '2 guide every recommendation, 1 of them guidance only, 1 draft waits for a curator.',
    );
  });

  it('are begun with a sentence where there are none', async () => {
    expect(await part(aHome(), 'Policies')).toContain('/dotai policies new …');
  });

  it('are said to be away where they do not answer', async () => {
    const home = aHome([], {}, { policies: [aPolicy()] });
    home.policies.setDown(true);

    expect(await part(home, 'Policies')).toContain('The policies are not answering.');
  });

  it('wait with their drafts for curators alone, oldest first', async () => {
    const sessions = [
      { ...waiting, title: 'younger', openedAt: '2026-11-02T10:00:00.000Z' },
      { ...waiting, title: 'older', openedAt: '2026-11-01T10:00:00.000Z' },
    ];
    const text = await part(aHome(sessions, CURATOR), 'Policies');

    expect(text.indexOf('older')).toBeLessThan(text.indexOf('younger'));
    expect(text).toContain('👉 older');
    expect(text).toContain('Draft by @U2 · since 2026-11-01 10:00 UTC');
    expect(await part(aHome(sessions), 'Policies')).not.toContain('older');
  });

  it('are part of what waits for a curator', async () => {
    const drafts = Array.from({ length: 7 }, (_, index) => ({
      ...waiting,
      title: `draft ${index}`,
    }));

    expect(await part(aHome(drafts, CURATOR), 'Waiting for you')).toBe(
      'Drafts of policies wait for a curator: see Policies below.',
    );
    expect(await part(aHome(drafts), 'Waiting for you')).toBe('Nothing waits for you.');
    expect(await part(aHome(drafts, CURATOR), 'Policies')).toContain('… 2 more drafts wait');
  });

  it('have their conversations among one’s own', async () => {
    const own = { workflow: 'policy', title: 'Keep data in Europe', waitsFor: 'owner' } as const;

    expect(await part(aHome([own]), 'Waiting for you')).toContain('👉 Keep data in Europe');
  });
});
