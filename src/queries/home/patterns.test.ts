import { describe, expect, it } from 'vitest';
import { aHome, ben, part } from '../../../test/home-builders.ts';
import { aDatabasePattern, aPattern } from '../../../test/pattern-builders.ts';

const DRAFT = aPattern({ id: 'pat-bbbbbbbbbbbb', status: 'draft' });
const waiting = { workflow: 'pattern', awaits: 'approval', owner: ben } as const;
const CURATOR = { mayScan: true };

describe('the patterns on the Home', () => {
  it('are counted, drafts apart', async () => {
    const patterns = [aPattern(), aDatabasePattern(), DRAFT];

    expect(await part(aHome([], {}, { patterns }), 'Patterns')).toBe(
      '2 are followed where they apply, 1 draft waits for a curator.',
    );
    expect(await part(aHome([], {}, { patterns: [aPattern()] }), 'Patterns')).toBe(
      '1 is followed where it applies.',
    );
  });

  it('are begun by teaching one, or by capturing a thread, where there are none', async () => {
    const text = await part(aHome(), 'Patterns');

    expect(text).toContain('/dotai patterns new …');
    expect(text).toContain('@dotai capture this');
  });

  it('are said to be away where they do not answer', async () => {
    const home = aHome([], {}, { patterns: [aPattern()] });
    home.patterns.setDown(true);

    expect(await part(home, 'Patterns')).toContain('The patterns are not answering.');
    expect(await part(home, 'Policies')).toContain('None yet.');
  });

  it('wait with their drafts for curators alone, apart from those of policies', async () => {
    const sessions = [
      { ...waiting, title: 'AWS public services' },
      { ...waiting, workflow: 'policy', title: 'Keep data in Europe' } as const,
    ];
    const home = aHome(sessions, CURATOR);
    const text = await part(home, 'Patterns');

    expect(text).toContain('👉 AWS public services');
    expect(text).toContain('Draft by @U2 · since 2026-11-02');
    expect(text).not.toContain('Keep data in Europe');
    expect(await part(home, 'Policies')).not.toContain('AWS public services');
    expect(await part(aHome(sessions), 'Patterns')).not.toContain('AWS public services');
  });

  it('are part of what waits for a curator', async () => {
    const home = aHome([{ ...waiting, title: 'a draft' }], CURATOR);

    expect(await part(home, 'Waiting for you')).toBe(
      'A draft of a pattern waits for a curator: see Patterns below.',
    );
  });
});
