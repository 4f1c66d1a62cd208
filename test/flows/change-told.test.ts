import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { approve } from './approve.ts';
import { ANSWERS, atApproval, atReview, errorsIn } from './at-the-wire.ts';

const REASON = 'Why, and what would make it acceptable';

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

describe('the card at the head of the thread', () => {
  it('says that it is ready, and who approved it', async () => {
    const talk = await atReview(world, { answers: ANSWERS.replace('my-db', 'headed') });
    await approve(talk);
    await world.idle();
    const head = textOf(talk.cards()[0] ?? { blocks: [] });

    expect(head).toMatch(/headed is ready, approved by .*CLEO/u);
  });

  it('says that it was withdrawn', async () => {
    const talk = await atApproval(world, { answers: ANSWERS.replace('my-db', 'withdrawn') });
    await talk.press('Withdraw');
    await world.idle();

    expect(textOf(talk.cards()[0] ?? { blocks: [] })).toContain(
      'withdrawn was withdrawn by @U0000000ANA. Nothing was applied.',
    );
  });

  it('says that it was rejected, and no more when the answers are changed', async () => {
    const talk = await atApproval(world, { answers: ANSWERS.replace('my-db', 'unwanted') });
    const form = await talk.open('Reject', 'cleo');
    await world.slack.as('cleo').fillAndSubmit(form, { [REASON]: 'Too large.' });
    await talk.sees('Rejected by');
    await world.idle();
    const head = (): string => textOf(talk.cards()[0] ?? { blocks: [] });

    expect(head()).toContain('Too large.');
    await talk.press('Change answers');
    expect(head()).not.toContain('Too large.');
  });
});

it('logs no error and breaks no rule of Slack by all this', () => {
  expect({ violations: world.slack.violations, errors: errorsIn(world) }).toEqual({
    violations: [],
    errors: [],
  });
});
