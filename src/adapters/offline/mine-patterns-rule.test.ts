import { describe, expect, it } from 'vitest';
import type { MinePatternsInput } from '../../prompts/mine-patterns.ts';
import { solveMinePatterns } from './mine-patterns.ts';
import { ruleAndReason } from './mine-patterns-rule.ts';

const resources = [
  { id: 'app', name: 'deployments.apps', kind: 'Deployment', words: ['web application'] },
  { id: 'network', name: 'networkpolicies.networking.k8s.io', kind: 'NetworkPolicy', words: [] },
  {
    id: 'scaler',
    name: 'horizontalpodautoscalers.autoscaling',
    kind: 'HorizontalPodAutoscaler',
    words: [],
  },
  { id: 'budget', name: 'poddisruptionbudgets.policy', kind: 'PodDisruptionBudget', words: [] },
] satisfies MinePatternsInput['resources'];

function foundIn(text: string) {
  const lines = [{ id: 'm1', speaker: 'A', text }];
  return solveMinePatterns({ conversations: [{ id: 'c1', lines }], resources }).candidates;
}

describe('why a rule is there', () => {
  const rule = 'Every Deployment needs a NetworkPolicy';
  it.each([
    'because pods talk to everyone',
    'since one team read another team’s cache',
    'since the default is open to everybody',
    'since nobody looks at the logs',
    'so that nobody reads what is not theirs',
    'otherwise anybody reads it',
    'as everything else is open',
    'as the default is open',
    'the reason is that pods talk to everyone',
  ])('is told in English: %s', (reason) => {
    expect(ruleAndReason(`${rule}, ${reason}.`).reason.toLowerCase()).toContain(reason);
    expect(foundIn(`${rule}, ${reason}.`)).toMatchObject([
      { resourceIds: ['app', 'network'], rationale: expect.stringMatching(/\S/u) },
    ]);
  });

  it.each([
    ['German', 'Jedes Deployment braucht eine NetworkPolicy, weil sonst jeder mitliest.'],
    ['German', 'Jedes Deployment braucht eine NetworkPolicy, damit niemand mitliest.'],
    ['German', 'Jedes Deployment braucht eine NetworkPolicy, sonst liest jeder mit.'],
    ['German', 'Weil sonst jeder mitliest, braucht jedes Deployment eine NetworkPolicy.'],
    ['Spanish', 'Cada Deployment necesita una NetworkPolicy, porque todos leen.'],
    ['Spanish', 'Cada Deployment necesita una NetworkPolicy, ya que todos leen.'],
    ['Spanish', 'Cada Deployment necesita una NetworkPolicy, para que nadie lea.'],
    ['French', 'Chaque Deployment a besoin d’une NetworkPolicy, parce que tout le monde lit.'],
    ['French', 'Chaque Deployment a besoin d’une NetworkPolicy, parce qu’elle isole.'],
    ['French', 'Chaque Deployment a besoin d’une NetworkPolicy, car tout le monde lit.'],
    ['French', 'Chaque Deployment a besoin d’une NetworkPolicy, afin que personne ne lise.'],
    [
      'English, first',
      'Since one team read another team’s cache, every Deployment needs a NetworkPolicy.',
    ],
    [
      'English, first',
      'Because pods talk to everyone, every Deployment must have a NetworkPolicy.',
    ],
  ])('is told in %s: %s', (_, text) => {
    expect(foundIn(text)).toMatchObject([
      { resourceIds: ['app', 'network'], rationale: expect.stringMatching(/\S/u) },
    ]);
  });

  it.each([
    'since 2019',
    'since then',
    'since May of that year',
    'since last year in all teams',
    'since the big migration to the new region',
    'since a few weeks now already',
    'as well as a PodDisruptionBudget',
    'the same as the others have',
  ])('is not a time or a likeness: %s', (words) => {
    expect(ruleAndReason(`${rule} ${words}.`).reason).toBe('');
  });
});

describe('a rule for some of what it names', () => {
  it('says in its title and its reason for which', () => {
    const [one] = foundIn(
      'Deployments that run in production must always have a HorizontalPodAutoscaler and a PodDisruptionBudget',
    );

    expect(one?.resourceIds).toEqual(['app', 'scaler', 'budget']);
    expect(one?.title).toMatch(/^Deployments in production: /u);
    expect(one?.rationale).toContain('Deployments that run in production must always have');
  });

  it('is read with a quality, too', () => {
    const [one] = foundIn('Deployments that are public must have a NetworkPolicy.');

    expect(one?.title).toMatch(/^Public Deployments: /u);
    expect(one?.resourceIds).toEqual(['app', 'network']);
  });
});
