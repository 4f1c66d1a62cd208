import { expect, it } from 'vitest';
import { expand, isTopic } from './synonyms.ts';

function termsOf(...words: readonly string[]): string[] {
  return expand(words).map(({ term }) => term);
}

it.each([
  ['postgres', 'rds'],
  ['bucket', 's3'],
  ['bucket', 'object storage'],
  ['queue', 'sqs'],
  ['cache', 'redis'],
  ['ssl', 'certificate'],
  ['subdomain', 'dns'],
  ['exposed', 'ingress'],
  ['nightly', 'cron'],
  ['autoscaling', 'scale'],
])('knows that %s may stand for %s', (said, meant) => {
  expect(termsOf(said)).toContain(meant);
});

it('understands phrases of several words', () => {
  expect(termsOf('message', 'queue')).toContain('kafka');
  expect(termsOf('every', 'night')).toContain('cron');
  expect(termsOf('every', 'node')).not.toContain('cron');
});

it('never offers what was said already', () => {
  expect(termsOf('postgresql', 'database')).not.toContain('postgresql');
  expect(termsOf('postgresql', 'databases')).not.toContain('database');
});

it('counts the same in other words more than what is only near, and less than the word itself', () => {
  const expansions = expand(['bucket']);
  const weightOf = (wanted: string) => expansions.find(({ term }) => term === wanted)?.weight ?? 0;

  expect(weightOf('object storage')).toBeLessThan(1);
  expect(weightOf('object storage')).toBeGreaterThan(weightOf('storage'));
  expect(weightOf('storage')).toBeGreaterThan(0);
});

it('names each term once, the strongest first', () => {
  const expansions = expand(['postgres', 'sql', 'database', 'mysql']);
  const terms = expansions.map(({ term }) => term);
  const weights = expansions.map(({ weight }) => weight);

  expect(new Set(terms).size).toBe(terms.length);
  expect(weights).toEqual([...weights].sort((one, other) => other - one));
});

it('expands nothing that it does not know', () => {
  expect(expand(['pizza', 'constructor', '__proto__'])).toEqual([]);
});

it('takes for topics what people ask for, not what every text holds', () => {
  expect(['database', 'message queue', 'certificate'].filter((word) => isTopic(word))).toHaveLength(
    3,
  );
  expect(['user', 'path', 'stored', 'served'].filter((word) => isTopic(word))).toEqual([]);
});
