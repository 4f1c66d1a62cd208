import { expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld } from '../world.ts';
import { ask } from './at-the-wire.ts';

it('the demo cluster has a policy of its own to be imported, which becomes one of the organisation', async () => {
  const world = await startWorld({ cluster: { documents: demoPlatform(), pace: 1_000 } });
  try {
    const talk = await ask(world, { who: 'cleo', command: '/dotai policies import' });
    const candidate = textOf(await talk.sees('Services must not be of type NodePort'));
    await talk.press('Make it a policy', 'cleo');
    await talk.press('Take it as it is', 'cleo');
    await talk.press('Keep all', 'cleo');
    const reason = textOf(await talk.sees('Why does it matter?'));

    expect(candidate).toContain('ValidatingAdmissionPolicy services-without-node-ports');
    expect(reason).toContain('People reach applications through an ingress');
  } finally {
    await world.close();
  }
});
