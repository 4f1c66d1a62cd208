import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { atApproval, errorsIn } from './at-the-wire.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 100 } });
});

afterAll(() => world.close());

describe('a change that waits for approval', () => {
  it('shows on its card what it is about', async () => {
    const talk = await atApproval(world);
    const card = textOf(talk.card('Waits for approval by'));

    expect(card).toContain('Provider');
    expect(card).toContain('small');
    expect(card).toContain('us-east-1');
    const [approve] = buttonsOf(talk.newest());
    expect(approve?.confirm?.text).toContain('somebody other than the requester');
    await talk.press('Approve', 'cleo');
    await talk.sees('Ready: every object');
    expect(textOf(talk.card('Exactly '))).not.toContain('us-east-1');
  });
});

it('logs no error and breaks no rule of Slack by all this', () => {
  expect({ violations: world.slack.violations, errors: errorsIn(world) }).toEqual({
    violations: [],
    errors: [],
  });
});
