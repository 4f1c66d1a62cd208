import { expect, it } from 'vitest';
import { partsOf } from './sentence-parts.ts';

it('parts a sentence where it turns to something else', () => {
  expect(partsOf('Deployments must have 2 replicas, and databases must be in us-east-1')).toEqual({
    first: 'Deployments must have 2 replicas',
    rest: 'databases must be in us-east-1',
  });
});

it.each([
  'Databases in the a-team and b-team namespaces must be in us-east-1',
  'Deployments and databases must have a team label',
  'Deployments must have the labels team and service and always run twice',
  'Deployments must have 2 replicas and memory limits must be set',
])('leaves whole what is one policy: %s', (sentence) => {
  expect(partsOf(sentence)).toEqual({ first: sentence });
});
