import { describe, expect, it } from 'vitest';
import { aMiningWork, runJob } from '../../../test/mining-work.ts';
import { Failure } from '../../domain/failure.ts';
import type { MiningInput } from '../../workflows/mining/state.ts';

const RUNBOOK = `# How we work

## Public services

Everything that must be public in AWS needs an InternetGateway, because without one nothing is reachable from the internet.

## Lunch

At noon.
`;

function files(...all: readonly { readonly id: string; readonly content?: string }[]): MiningInput {
  const named = all.map((file) => ({ name: `${file.id}.md`, ...file }));
  return { type: 'documents', workspace: 'T1', files: named };
}

describe('documents', () => {
  it('give candidates with the heading under which it stands', async () => {
    const work = await aMiningWork();
    work.conversations.share({ id: 'F1', name: 'runbook.md', content: RUNBOOK });
    const { state } = await runJob(work, files({ id: 'F1' }));
    const [candidate] = await work.candidates.all();
    const evidence = await work.candidates.evidence(candidate?.id ?? '');

    expect(state).toMatchObject({ stage: 'done', counts: { found: 1 } });
    expect(candidate?.origins).toMatchObject([{ type: 'document', label: 'runbook.md' }]);
    expect(evidence[0]).toMatchObject({
      source: { type: 'document', name: 'runbook.md', anchor: '#public-services' },
      url: 'https://chat.example.com/files/F1',
    });
  });

  it('that cannot be read are named with the reason, and hold up no other', async () => {
    const work = await aMiningWork();
    work.conversations.share({ id: 'F2', name: 'b.md', content: new Uint8Array([0, 255, 254]) });
    work.conversations.share({ id: 'F3', name: 'c.md', content: 'x'.repeat(1_100_000) });
    work.conversations.share({ id: 'F4', name: 'd.md', content: RUNBOOK });
    const input = files({ id: 'F1' }, { id: 'F2' }, { id: 'F3' }, { id: 'F4' });
    const { state } = await runJob(work, input);

    expect(state).toMatchObject({ stage: 'done', files: 4, counts: { found: 1 } });
    expect(state.unread.map(({ name }) => name)).toEqual(['F1.md', 'F2.md', 'F3.md']);
  });

  it('are read from the command line, without a platform', async () => {
    const work = await aMiningWork();
    const content = await work.artifacts.put(RUNBOOK);
    const { state } = await runJob(work, files({ id: 'a', content }));

    expect(state.counts.found).toBe(1);
    expect(work.conversations.calls).toEqual([]);
  });

  it('with the same text are one source, by whatever name and way they came', async () => {
    const work = await aMiningWork();
    const content = await work.artifacts.put(RUNBOOK);
    work.conversations.share({ id: 'F1', name: 'how-we-work.md', content: RUNBOOK });
    await runJob(work, files({ id: 'docs/runbook', content }));
    const { state } = await runJob(work, files({ id: 'F1' }));
    const [candidate, ...others] = await work.candidates.all();

    expect(others).toEqual([]);
    expect(candidate?.foundIn).toBe(1);
    expect(await work.candidates.evidence(candidate?.id ?? '')).toHaveLength(1);
    expect(state.counts.strengthened).toBe(0);
  });

  it('that were read before change nothing', async () => {
    const work = await aMiningWork();
    work.conversations.share({ id: 'F1', name: 'runbook.md', content: RUNBOOK });
    await runJob(work, files({ id: 'F1' }), { onEffect: () => 'die-after' });
    const before = await work.candidates.all();
    await runJob(work, files({ id: 'F1' }), { owner: 'U6' });

    expect(await work.candidates.all()).toEqual(before);
    expect(before).toMatchObject([{ version: 1, foundIn: 1 }]);
  });

  it('go on when the platform asks to slow down', async () => {
    const work = await aMiningWork();
    work.conversations.share({ id: 'F1', name: 'runbook.md', content: RUNBOOK });
    const slow = new Failure('unavailable', 'Slower.', { retryAfterMs: 30_000 });
    work.conversations.failNext('file', slow);
    const { state, waits } = await runJob(work, files({ id: 'F1' }));

    expect(waits).toHaveLength(1);
    expect(state.counts.found).toBe(1);
  });

  it('hide their secrets before anything is read', async () => {
    const secret = 'AKIAIOSFODNN7EXAMPLE';
    const work = await aMiningWork();
    const text = RUNBOOK.replace('from the internet.', `from the internet. Key ${secret}.`);
    work.conversations.share({ id: 'F1', name: 'runbook.md', content: text });
    const { state } = await runJob(work, files({ id: 'F1' }));
    const candidates = await work.candidates.all();
    const evidence = await work.candidates.evidence(candidates[0]?.id ?? '');

    expect(state.counts).toMatchObject({ found: 1, hidden: 1 });
    expect(JSON.stringify([state, candidates, evidence])).not.toContain(secret);
  });
});
