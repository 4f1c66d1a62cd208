import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../test/a-policy.ts';
import { aHome, type Taught, viewer } from '../../test/home-builders.ts';
import { aCandidate, aPattern } from '../../test/pattern-builders.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import type { MinedChannel } from '../domain/mining/mined-channel.ts';
import { taughtStanding } from './taught-standing.ts';

const OPENED: MinedChannel = {
  id: 'slack:T1:C1',
  version: 1,
  name: 'platform',
  isOn: true,
  changedBy: 'slack:T1:U1',
  changedAt: '2026-11-01T09:00:00.000Z',
};
const CHANNELS: readonly MinedChannel[] = [
  { ...OPENED, lastMinedAt: '2026-11-01T10:00:00.000Z' },
  { ...OPENED, id: 'slack:T1:C2', name: 'ops' },
  { ...OPENED, id: 'slack:T1:C3', name: 'closed-again', isOn: false },
];

async function standing(given: {
  readonly taught?: Taught;
  readonly channels?: readonly MinedChannel[];
  readonly isCurator?: boolean;
  readonly isDown?: boolean;
  /** Channels that the viewer does not see, by their ids. */
  readonly unseen?: readonly string[];
}): Promise<string> {
  const { taught, channels = [], isCurator = false, isDown = false, unseen = [] } = given;
  const home = aHome([], {}, taught);
  for (const book of [home.policies, home.patterns, home.candidates]) book.setDown(isDown);
  const dependencies = { ...home.dependencies, channels: { all: async () => channels } };
  const element = await taughtStanding(dependencies, {
    isCurator,
    sees: async (channel) => !unseen.includes(channel),
  });
  return renderPlainText({ elements: [element], audience: viewer });
}

describe('what was taught', () => {
  it('is counted, with what was found and waits', async () => {
    const text = await standing({
      taught: {
        policies: [aPolicy()],
        patterns: [aPattern(), aPattern({ id: 'pat-bbbbbbbbbbbb', status: 'draft' })],
        candidates: [aCandidate(), aCandidate({ id: 'cand-bbbbbbbbbbbb', status: 'merged' })],
      },
    });

    expect(text).toContain('Policies: 1 guides every recommendation.');
    expect(text).toContain(
      'Patterns: 1 is followed where it applies, 1 draft waits for a curator.',
    );
    expect(text).toContain('Candidates: 1 candidate waits for a decision.');
    expect(text).toContain('Mining: No channel is opened for it.');
  });

  it('is said to be away where it does not answer', async () => {
    const text = await standing({ isDown: true });

    expect(text.match(/not answering/gu)).toHaveLength(3);
    expect(text).toContain('Mining: No channel');
  });
});

describe('the channels that are read', () => {
  it('are named to curators alone, with when they last were', async () => {
    expect(await standing({ channels: CHANNELS, isCurator: true })).toContain(
      'Mining: #platform, last read 2026-11-01 10:00 UTC; #ops, not read yet.',
    );
    const others = await standing({ channels: CHANNELS });
    expect(others).toContain('Mining: 2 channels are open.');
    expect(others).not.toMatch(/#platform|#ops/u);
  });

  it('are counted where they are private and the curator is not in them', async () => {
    const seen = await standing({ channels: CHANNELS, isCurator: true, unseen: ['C2'] });
    const none = await standing({ channels: CHANNELS, isCurator: true, unseen: ['C1', 'C2'] });

    expect(seen).toContain('#platform, last read 2026-11-01 10:00 UTC; and 1 private channel.');
    expect(seen).not.toContain('ops');
    expect(none).toContain('Mining: 2 private channels.');
  });

  it('are counted beyond the tenth', async () => {
    const channels = Array.from({ length: 12 }, (_, index) => ({ ...OPENED, name: `c-${index}` }));
    const text = await standing({ channels, isCurator: true });

    expect(text).toContain('#c-9, not read yet; and 2 more.');
    expect(text).not.toContain('#c-10');
  });
});
