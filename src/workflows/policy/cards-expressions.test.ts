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
import { renderPlainText } from '../../chat/plain-text.ts';
import type { PolicyState } from './state.ts';
import { policyWorkflow } from './workflow.ts';

const SHOWN = {
  message: 'must be in America',
  expression: 'object.spec.region.startsWith("us-")',
  accepts: '{"spec":{"region":"us-west-2"}}',
  refuses: '{"spec":{"region":"eu-west-1"}}',
};

function lastText(state: PolicyState): string {
  const session = { ...aSession({ workflow: 'policy', owner: ANA }), state };
  const card = policyWorkflow.view(session).at(-1)?.card;
  return card ? renderPlainText(card) : '';
}

it('shows every expression at the rules and the review, with what it accepts and refuses', () => {
  const counts = { rules: 2, covered: 2, leftOut: 0 };
  const toRules = [
    wordsFound,
    details,
    derived({ counts, expressions: [SHOWN], expressionCount: 4 }),
  ];
  const texts = [toRules, [...toRules, accepted, rehearsed()]].map((events) =>
    lastText(aPolicyTalk(events)),
  );

  for (const text of texts) {
    for (const part of Object.values(SHOWN)) expect(text).toContain(part);
    expect(text).toContain('2 rules and 4 expressions');
    expect(text).toContain('3 others in the file');
  }
});

it('keeps no text of an expression that is longer than a card shows', () => {
  const long = 'x'.repeat(5_000);
  const expressions = [{ message: long, expression: long, accepts: long, refuses: long }];
  const state = aPolicyTalk([wordsFound, details, derived({ expressions, expressionCount: 1 })]);
  const [kept] = state.derived?.expressions ?? [];

  for (const text of Object.values(kept ?? {})) expect(text.length).toBeLessThanOrEqual(600);
  expect(Object.values(kept ?? {})).toHaveLength(4);
});
