import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../../../test/a-policy.ts';
import { CASE_KINDS, CASE_PATHS, policyCases } from '../../../../test/policy-cases.ts';
import { createCelExpressions } from '../../../adapters/cel/expressions.ts';
import { EnforcementTarget } from '../policy.ts';
import { isInScope, violationsOf } from '../verdict.ts';
import { render } from './render.ts';
import { AdmissionPolicyShape } from './rendered-shapes.ts';
import { renderedVerdict } from './rendered-verdict.ts';

const expressions = createCelExpressions();

describe('the three renderings of a policy', () => {
  it('say of every object what its rules say', () => {
    fc.assert(
      fc.property(policyCases, ({ rules, scope, candidate, mode }) => {
        const { object } = candidate;
        const isBroken =
          isInScope(scope, object.metadata.namespace) && violationsOf(rules, object).length > 0;

        for (const target of EnforcementTarget.options) {
          const rendered = render(aPolicy({ rules, scope }), { target, mode });
          const verdict = renderedVerdict(rendered, candidate, expressions);

          expect(verdict.messages.length > 0).toBe(isBroken);
          expect(verdict.accepted).toBe(!isBroken || mode === 'audit');
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('hold expressions that a server can read, and none that fails on an object of the schema', () => {
    fc.assert(
      fc.property(policyCases, ({ rules, candidate }) => {
        // A pattern on a number fails as it should: there it is the refusal.
        fc.pre(!rules.some(({ path }) => path === 'spec.port'));
        const rendered = render(aPolicy({ rules }), { target: 'admission-policy', mode: 'deny' });
        const { spec } = AdmissionPolicyShape.parse(rendered[0]);

        expect(spec.validations.length).toBeGreaterThan(0);
        for (const { expression } of spec.validations) {
          expect(expressions.problem(expression)).toBeUndefined();
          expect(expression).not.toContain('{{');
        }
        const { messages } = renderedVerdict(rendered, candidate, expressions);
        expect(messages.filter((message) => message.includes('resulted in error'))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the generator of these cases', () => {
  const sample = fc.sample(policyCases, { numRuns: 6_000, seed: 7 });
  const broken = sample.filter(
    ({ rules, candidate }) => violationsOf(rules, candidate.object).length > 0,
  );

  function share(fits: (one: (typeof sample)[number]) => boolean): number {
    return sample.filter(fits).length / sample.length;
  }

  it('makes both verdicts often', () => {
    expect(broken.length / sample.length).toBeGreaterThan(0.2);
    expect(broken.length / sample.length).toBeLessThan(0.8);
    expect(
      share(({ scope, candidate }) => !isInScope(scope, candidate.object.metadata.namespace)),
    ).toBeGreaterThan(0.1);
  });

  it.each(CASE_PATHS)('has objects that break and keep a rule on %s', (path) => {
    const concerned = sample.flatMap(({ rules, candidate }) =>
      rules
        .filter((rule) => rule.path === path)
        .map((rule) => ({ ...rule, kinds: [...CASE_KINDS] }))
        .map((rule) => violationsOf([rule], candidate.object).length),
    );

    expect(concerned.filter((count) => count === 0).length).toBeGreaterThan(10);
    expect(concerned.filter((count) => count > 0).length).toBeGreaterThan(10);
  });

  it('binds rules by conditions that hold, and by such as do not', () => {
    const bound = sample.flatMap(({ rules, candidate }) =>
      rules
        .filter(({ when }) => when.length > 0)
        .map((rule) => ({ ...rule, kinds: [...CASE_KINDS] }))
        .map((rule) => ({
          withConditions: violationsOf([rule], candidate.object).length > 0,
          without: violationsOf([{ ...rule, when: [] }], candidate.object).length > 0,
        })),
    );

    expect(bound.filter(({ withConditions }) => withConditions).length).toBeGreaterThan(20);
    expect(
      bound.filter(({ withConditions, without }) => without && !withConditions).length,
    ).toBeGreaterThan(20);
  });
});
