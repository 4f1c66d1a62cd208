import { describe, expect, it } from 'vitest';
import { aCapability } from '../../../test/a-capability.ts';
import { aPattern } from '../../../test/pattern-builders.ts';
import { aDraft, aFound } from '../../../test/pattern-cases.ts';
import type { WordedDraft } from './drafted-solution.ts';
import { withPatterns } from './solution-patterns.ts';

describe('a pattern that adds what acts on a workload', () => {
  const autoscaler = aCapability(
    { kind: 'HorizontalPodAutoscaler', group: 'autoscaling' },
    { abstraction: 'core', tags: ['autoscale'] },
  );
  const scaled = aFound(
    aPattern({ conditions: { providers: [], groups: [], purposes: [] }, triggers: ['web app'] }),
    [autoscaler],
    { triggers: ['web app'] },
  );
  const webApp = (settableFields: string[]) =>
    aCapability(
      { kind: 'WebApp', group: 'platform.example.org' },
      { abstraction: 'golden-path', tags: ['web', 'app'], settableFields },
    );
  const judged = (drafted: readonly WordedDraft[]) =>
    withPatterns(drafted, { patterns: [scaled], said: 'a web app', joined: new Set() });
  const kindsOf = ([solution]: ReturnType<typeof judged>['solutions']) =>
    solution?.resources.map(({ kind }) => kind.kind);

  it('adds nothing where the solution does it by a field of its own, and says so', () => {
    const { solutions } = judged([aDraft([webApp(['image', 'scaling.maxReplicas'])])]);

    expect(kindsOf(solutions)).toEqual(['WebApp']);
    expect(solutions[0]?.patterns[0]?.reason).toBe(
      'HorizontalPodAutoscaler is left out: WebApp scales by its field scaling.maxReplicas.',
    );
  });

  it('does not apply where the solution has nothing that it could name', () => {
    const { solutions, trace } = judged([aDraft([webApp(['image'])])]);

    expect(solutions[0]?.patterns).toEqual([]);
    expect(trace[0]?.standings).toMatchObject([
      {
        applies: false,
        reason: 'HorizontalPodAutoscaler is left out: WebApp has no workload that it could name.',
      },
    ]);
  });

  it('adds it to a workload of its own', () => {
    const deployment = aCapability(
      { kind: 'Deployment', group: 'apps' },
      { abstraction: 'core', settableFields: ['replicas'] },
    );
    const { solutions } = judged([aDraft([deployment])]);

    expect(kindsOf(solutions)).toEqual(['Deployment', 'HorizontalPodAutoscaler']);
  });
});
