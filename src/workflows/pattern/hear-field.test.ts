import { describe, expect, it } from 'vitest';
import { aMessage, aSession } from '../../../test/builders.ts';
import {
  aPatternTalk,
  GATEWAY_NAME,
  resolved,
  STATES,
  TO_OWNER,
  TO_RATIONALE,
  TO_RESOURCES,
} from '../../../test/pattern-talk.ts';
import { ANA, AT } from '../../../test/recommend-builders.ts';
import { renderPlainLine } from '../../chat/plain-text.ts';
import { hear } from './hear.ts';
import type { PatternEvent, PatternState } from './state.ts';
import { transition } from './transition.ts';
import { view } from './view.ts';

const SQL = 'sqlclaims.toolkit.example.org';
const atResources = aPatternTalk(TO_RESOURCES);
const atRationale = aPatternTalk(TO_RATIONALE);
const atOwner = aPatternTalk(TO_OWNER);
const atWords = STATES['triggers'] ?? atResources;
const unclear = STATES['unclear'] ?? atResources;

function eventOf(state: PatternState, text: string): PatternEvent | string {
  const session = { ...aSession({ workflow: 'pattern', owner: ANA }), state };
  const hearing = hear(session, aMessage(text, { at: AT, actor: ANA }));
  if (hearing.type === 'event') return hearing.event;
  return hearing.type === 'refused' ? renderPlainLine(hearing.line) : hearing.type;
}

describe('resources', () => {
  it.each([
    ['1', [GATEWAY_NAME]],
    ['1, 3', [GATEWAY_NAME, 'services.core']],
    ['all', [GATEWAY_NAME, 'sqlclaims.toolkit.example.org', 'services.core']],
    ['all but 2', [GATEWAY_NAME, 'services.core']],
    ['services.core', ['services.core']],
    ['Deployment, apps/v1 StatefulSet', ['Deployment', 'apps/v1 StatefulSet']],
    ['add ConfigMap', ['ConfigMap']],
    ['resources: Ingress (networking.k8s.io)', ['Ingress (networking.k8s.io)']],
  ])('%s', (text, resources) => {
    expect(eventOf(atResources, text)).toMatchObject({ type: 'fields-given', resources });
  });

  it('are kept beside others that are added', () => {
    const picked = transition(atResources, {
      type: 'resource-picked',
      at: AT,
      by: ANA,
      name: GATEWAY_NAME,
    }).state;

    for (const text of ['add ConfigMap', 'ConfigMap']) {
      expect(eventOf(picked, text)).toMatchObject({ resources: [GATEWAY_NAME, 'ConfigMap'] });
    }
    expect(eventOf(picked, 'resources: ConfigMap')).toMatchObject({ resources: ['ConfigMap'] });
    expect(eventOf(picked, 'that is all')).toMatchObject({ resources: [GATEWAY_NAME] });
  });

  it.each(['remove InternetGateway', `without ${GATEWAY_NAME}`, 'drop the internetgateways'])(
    'that were picked are taken out by their names, and the step stays open: %s',
    (text) => {
      const pick = { type: 'resource-picked', at: AT, by: ANA, name: GATEWAY_NAME } as const;
      const picked = transition(atResources, pick).state;
      const event = eventOf(picked, text);

      expect(event).toEqual(pick);
      expect(transition(picked, pick).state).toMatchObject({ stage: 'resources', resources: [] });
    },
  );

  it.each(['skip', 'ok', '9'])('are at least one: %s', (text) => {
    expect(eventOf(atResources, text)).toMatch(/at least one|1 to 3/u);
  });

  it.each([
    ['services.core', ['services.core', 'internetgatway', 'oldthings.example.org']],
    ['InternetGateway', [SQL, 'InternetGateway', 'Service', 'oldthings.example.org']],
    ['add ConfigMap', [SQL, 'ConfigMap', 'internetgatway', 'Service', 'oldthings.example.org']],
    ['1', [GATEWAY_NAME, 'Service', 'oldthings.example.org']],
  ])('that are not clear stay until they are mended: %s', (text, resources) => {
    expect(eventOf(unclear, text)).toMatchObject({ type: 'fields-given', resources });
  });

  it.each(['without internetgatway', 'leave internetgatway out', 'remove “internetgatway”.'])(
    'that are not clear are left out by a word: %s',
    (text) => {
      expect(eventOf(unclear, text)).toEqual({
        type: 'resource-mended',
        at: AT,
        by: ANA,
        said: 'internetgatway',
      });
    },
  );

  it('are not gone on with while one is not clear', () => {
    expect(eventOf(unclear, 'ok')).toContain('“internetgatway” is not clear yet');
    expect(eventOf(unclear, 'resources: ConfigMap')).toMatchObject({ resources: ['ConfigMap'] });
  });

  it.each([
    ['InternetGateway and RouteTable', ['InternetGateway', 'RouteTable']],
    ['all but 2, add ConfigMap', [GATEWAY_NAME, 'services.core', 'ConfigMap']],
  ])('are several in one line: %s', (text, resources) => {
    expect(eventOf(atResources, text)).toMatchObject({ resources });
  });

  it.each(['let me ask Ben which one we use', 'thanks!', 'which one is it?'])(
    'leave people to talk: %s',
    (text) => {
      expect(eventOf(atResources, text)).toBe('ignored');
    },
  );
});

