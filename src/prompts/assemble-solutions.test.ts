import { expect, it } from 'vitest';
import { awsDatabase, portableDatabase } from '../../test/capability-summaries.ts';
import { assembleSolutions, type AssembleSolutionsInput } from './assemble-solutions.ts';

const PATTERN = {
  id: 'p1',
  name: 'AWS public services',
  applies: 'solutions that run natively in AWS, for something that is reached from outside',
  rationale: `Whatever is public needs a gateway. ${'And more of that. '.repeat(60)}`,
  capabilityIds: ['c02'],
};
const INPUT: AssembleSolutionsInput = {
  intent: 'a public database',
  clarifications: [],
  capabilities: [
    { ...portableDatabase, id: 'c01' },
    { ...awsDatabase, id: 'c02' },
  ],
  patterns: [PATTERN, { ...PATTERN, id: 'p2', name: 'Databases' }],
};
const DRAFT = {
  title: 'Database',
  capabilityIds: ['c02'],
  match: 90,
  reasons: ['Fits'],
  lacks: [],
  patternIds: ['p1'],
};

it('shows a pattern with when it applies and a short reason, and marks what belongs to it', () => {
  const { patterns = '', capabilities = '' } = assembleSolutions.values(INPUT);
  const [first = ''] = patterns.split('\n');
  const [portable = '', native = ''] = capabilities.split('\n');

  expect(first).toMatch(/^p1 \| AWS public services \| for solutions that run natively in AWS/u);
  expect(first).toMatch(/… \| c02$/u);
  expect(first.length).toBeLessThan(400);
  expect(native).toContain('| in p1, p2 |');
  expect(portable).not.toContain('in p1');
});

it('shows five patterns at most', () => {
  const patterns = Array.from({ length: 6 }, (_, index) => ({ ...PATTERN, id: `p${index + 1}` }));

  expect(assembleSolutions.input.safeParse({ ...INPUT, patterns }).success).toBe(false);
  expect(assembleSolutions.input.safeParse({ ...INPUT, patterns: patterns.slice(1) }).success).toBe(
    true,
  );
});

it('takes no pattern that was not offered, and no id among its words', () => {
  const fault = (over: Partial<typeof DRAFT>): string | undefined =>
    assembleSolutions.verify(INPUT, { solutions: [{ ...DRAFT, ...over }] });

  expect(fault({})).toBeUndefined();
  expect(fault({ patternIds: ['p3'] })).toContain('the pattern p3 was not offered');
  expect(fault({ reasons: ['Follows p1'] })).toContain('an id');
});
