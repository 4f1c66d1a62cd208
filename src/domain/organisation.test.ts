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

it('takes prices of models by their names, and none that is half a price', () => {
  const pricesOf = (prices: unknown) => Organisation.safeParse({ model: { prices } });

  expect(Organisation.parse({}).model.prices).toEqual({});
  expect(pricesOf({ some: { inputPerMillion: 3, outputPerMillion: 15 } }).success).toBe(true);
  expect(pricesOf({ some: { inputPerMillion: 3 } }).error?.issues[0]?.path).toEqual([
    'model',
    'prices',
    'some',
    'outputPerMillion',
  ]);
});