describe('words', () => {
  it.each([
    [
      'all but 2, add gateways, public services',
      ['load balancers', 'web applications', 'gateways', 'public services'],
    ],
    ['1, 3 and add gateways', ['load balancers', 'web applications', 'gateways']],
    ['all, add gateways', ['load balancers', 'managed services', 'web applications', 'gateways']],
    ['add gateways, without 1', ['managed services', 'web applications', 'gateways']],
  ])('are several wishes in one line: %s', (text, triggers) => {
    expect(eventOf(atWords, text)).toMatchObject({ type: 'fields-given', triggers });
  });

  it.each(['all but queues, add gateways', 'all but 9, add gateways'])(
    'are refused where they are not there: %s',
    (text) => {
      expect(eventOf(atWords, text)).toContain('is not among the words');
    },
  );

  it.each(['write it for me', 'store it', 'merge it'])(
    'are no wishes of other steps: %s',
    (text) => {
      expect(eventOf(atWords, text)).toContain('here words are asked for');
    },
  );

  it('of their own propose further ones at first, and go on without those afterwards', () => {
    expect(eventOf(atWords, 'queues')).toMatchObject({ type: 'words-given', looksUp: true });
    const own = { ...atWords, triggers: ['queues'] };
    expect(eventOf(own, 'topics')).toMatchObject({
      type: 'fields-given',
      triggers: ['queues', 'topics'],
    });
  });
});

describe('reason and owner', () => {
  it.each(['2', '1, 3', 'remove ConfigMap', 'add Service', 'all but 2', 'confirm'])(
    'are asked again where no reason is said: %s',
    (text) => {
      expect(eventOf(atRationale, text)).toMatch(/^That says no reason\. /u);
    },
  );

  it.each(['confirm', 'I confirm.', 'ok'])('are taken as they were written: %s', (text) => {
    const written = { ...atRationale, rationale: 'Because.', rationaleBy: 'offline' };

    expect(eventOf(written, text)).toMatchObject({ type: 'fields-given', rationale: 'Because.' });
  });

  it('may begin as a list would', () => {
    for (const text of [
      'All that is public needs a way in.',
      'Add these where users come from outside.',
    ]) {
      expect(eventOf(atRationale, text)).toMatchObject({ rationale: text });
    }
  });

  it('are taken as they were written, written for them, or left open', () => {
    expect(eventOf(atRationale, 'It is the way in.')).toMatchObject({
      rationale: 'It is the way in.',
    });
    expect(eventOf(atRationale, 'please write it for me')).toMatchObject({
      type: 'rationale-asked',
    });
    expect(eventOf(atRationale, 'skip')).toMatchObject({ rationale: '' });
    expect(eventOf(atOwner, 'me')).toMatchObject({ owner: 'slack:T1:UANA' });
    expect(eventOf(atOwner, 'back')).toMatchObject({ type: 'went-back' });
  });
});

describe('what is not clear', () => {
  const again = transition(
    transition(unclear, {
      type: 'fields-given',
      at: AT,
      by: ANA,
      resources: [SQL, 'rds'],
      isForm: false,
    }).state,
    resolved([], [{ said: 'rds', near: [], because: 'unknown' }]),
  ).state;

  it('stands on a card of its own at the end of the thread, anew after every answer', () => {
    expect(unclear.shown.at(-1)).toBe('unclear-1');
    expect(again.shown.at(-1)).toBe('unclear-2');

    const session = { ...aSession({ workflow: 'pattern', owner: ANA }), state: again };
    const card = view(session).at(-1)?.card;
    const text = JSON.stringify(card);
    expect(card?.title).toBe('Which resources are meant?');
    expect(text).toContain('“rds”');
    expect(text).not.toContain('Go on without');
    expect(text).not.toContain('"choices"');
  });

  it('leaves the list to be picked from where nothing else was said', () => {
    const without = transition(again, { type: 'resource-mended', at: AT, by: ANA, said: 'rds' });

    expect(without.state.shown.at(-1)).toBe('resources-2');
  });
});

it('says at the end of the thread as what it was stored', () => {
  const stored = STATES['stored'] ?? atResources;
  const session = { ...aSession({ workflow: 'pattern', owner: ANA }), state: stored };
  const last = view(session).at(-1);

  expect(last?.slot).toBe('stored-1');
  expect(JSON.stringify(last?.card)).toContain(`Stored as ${stored.patternId}: requests`);
  expect(JSON.stringify(last?.card)).toContain(`patterns edit ${stored.patternId}`);
});

describe('the labels of the buttons that change something', () => {
  const atReview = STATES['review'] ?? atResources;

  it.each([
    ['change the name', 'name'],
    ['Change the words', 'triggers'],
    ['change resources', 'resources'],
    ['Change the reason.', 'rationale'],
    ['please change the owner', 'owner'],
  ])('mean the same when they are typed: %s', (text, field) => {
    const event = eventOf(atReview, text);
    expect(event).toEqual({ type: 'field-opened', at: AT, field });
    if (typeof event !== 'object') return;
    const { state } = transition(atReview, event);

    expect(state.stage).toBe(field);
    expect(state.shown.at(-1)).toMatch(new RegExp(`^${field}-[12]$`, 'u'));
  });

  it('are no answers where something else is asked', () => {
    expect(eventOf(atReview, 'change when it applies')).toContain('Write when it applies as');
    expect(eventOf(atRationale, 'change the name')).toMatchObject({ field: 'name' });
    expect(eventOf(atRationale, 'change the owner')).toContain('not asked yet');
  });
});

it('says what words are to a whole sentence that can be meant for nobody else', () => {
  const session = { ...aSession({ workflow: 'pattern', owner: ANA }), state: atWords };
  const text = 'It is for everything that we want to show to our customers';
  const said = (isDirect: boolean) =>
    hear(session, aMessage(text, { at: AT, actor: ANA, isDirect }));

  expect(said(false)).toEqual({ type: 'ignored' });
  expect(said(true)).toMatchObject({ type: 'refused', line: [expect.stringContaining('commas')] });
});
