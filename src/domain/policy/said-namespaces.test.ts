import { describe, expect, it } from 'vitest';
import { namespacesSaidIn, withoutNamespaces } from './said-namespaces.ts';

const KNOWN = [
  'a-team',
  'b-team',
  'default',
  'kube-system',
  'production-eu',
  'production-us',
  'aws',
];

describe('the namespaces that a sentence names', () => {
  it.each([
    ['Databases in the a-team namespace must be encrypted', 'only', ['a-team']],
    ['Databases in a-team’s namespace must be encrypted', 'only', ['a-team']],
    ["Databases in the a-team's namespace must be encrypted", 'only', ['a-team']],
    ['Databases in namespace “a-team” must be encrypted', 'only', ['a-team']],
    [
      'In the namespaces a-team and b-team, databases must be encrypted',
      'only',
      ['a-team', 'b-team'],
    ],
    [
      'Databases in the a-team, b-team and default namespaces must be encrypted',
      'only',
      ['a-team', 'b-team', 'default'],
    ],
    ['In a-team, databases must be encrypted', 'only', ['a-team']],
    ['Datenbanken im Namespace a-team müssen verschlüsselt sein', 'only', ['a-team']],
    [
      'Datenbanken in den Namespaces a-team und b-team müssen verschlüsselt sein',
      'only',
      ['a-team', 'b-team'],
    ],
    ['Databases must be encrypted, but only in a-team', 'only', ['a-team']],
    [
      'Databases must be encrypted only in production-…',
      'only',
      ['production-eu', 'production-us'],
    ],
    [
      'Databases in production-* namespaces must be encrypted',
      'only',
      ['production-eu', 'production-us'],
    ],
    ['Databases in the mars namespace must be encrypted', 'only', ['mars']],
    ['Databases outside the kube-system namespace must be encrypted', 'except', ['kube-system']],
    ['Databases must be encrypted except in kube-system', 'except', ['kube-system']],
    ['Databases in all namespaces but kube-system must be encrypted', 'except', ['kube-system']],
    ['Databases in every namespace must be encrypted', 'all', []],
    ['Databases must not run outside of a-team', 'unclear', ['a-team']],
    ['Databases of a-team must be encrypted', 'unclear', ['a-team']],
    ['Databases in a-team must be encrypted, outside b-team', 'unclear', ['b-team', 'a-team']],
  ] as const)('%s', (sentence, type, names) => {
    expect(namespacesSaidIn(sentence, KNOWN)).toEqual({ type, names });
  });

  it.each([
    'Databases in AWS should always run in the us-east-1 region',
    'Databases in a namespace must be encrypted',
    'Databases in a namespace labelled team=a must be encrypted',
    'Databases in namespaces whose owner is payments must be encrypted',
    'Namespaces must have the label owner',
    'All containers in a pod must have limits',
    'Pods must not share host namespaces',
    'Resources in namespaces must have labels',
    'Databases must be encrypted by default',
    'Pods in their own namespace must have limits',
    'Images must be from registry.example.com in production',
  ])('names none: %s', (sentence) => {
    expect(namespacesSaidIn(sentence, KNOWN)).toBeUndefined();
  });

  it('counts no bare word as a namespace that the cluster does not have', () => {
    expect(namespacesSaidIn('Databases in mars-1 must be encrypted', KNOWN)).toBeUndefined();
  });

  it.each([
    ['Databases in the a-team namespace must be encrypted', 'Databases must be encrypted'],
    ['Databases must be encrypted, except in kube-system', 'Databases must be encrypted,'],
    ['Databases in AWS must be encrypted', 'Databases in AWS must be encrypted'],
  ])('leaves the rest of a sentence as it is: %s', (sentence, rest) => {
    expect(withoutNamespaces(sentence, KNOWN)).toBe(rest);
  });
});
