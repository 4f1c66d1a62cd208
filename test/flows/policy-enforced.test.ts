import { afterEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { KubernetesObject } from '../../src/domain/manifest.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { createMovingClock } from '../fakes/moving-clock.ts';
import { startWorld, type World, type WorldOptions } from '../world.ts';
import { buttonsIn } from './at-the-wire.ts';
import {
  answerTo,
  applyPastTheBot,
  approve,
  atReview,
  closeSound,
  enforcementIn,
} from './policy-talks.ts';

let world: World;
afterEach(() => closeSound(world));

type Options = Omit<WorldOptions, 'cluster'> & { readonly engines?: readonly 'kyverno'[] };

async function begin({ engines = [], ...options }: Options = {}): Promise<void> {
  const cluster = { documents: demoPlatform(), pace: 1_000, engines };
  world = await startWorld({ ...options, cluster });
}

it('in audit mode is proved by a warning, and only warns', async () => {
  await begin();
  const talk = await atReview(world);
  await approve(talk, { mode: 'audit' });

  expect(textOf(await talk.sees('✅ Enforced'))).toContain('were warned about');
  const passed = await applyPastTheBot(world, { name: 'warned', region: 'eu-west-1' });
  expect(passed.status).toBe(201);
  expect(passed.warning).toContain('spec.region must be us-east-1');
  const kept = await applyPastTheBot(world, { name: 'kept', region: 'us-east-1' });
  expect(kept).toMatchObject({ status: 201, warning: null });
});

it('stands as a file below the card that is approved, whichever way is chosen, and is applied so', async () => {
  await begin();
  const talk = await atReview(world);
  await talk.say('apply');
  expect(fileNamedIn(await talk.sees('Waits for approval'))).toMatch(/- Audit$/mu);
  await talk.press('Switch to deny, by ValidatingAdmissionPolicy', 'drew');
  const file = fileNamedIn(await talk.sees('Deny: Objects that break the policy are refused.'));
  await talk.press('Approve', 'drew');
  await talk.sees('✅ Enforced');

  expect(file).toMatch(/- Deny$/mu);
  const named = parseAllDocuments(file).map((document) => KubernetesObject.parse(document.toJS()));
  const live = world.cluster.objects().map((one) => KubernetesObject.parse(one));
  for (const { kind, metadata, spec } of named) {
    const applied = live.find((one) => one.kind === kind && one.metadata.name === metadata.name);
    expect(applied).toMatchObject({ spec });
  }
  expect(named).toHaveLength(2);
});

/** The text of the file that the card calls exactly what is done. */
function fileNamedIn(card: Message): string {
  const name = /Exactly (\S+) below/u.exec(textOf(card))?.[1];
  return world.slack.files().find((file) => file.name === name)?.text ?? `no file ${name}`;
}

describe('where Kyverno runs', () => {
  it('is enforced by it, or by the API server where the author says so', async () => {
    await begin({ engines: ['kyverno'] });
    const talk = await atReview(world);
    expect(talk.text()).toContain('*Would be enforced by*\nKyverno ValidatingPolicy');

    await talk.press('Use ValidatingAdmissionPolicy');
    await talk.sees('*Would be enforced by*\nValidatingAdmissionPolicy');
    await talk.press('Use Kyverno ValidatingPolicy');
    await talk.sees('*Would be enforced by*\nKyverno ValidatingPolicy');
    await talk.say('apply');
    await talk.sees('Waits for approval');
    const ways = await talk.open('Change how', 'drew');
    await world.slack
      .as('drew')
      .fillAndSubmit(ways, { 'How it is done': 'Deny, by Kyverno ValidatingPolicy' });
    await talk.sees('Deny: Objects that break the policy are refused.');
    await talk.press('Approve', 'drew');
    await talk.sees('✅ Enforced');

    const refused = await applyPastTheBot(world, { name: 'past', region: 'eu-west-1' });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('spec.region must be us-east-1');
    expect(await answerTo(world, '/dotai policies list')).toContain(
      'applied: deny by a Kyverno ValidatingPolicy',
    );
  });

  it('says when its webhook is not ready, and goes on when it is', async () => {
    await begin({ engines: ['kyverno'] });
    const talk = await atReview(world);
    world.cluster.kyverno?.setWebhook('failing');
    await talk.say('apply');
    const said = textOf(await talk.sees('is not ready'));
    expect(said).toContain('admission webhook validate-policy.kyverno.svc is not ready');
    expect(enforcementIn(world)).toEqual([]);

    world.cluster.kyverno?.setWebhook('ready');
    await talk.say('looks right');
    await talk.say('apply');
    await talk.sees('Waits for approval');
    await talk.press('Approve', 'drew');
    await talk.sees('✅ Enforced');
  });

  it('is not called proved while nobody asks it', async () => {
    const clock = createMovingClock();
    await begin({ engines: ['kyverno'], clock });
    const talk = await atReview(world);
    await talk.say('apply');
    const change = await talk.sees('Waits for approval');
    world.cluster.kyverno?.setWebhook('idle');
    await world.slack.as('drew').press(change, { label: 'Approve' });

    await expect
      .poll(
        () => {
          clock.advance(1_000);
          return talk.text();
        },
        { timeout: 20_000 },
      )
      .toContain('not proved to act');
    expect(talk.text()).not.toContain('✅ Enforced');
  });
});

it('without the rights for it says what is missing, and offers to store it only', async () => {
  await begin({ clusterUser: 'viewer' });
  const talk = await atReview(world);
  const review = talk.card('Review of the policy');

  expect(textOf(review)).toContain(
    'The bot may not patch validatingadmissionpolicies.admissionregistration.k8s.io',
  );
  expect(buttonsIn(review)).toContain('Store only');
  expect(buttonsIn(review)).not.toContain('Ask for approval');
  await talk.say('apply');
  expect(talk.told()).toContain('“store only” keeps it as guidance');
  await talk.press('Store only');
  await talk.sees('Stored: it guides every recommendation');
  expect(enforcementIn(world)).toEqual([]);
});
