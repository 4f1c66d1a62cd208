import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { ask, buttonsIn, lastToldTo, type Talk, talkAt, toldTo } from './at-the-wire.ts';
import { type FoundThings, foundThings, QUOTES } from './candidate-stage.ts';
import { closeSound } from './policy-talks.ts';

let world: World;
let found: FoundThings;
beforeEach(async () => {
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 1_000 },
    organisation: { roles: { curators: { people: ['U000000CLEO', 'U000000DREW'] } } },
  });
  await world.idle();
  found = foundThings(world);
});
afterEach(async () => {
  found.close();
  await closeSound(world);
});

function review(id: string, who = 'ana'): Promise<Talk> {
  return ask(world, { who, command: `/dotai candidates review ${id}` });
}

async function restart(): Promise<void> {
  await world.restartBot();
  await world.slack.connected();
  await world.idle();
}

function shown(talk: Talk): readonly string[] {
  return talk.cards().flatMap((card) => buttonsIn(card));
}

describe('whoever is no curator', () => {
  it.each(['Reject', 'Merge into…', 'Accept'])(
    'is refused %s at once, where the card is seen, and told whom to ask',
    async (label) => {
      await found.put({ id: 'cand-bbbbbbbbbbbb', title: 'Another one' });
      const { id } = await found.put();
      const talk = await review(id, 'cleo');
      await talk.press(label, 'ben');
      await world.slack.waitFor(() => toldTo(world, 'ben') !== '');
      const told = lastToldTo(world, 'ben');

      expect(textOf(told)).toBe('Only curators can do that. Ask @U000000CLEO or @U000000DREW.');
      expect(JSON.stringify(told.blocks)).toContain('{"type":"user","user_id":"U000000CLEO"}');
      expect(told.channel).toBe(talk.card('AWS public services').channel);
      expect(told.thread_ts).toBeUndefined();
      expect(world.slack.as('ben').openView()).toBeUndefined();
      expect(world.slack.violations).toEqual([]);
    },
  );

  it('is refused in the thread what they say there', async () => {
    const { id } = await found.put();
    const talk = await review(id, 'cleo');
    await world.slack.as('ben').mention('#platform', 'accept', { thread: talk.thread });
    await world.idle();

    expect(lastToldTo(world, 'ben').thread_ts).toBe(talk.thread);
  });
});

