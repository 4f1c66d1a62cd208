import { expect, it } from 'vitest';
import { withPeople } from './named-people.ts';
import { bold } from './text.ts';

it('shows accounts that a sentence names as people, and all else as it stands', () => {
  const cleo = { person: { platform: 'slack', workspace: 'T1', id: 'UCLEO' } };
  const ana = { person: { platform: 'teams', workspace: 'aaaa-bbbb', id: 'cccc-dddd' } };

  expect(
    withPeople(['Ask slack:T1:UCLEO or teams:aaaa-bbbb:cccc-dddd.', bold('slack:T1:U1')]),
  ).toEqual(['Ask ', cleo, ' or ', ana, '.', bold('slack:T1:U1')]);
  expect(withPeople(['in slack: nobody, see a:b:c'])).toEqual(['in slack: nobody, see a:b:c']);
});
