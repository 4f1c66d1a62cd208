import { describe, expect, it } from 'vitest';
import { aSummary, awsDatabase, databases } from '../../../test/capability-summaries.ts';
import type { CapabilitySummary } from '../../prompts/capability-summary.ts';
import { solveAssembleSolutions } from './assemble-solutions.ts';
import { solveClarifyIntent } from './clarify-intent.ts';
import { readIntent } from './reading.ts';
import { exposureApart } from './reading-exposure.ts';

const OUTSIDE = 'Covers access from outside by its field publiclyAccessible';

function solutionsFor(intent: string, capabilities: readonly CapabilitySummary[] = databases) {
  const input = { intent, clarifications: [], capabilities: [...capabilities], patterns: [] };
  return solveAssembleSolutions(input).solutions;
}

const PLAIN = solutionsFor('a PostgreSQL database in AWS').map((one) => one.capabilityIds);

const KEPT_INSIDE = [
  'a private PostgreSQL database in AWS',
  'a non-public PostgreSQL database in AWS',
  'a not publicly accessible PostgreSQL database in AWS',
  'an internal PostgreSQL database in AWS',
  'a small and private PostgreSQL database in AWS',
  'a PostgreSQL database in AWS, private',
  'a PostgreSQL database in AWS that must not be public',
  'a PostgreSQL database in AWS that is not reachable from outside',
  'a PostgreSQL database in AWS, only accessible from inside',
  'a PostgreSQL database in AWS and it must be private',
  'eine private PostgreSQL-Datenbank in AWS',
  'eine interne PostgreSQL-Datenbank in AWS',
  'eine nicht öffentliche PostgreSQL-Datenbank in AWS',
  'eine nicht öffentlich erreichbare PostgreSQL-Datenbank in AWS',
  'eine PostgreSQL-Datenbank in AWS, nicht öffentlich',
  'eine PostgreSQL-Datenbank in AWS, die nicht von außen erreichbar sein soll',
  'eine PostgreSQL-Datenbank in AWS. Sie soll nicht öffentlich sein',
];

const OPEN = [
  'a public PostgreSQL database in AWS',
  'a publicly-accessible PostgreSQL database in AWS',
  'an internet-facing PostgreSQL database in AWS',
  'a public-facing PostgreSQL database in AWS',
  'an externally reachable PostgreSQL database in AWS',
  'a PostgreSQL database in AWS, public',
  'a PostgreSQL database in AWS that is reachable from the internet',
  'eine öffentliche PostgreSQL-Datenbank in AWS',
  'eine öffentlich erreichbare PostgreSQL-Datenbank in AWS',
  'eine von außen erreichbare PostgreSQL-Datenbank in AWS',
  'eine PostgreSQL-Datenbank in AWS, die von außen erreichbar ist',
  'eine PostgreSQL-Datenbank in AWS, die aus dem Internet erreichbar sein soll',
];

describe('the exposure of what is asked for', () => {
  it.each(KEPT_INSIDE)('asks for nothing more, and for nothing open: "%s"', (intent) => {
    const solutions = solutionsFor(intent);

    expect(solutions.map((one) => one.capabilityIds)).toEqual(PLAIN);
    expect(solutions.flatMap(({ lacks }) => lacks)).toEqual([]);
    expect(solutions.flatMap(({ reasons }) => reasons)).not.toContain(OUTSIDE);
  });

  it.each(OPEN)('is a need that a field meets: "%s"', (intent) => {
    const [, native] = solutionsFor(intent);

    expect(native?.capabilityIds).toEqual([awsDatabase.id]);
    expect(native?.reasons).toContain(OUTSIDE);
    expect(native?.lacks).toEqual([]);
  });

  it.each([...KEPT_INSIDE, ...OPEN])('is not asked for again: "%s"', (intent) => {
    const { questions } = solveClarifyIntent({ intent, capabilities: [...databases] });

    expect(questions.map(({ id }) => id)).not.toContain('access');
  });
});

describe('what is only called private or public', () => {
  it.each([
    'a private subnet in AWS',
    'a private DNS zone',
    'a private key',
    'a virtual private cloud',
    'a private container registry',
    'a web application at intern.example.org',
    'a database called private-shop',
    'a database that is not private',
  ])('stays as it was written: "%s"', (text) => {
    expect(exposureApart(text)).toEqual({ text, isPrivate: false });
  });

  it('leads to the kind that is named so', () => {
    const subnet = aSummary({ kind: 'Subnet', tags: ['subnet', 'private subnet'] });
    const { subject } = readIntent('a private subnet');

    expect(subject).toEqual(['private', 'subnet']);
    expect(solutionsFor('a private subnet', [subnet])).toHaveLength(1);
  });
});
