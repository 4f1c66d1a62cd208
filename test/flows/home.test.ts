import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import type { View } from '../../src/playground/slack/state.ts';
import { createMovingClock } from '../fakes/moving-clock.ts';
import { startWorld, type World } from '../world.ts';
import { atApproval, atQuestions, errorsIn, type Talk } from './at-the-wire.ts';

const clock = createMovingClock();
let world: World;

beforeAll(async () => {
  world = await startWorld({
    // So slow that a change is seen while it settles.
    cluster: { documents: demoPlatform(), pace: 20 },
    isDemo: false,
    clock,
    organisation: {
      roles: {
        approvers: { groups: ['S0PLATFORM0'], people: ['U00000GUEST'] },
        curators: { groups: ['S0PLATFORM0'] },
      },
    },
  });
});

afterAll(() => world.close());

/** Opens the Home of a person and waits until it is drawn anew. */
async function home(who: string): Promise<View> {
  const before = world.slack.homeOf(who)?.hash;
  return drawn(who, () => world.slack.as(who).home(), before);
}

async function drawn(who: string, act: () => unknown, before: string | undefined): Promise<View> {
  await act();
  return world.slack.waitFor(
    () => {
      const view = world.slack.homeOf(who);
      return view && view.hash !== before && view;
    },
    { what: `the Home of ${who}` },
  );
}

/** Lets the pace of redraws pass and waits until an open Home says so. */
async function homeSays(who: string, saying: string): Promise<string> {
  const text = (): string => textOf({ blocks: world.slack.homeOf(who)?.blocks ?? [] });
  for (let tries = 0; tries < 50 && !text().includes(saying); tries += 1) {
    clock.advance(5_000);
    await world.slack
      .waitFor(() => text().includes(saying), { timeoutMs: 200 })
      .catch(() => undefined);
  }
  expect(text()).toContain(saying);
  return text();
}

/** A part of a Home, by its heading. */
function partOf(view: View, heading: string): string {
  const from = view.blocks.findIndex(
    (block) => block.type === 'header' && block.text.text === heading,
  );
  const rest = from === -1 ? [] : view.blocks.slice(from + 1);
  const end = rest.findIndex(({ type }) => type === 'header');
  return textOf({ blocks: end === -1 ? rest : rest.slice(0, end) });
}

function permalinkOf({ thread }: Talk, channelId: string): string {
  return `/archives/${channelId}/p${thread.replace('.', '')}`;
}

const PLATFORM = 'C00PLATFORM';

describe('the Home', () => {
  it('of somebody new says how to begin, and what is known', async () => {
    await home('ben');
    await homeSays('ben', 'Last scan');
    // The time that passes for a redraw may cut off a look at the cluster: the next one has it.
    const text = await homeSays('ben', 'kinds of resources known');

    expect(text).toContain('Nothing waits for you.');
    expect(text).toMatch(/\d\d+ kinds of resources known/u);
    expect(text).toContain('None yet. Say one in a sentence');
  });

  it('of a requester tells what waits for their answers, and leads there', async () => {
    const talk = await atQuestions(world);
    const view = await home('ana');

    expect(partOf(view, 'Waiting for you')).toContain(
      'Required settings are waiting for your answers.',
    );
    expect(JSON.stringify(view.blocks)).toContain(permalinkOf(talk, PLATFORM));
    await talk.press('Cancel');
    expect(await homeSays('ana', 'Nothing waits for you.')).not.toContain('Required settings');
  });

  it('of a guest, even one who is listed as an approver, tells of nobody’s work', async () => {
    await atApproval(world, { answers: answersFor('unseen') });
    const text = textOf(await home('gus'));

    expect(text).toContain('Only full members of this workspace');
    expect(text).not.toContain('unseen');
    expect(text).not.toContain('kinds of resources');
  });

  it('follows a change from its request to its end, on every Home that it concerns', async () => {
    const talk = await atApproval(world, { answers: answersFor('followed') });
    const approver = await home('cleo');
    const requester = await home('ana');
    const other = await home('ben');

    expect(partOf(approver, 'Waiting for you')).toMatch(/followed in a-team/u);
    expect(partOf(approver, 'Waiting for you')).toContain('Asked for by @U0000000ANA');
    expect(JSON.stringify(approver.blocks)).toContain(permalinkOf(talk, PLATFORM));
    expect(partOf(requester, 'Waiting for you')).not.toContain('followed');
    expect(partOf(requester, 'Recent changes')).toContain('Waits for approval.');
    expect(textOf(other)).not.toContain('followed');

    await talk.press('Approve', 'cleo');
    const settling = await homeSays('ana', 'Applied, not ready yet');
    expect(settling).toMatch(/0 of 1 ready/u);
    await homeSays('cleo', 'Applied, not ready yet');
    await homeSays('ana', 'Ready: every object says so itself.');
    await homeSays('cleo', 'Ready: every object says so itself.');
    const after = await home('cleo');
    expect(partOf(after, 'Waiting for you')).not.toContain('followed');
    expect(partOf(after, 'Recent changes')).toContain('followed in a-team');
  });

  it('has buttons whose answers come in the direct conversation', async () => {
    const view = await home('drew');
    expect(buttonsOf(view).map(({ label }) => label)).toEqual([
      'Capabilities',
      'Policies',
      'Patterns',
      'Scan the cluster',
      'Help',
    ]);
    const drew = world.slack.as('drew');
    await drew.press(view, { label: 'Capabilities' });
    await drew.press(view, { label: 'Scan the cluster' });
    await world.idle();

    const { channel } = await drew.dm('help');
    await world.idle();
    const said = world.slack.messages(channel).map((one) => textOf(one));
    expect(said.join('\n')).toContain('capabilities');
    expect(said.join('\n')).toContain('Scanned cluster');
  });

  it('notifies nobody of a redraw, and mentions no group', async () => {
    expect(JSON.stringify(world.slack.homeOf('cleo')?.blocks)).not.toMatch(/usergroup|subteam/u);
  });
});

it('has broken none of Slack’s rules by all this, and logged no error', () => {
  expect(world.slack.violations).toEqual([]);
  expect(errorsIn(world)).toEqual([]);
});

function answersFor(name: string): string {
  return `name: ${name}, namespace: a-team, size: small, region: us-east-1`;
}
