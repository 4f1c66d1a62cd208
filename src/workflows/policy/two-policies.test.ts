import { expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import {
  accepted,
  aPolicyTalk,
  derived,
  details,
  rehearsed,
  wordsFound,
} from '../../../test/policy-builders.ts';
import { ANA } from '../../../test/recommend-builders.ts';
import type { PolicyEvent } from './state.ts';
import { policyWorkflow } from './workflow.ts';

function lastCard(events: readonly PolicyEvent[]): string {
  const state = aPolicyTalk(events);
  const session = { ...aSession({ workflow: 'policy', owner: ANA }), state };
  return JSON.stringify(policyWorkflow.view(session).at(-1)?.card);
}

it('offers to begin the policy that the rest of a sentence is, at the rules and the review', () => {
  const toRules = [wordsFound, details, derived({ rest: 'queues must be encrypted' })];
  const begins = '"argument":"policies new queues must be encrypted"';

  expect(lastCard(toRules)).toContain(begins);
  expect(lastCard([...toRules, accepted, rehearsed()])).toContain(begins);
  expect(lastCard([wordsFound, details, derived()])).not.toContain('Begin the other policy');
});
