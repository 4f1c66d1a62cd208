import { expect, it } from 'vitest';
import { LIMITS } from '../../src/adapters/slack/limits.ts';
import { renderBlocks } from '../../src/adapters/slack/render.ts';
import { aHome, APPROVER, ben, viewer, waiting } from '../home-builders.ts';
import { aCandidate, aPattern } from '../pattern-builders.ts';

it('a Home on which everything waits fits into what Slack shows, whole', async () => {
  const many = <Told>(told: Told): Told[] => Array.from({ length: 15 }, () => told);
  const draft = { awaits: 'approval', owner: ben, title: 'a draft' } as const;
  const candidates = many(aCandidate()).map((one, index) => ({ ...one, id: `cand-${index}` }));
  const home = aHome(
    [
      ...many({ ...waiting, owner: ben, title: 'a change' }),
      ...many({ waitsFor: 'owner', title: 'a question' } as const),
      ...many({ title: 'a talk' }),
      ...many({ workflow: 'change', title: 'an old one', isOpen: false } as const),
      ...many({ ...draft, workflow: 'policy' } as const),
      ...many({ ...draft, workflow: 'pattern' } as const),
      { workflow: 'scan', owner: ben, status: ['A half.'] },
      { workflow: 'scan', owner: ben, isUnderWay: false, isOpen: false, state: { names: [] } },
    ],
    { ...APPROVER, mayScan: true },
    { patterns: [aPattern()], candidates },
  );

  const card = await home.card();
  const blocks = renderBlocks({ card, sessionId: '', surface: 'home' });
  const shown = JSON.stringify(blocks);

  expect(card.audience).toEqual(viewer);
  expect(blocks.length).toBeLessThanOrEqual(LIMITS.viewBlocks);
  expect(shown).not.toContain('The rest does not fit');
  expect(shown).toContain('What the buttons answer comes in the Messages tab.');
  for (const part of ['To review', 'Policies', 'Patterns', 'Begin']) expect(shown).toContain(part);
});