describe('a pattern that was found', () => {
  it('changes nothing until a curator accepts it, through restarts, once', async () => {
    const { id } = await found.put();
    const talk = await review(id, 'cleo');
    await restart();
    for (const quote of QUOTES) expect(talk.text()).toContain(quote);
    expect(talk.text()).toContain('changes nothing before a curator accepts it');
    expect(await found.patterns.all()).toEqual([]);

    await talk.press('Accept', 'ana');
    expect(toldTo(world, 'ana')).toContain('Only curators can do that.');
    expect(await found.patterns.all()).toEqual([]);
    await restart();
    const card = talk.card('AWS public services');
    await world.slack.as('cleo').press(card, { label: 'Accept' });
    await world.slack.as('drew').press(card, { label: 'Accept' });
    await world.idle();
    const done = textOf(await talk.sees('It is a pattern now.'));

    expect(await found.patterns.active()).toMatchObject([
      {
        name: 'AWS public services',
        version: 1,
        createdBy: expect.stringMatching(/U000000(?:CLEO|DREW)$/u),
        candidates: [id],
      },
    ]);
    for (const quote of QUOTES) expect(done).not.toContain(quote);
    expect(shown(talk)).toEqual(['Show the pattern']);
    expect(await found.candidates.get(id)).toMatchObject({ status: 'accepted', version: 2 });
  });

  it('is rejected in a form with a reason, or in words, which is remembered', async () => {
    const first = await found.put();
    const talk = await review(first.id, 'cleo');
    const form = await talk.open('Reject');
    await world.slack.as('cleo').fillAndSubmit(form, { Why: 'We left AWS.' });
    await world.idle();
    expect(textOf(await talk.sees('Rejected.'))).toContain('We left AWS.');

    const second = await found.put({ id: 'cand-bbbbbbbbbbbb', title: 'Other gateways' });
    const words = await review(second.id, 'cleo');
    await words.say('that looks good to me');
    expect((await found.candidates.get(second.id))?.status).toBe('open');
    await words.say('reject because it is from 2019');
    await words.sees('Rejected.');

    expect(await found.candidates.get(first.id)).toMatchObject({ reason: 'We left AWS.' });
    expect(await found.candidates.get(second.id)).toMatchObject({ reason: 'it is from 2019' });
    expect(await found.patterns.all()).toEqual([]);
  });

  it('is merged into another one, whose own card shows the quotes of both', async () => {
    const other = await found.put({ id: 'cand-bbbbbbbbbbbb', title: 'Public gateways' });
    const { id } = await found.put();
    const [target, talk] = [await review(other.id, 'cleo'), await review(id, 'cleo')];
    const form = await talk.open('Merge into…');
    await world.slack.as('cleo').fillAndSubmit(form, { 'Into which one': other.id });
    await world.idle();
    await talk.sees('Merged into “Public gateways”.');

    await target.sees('Found in 2 conversations');
    expect(await found.candidates.evidence(other.id)).toHaveLength(4);
    expect(await found.candidates.evidence(id)).toEqual([]);
  });

  it('is completed in the wizard, and decided by what that stores', async () => {
    const { id } = await found.put({ rationale: '' });
    const talk = await review(id, 'cleo');
    await talk.say('accept');
    expect(toldTo(world, 'cleo')).toContain('Nobody said why, or when.');
    await talk.press('Edit');
    await restart();
    await talk.say('rationale: Public services in AWS need a way in from the internet.');
    await talk.sees('Review of the pattern');
    await restart();
    await talk.say('confirm');
    await talk.sees('It is a pattern now.');

    const [pattern] = await found.patterns.active();
    expect(pattern).toMatchObject({ name: 'AWS public services', candidates: [id] });
    expect(await found.candidates.get(id)).toMatchObject({
      status: 'accepted',
      became: pattern?.id,
    });
  });

  it('that lost all that it was read from is withdrawn, and nothing of it is shown', async () => {
    const candidate = await found.put();
    const talk = await review(candidate.id, 'cleo');
    await found.candidates.withdraw(candidate.id);
    await talk.press('Accept');
    await talk.sees('What it was read from is gone');

    for (const text of [...QUOTES, candidate.rationale]) expect(talk.text()).not.toContain(text);
    expect(shown(talk)).toEqual([]);
    expect(await found.patterns.all()).toEqual([]);
  });
});

it('leaves a thread of people to them: only its buttons decide there', async () => {
  const { id } = await found.put();
  const ana = world.slack.as('ana');
  const { ts: thread } = await ana.say('#platform', 'How do we do gateways?');
  const talk = talkAt(world, { who: 'cleo', channel: '#platform', thread });
  await world.slack.as('cleo').mention('#platform', `candidates review ${id}`, { thread });
  await world.idle();
  await talk.say('accept');
  expect((await found.candidates.get(id))?.status).toBe('open');
  await ana.mention('#platform', 'recommend a PostgreSQL database in AWS', { thread });
  await world.idle();
  await talk.sees('PostgreSQL database in AWS');
  expect(toldTo(world, 'ana')).not.toContain('Another request is open');

  await talk.press('Accept');
  await talk.sees('It is a pattern now.');
});

it('a policy that was found goes to the policy wizard as a draft, and is decided by what that stores', async () => {
  const sentence = 'Databases in AWS should always run in the us-east-1 region';
  const { id } = await found.put({ type: 'policy', title: sentence, resources: [] });
  const talk = await review(id, 'cleo');
  expect(talk.text()).toContain('It guides and enforces nothing');
  await talk.press('Make it a policy');
  await talk.sees('What must be?');
  await restart();
  expect(talk.text()).toContain('has it in');
  await talk.say('cancel');
  await talk.sees('It guides and enforces nothing');
  expect((await found.candidates.get(id))?.status).toBe('open');

  await talk.press('Make it a policy');
  await talk.press('Take it as it is');
  const wizard = talkAt(world, { who: 'cleo', channel: talk.channel, thread: talk.thread });
  await wizard.say('all');
  await wizard.say('skip');
  await wizard.say('a-team');
  await wizard.say('all');
  await wizard.say('looks right');
  await wizard.say('store only');
  await talk.sees('It became a policy.');

  expect(await found.candidates.get(id)).toMatchObject({
    status: 'accepted',
    became: expect.stringMatching(/^pol-/u),
  });
});
