import { describe, expect, it } from 'vitest';
import { aPlace } from '../../../test/builders.ts';
import { aHome, cleo, part, viewer } from '../../../test/home-builders.ts';
import { commands, labels } from '../../../test/capability-stage.ts';
import { aCandidate } from '../../../test/pattern-builders.ts';

const CURATOR = { mayScan: true };

function found(count: number) {
  return Array.from({ length: count }, (_, index) =>
    aCandidate({
      id: `cand-${String(index).padStart(12, '0')}`,
      title: `Find ${index}`,
      foundIn: index + 1,
    }),
  );
}

describe('what was found, on the Home', () => {
  it('is counted, and its first five are reviewed by a press, those found most often first', async () => {
    const home = aHome([], CURATOR, { candidates: found(7) });
    const card = await home.card();

    expect(await part(home, 'To review')).toContain('7 candidates wait for a decision.');
    expect(labels(card)).toEqual([6, 5, 4, 3, 2].map((number) => `Pattern: Find ${number}`));
    expect(commands(card)).toContain('candidates review cand-000000000006');
    expect(commands(card)).toContain('candidates list');
  });

  it('leaves out what comes from private channels in which the curator is not', async () => {
    const origins = [{ type: 'channel', label: '#board', channel: 'C2', isPrivate: true }] as const;
    const hidden = aCandidate({
      id: 'cand-ffffffffffff',
      title: 'Takeover',
      origins: [...origins],
    });
    const candidates = [...found(1), hidden];
    const isIn = async () => true;

    expect(await aHome([], CURATOR, { candidates }).text()).not.toContain('Takeover');
    expect(await aHome([], { ...CURATOR, isIn }, { candidates }).text()).toContain('Takeover');
  });

  it('stands once where its review is open already, however that is called', async () => {
    const [candidate] = found(1);
    const review = {
      workflow: 'candidate',
      key: `candidate:${candidate?.id ?? ''}`,
      title: `Candidate ${candidate?.id ?? ''}`,
    } as const;
    const other = { ...review, key: 'candidate:cand-ffffffffffff', title: 'Another review' };
    const text = await aHome([review, other], CURATOR, { candidates: found(1) }).text();

    expect(text).toContain('Pattern: Find 0');
    expect(text).not.toContain('Candidate cand-');
    expect(text).toContain('Another review');
  });

  it('is decided on its card where its review is open, to which the Home leads', async () => {
    const key = 'candidate:cand-000000000000';
    const open = { workflow: 'candidate', key, owner: cleo, waitsFor: 'approvers' } as const;
    const home = aHome([open], CURATOR, { candidates: found(1) });
    const message = { channel: 'C1', id: '7.7' };
    const shown = {
      sessionId: 's0',
      slot: 'root',
      version: 1,
      contentHash: '',
      files: [],
      message,
    };
    await home.dependencies.deliveries.saveDelivery(shown);
    const card = await home.card();

    expect(await part(home, 'To review')).toContain('It waits for you: see its card.');
    expect(JSON.stringify(card)).toContain('"thread":"1.1"},"message":"7.7"');
    expect(commands(card)).not.toContain('candidates review cand-000000000000');
  });

  it.each([
    [
      'is told of where another curator has it',
      cleo,
      'C1',
      '@U3 is looking it over: see its card.',
    ],
    ['is told of where nobody else can open it', cleo, 'D3', 'which nobody else can open.'],
  ])('%s', async (_which, heldBy, channel, words) => {
    const key = 'candidate:cand-000000000000';
    const place = aPlace({ channel, thread: '1.1' });
    const open = { workflow: 'candidate', key, owner: cleo, heldBy, place } as const;
    const home = aHome([open], CURATOR, { candidates: found(1) });

    expect(await part(home, 'To review')).toContain(words);
  });

  it.each([
    ['has in a wizard', { heldBy: viewer, waitsFor: 'nobody' }, []],
    ['has to see to first', { waitsFor: 'owner' }, ['Waiting for you']],
    ['asked for, and decides about', { waitsFor: 'approvers' }, ['To review']],
  ] as const)('stands once where the curator %s', async (_what, over, parts) => {
    const title = 'Pattern: Find 0';
    const key = 'candidate:cand-000000000000';
    const open = { workflow: 'candidate', key, owner: viewer, title, ...over } as const;
    const home = aHome([open], CURATOR, { candidates: found(1) });
    const text = await home.text();

    expect(text.split('Find 0')).toHaveLength(parts.length + 1);
    for (const heading of parts) expect(await part(home, heading)).toContain('Find 0');
  });

  it('has no further button where all of it is shown', async () => {
    const home = aHome([], CURATOR, { candidates: found(5) });

    expect(commands(await home.card())).not.toContain('candidates list');
  });

  it('is no part where nothing waits, whatever was decided before', async () => {
    const rejected = aCandidate({ status: 'rejected', title: 'Turned down' });
    const text = await aHome([], CURATOR, { candidates: [rejected] }).text();

    expect(text).not.toContain('To review');
    expect(text).not.toContain(rejected.title);
  });

  it('is shown to curators alone', async () => {
    const text = await aHome([], {}, { candidates: found(2) }).text();

    expect(text).not.toContain('To review');
    expect(text).not.toContain('Find 1');
  });

  it('is part of what waits for a curator', async () => {
    const home = aHome([], CURATOR, { candidates: found(2) });

    const text = await home.text();
    expect(text).toContain('To review');
    expect(text).not.toContain('Waiting for you');
    expect(text).not.toContain('below');
  });

  it('is said to be away where it does not answer', async () => {
    const home = aHome([], CURATOR, { candidates: found(2) });
    home.candidates.setDown(true);

    expect(await part(home, 'To review')).toContain('The candidates are not answering.');
    expect(await part(home, 'Waiting for you')).toBe('Nothing waits for you.');
  });
});
