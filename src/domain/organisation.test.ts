import { expect, it } from 'vitest';
import { isNamespaceOffered, Organisation } from './organisation.ts';

const organisation = Organisation.parse({
  namespaces: { hidden: ['kube-*', '*-system', 'a*b*c', 'exact'] },
});

it.each(['kube-public', 'cert-system', 'abc', 'a-b-c', 'exact'])('hides %s', (name) => {
  expect(isNamespaceOffered(organisation, name)).toBe(false);
});

it.each(['a-team', 'mykube-x', 'system', 'ac', 'acb', 'exactly'])('offers %s', (name) => {
  expect(isNamespaceOffered(organisation, name)).toBe(true);
});
