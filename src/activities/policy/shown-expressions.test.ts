import { expect, it } from 'vitest';
import { INSTANCE } from '../../../test/policy-work.ts';
import type { ExpressionRule } from '../../domain/policy/rule.ts';
import { coverageText } from './derive-rules-report.ts';
import { shownExpressions } from './shown-expressions.ts';

const RULE: ExpressionRule = {
  id: 'e1',
  kinds: [INSTANCE.kind],
  expression: `object.spec.region != "${'x'.repeat(1_500)}"`,
  message: 'must be in America',
  accepts: ['{"spec":{"region":"us-east-1"}}', '{"spec":{"region":"us-west-2"}}'],
  refuses: ['{"spec":{"region":"eu-west-1"}}'],
};

it('shows the first of many on a card, cut short, each with one object of either sort', () => {
  const shown = shownExpressions(Array.from({ length: 5 }, () => RULE));

  expect(shown.expressionCount).toBe(5);
  expect(shown.expressions).toHaveLength(3);
  expect(shown.expressions?.[0]).toMatchObject({
    message: RULE.message,
    accepts: RULE.accepts[0],
    refuses: RULE.refuses[0],
  });
  expect(shown.expressions?.[0]?.expression).toHaveLength(600);
  expect(shownExpressions([])).toEqual({});
});

it('has them whole in the coverage file', () => {
  const text = coverageText('A sentence', { rows: [] }, [RULE]);

  expect(text).toContain(RULE.expression);
  for (const example of RULE.accepts) expect(text).toContain(`accepts: ${example}`);
  expect(text).toContain(`refuses: ${RULE.refuses[0]}`);
});
