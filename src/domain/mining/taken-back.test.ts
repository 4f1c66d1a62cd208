import { expect, it } from 'vitest';
import { aCandidate } from '../../../test/pattern-builders.ts';
import { withoutTakenBack } from './taken-back.ts';

const LEFT = 'For public services in AWS we always use an InternetGateway.';
const OPEN = aCandidate({
  rationale: 'Public services in AWS use an InternetGateway. Without one no wombat gets in.',
});

it('keeps what the quotes that are left say, and nothing that only the lost ones said', () => {
  const lost = ['without one no wombat gets in'];

  expect(withoutTakenBack(OPEN, { lost, left: [LEFT] })).toEqual({
    ...OPEN,
    version: 2,
    rationale: 'Public services in AWS use an InternetGateway.',
  });
});

it('is the very same where the lost quotes said nothing of their own', () => {
  const lost = ['we always use an InternetGateway'];

  expect(withoutTakenBack(OPEN, { lost, left: [LEFT, 'Without one no wombat gets in.'] })).toBe(
    OPEN,
  );
});

it('is called by its resources where its name was somebody’s words, and loses words and names of theirs', () => {
  const named = {
    ...OPEN,
    title: 'Wombat services',
    triggers: ['public services', 'wombat shops'],
    unknownResources: ['WombatGateway'],
  };
  const lost = ['no wombat gets in: wombat services and wombat shops need a WombatGateway'];

  expect(withoutTakenBack(named, { lost, left: [LEFT] })).toMatchObject({
    title: 'InternetGateway',
    triggers: ['public services'],
    unknownResources: [],
  });
});

it('leaves nothing to decide about where the sentence of a policy is taken back', () => {
  const policy = aCandidate({
    type: 'policy',
    title: 'Databases must run in us-east-1.',
    resources: [],
  });
  const lost = ['Databases must run in us-east-1.'];

  expect(withoutTakenBack(policy, { lost, left: ['Legal has signed it off.'] })).toBeUndefined();
});

it('knows again what was decided, without its reasons', () => {
  const rejected = { ...OPEN, status: 'rejected' as const };
  const lost = [LEFT, 'Without one no wombat gets in.'];

  expect(withoutTakenBack(rejected, { lost, left: [] })).toEqual({
    ...rejected,
    version: 2,
    rationale: '',
  });
});

it('reads scripts that put no space between words', () => {
  const one = aCandidate({ rationale: '公開サービスには必ず使う。カモノハシが困るから。' });
  const given = { lost: ['カモノハシが困るから'], left: ['公開サービスには必ず使う'] };

  expect(withoutTakenBack(one, given)?.rationale).toBe('公開サービスには必ず使う。');
});
