import { expect, it } from 'vitest';
import { topicsOf } from './topics.ts';

it.each([
  ['Where should it run?', ['In AWS', 'In Azure'], ['provider']],
  ['Which cloud do you use?', [], ['provider']],
  ['Should AWS run it as a managed service?', ['Yes, managed', 'No'], ['hosting']],
  ['Must it be reachable from outside?', ['Yes, publicly accessible', 'No'], ['access']],
  ['Shall the database schema be managed as well?', [], ['schema']],
  ['Does it run once or on a schedule?', [], ['workload']],
  ['What is your favourite colour?', ['Red', 'Blue'], []],
])('“%s” is about its topic', (text, options, topics) => {
  expect(topicsOf({ text, options })).toEqual(expect.arrayContaining(topics));
  expect(topicsOf({ text, options }).length > 0).toBe(topics.length > 0);
});
