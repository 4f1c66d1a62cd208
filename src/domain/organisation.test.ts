import { expect, it } from 'vitest';
import { isNamespaceOffered, Organisation } from './organisation.ts';

const organisation = Organisation.parse({
  namespaces: { hidden: ['kube-*', '*-system', 'a*b*c', 'exact'] },
});

it.each(['kube-public', 'cert-system', 'abc', 'a-b-c', 'exact'])('hides %s', (name) => {
  expect(isNamespaceOffered(organisation, name)).toBe(false);
});

it('takes the approvals channel by its id, and says so of a name', () => {
  const channelOf = (channel: string) => Organisation.safeParse({ approvals: { channel } });

  expect(channelOf('C0123ABCD').data?.approvals.channel).toBe('C0123ABCD');
  expect(channelOf('#approvals').error?.issues[0]?.message).toContain('not its name');
  expect(Organisation.parse({}).approvals.channel).toBeUndefined();
});

it.each(['a-team', 'mykube-x', 'system', 'ac', 'acb', 'exactly'])('offers %s', (name) => {
  expect(isNamespaceOffered(organisation, name)).toBe(true);
});
