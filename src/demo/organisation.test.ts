import { describe, expect, it } from 'vitest';
import { Organisation } from '../domain/organisation.ts';
import { localOrganisation } from './organisation.ts';

const PLATFORM_TEAM = { people: [], groups: ['S0PLATFORM0'] };

function local(written: unknown) {
  return localOrganisation(Organisation.parse(written));
}

describe('localOrganisation', () => {
  it('lets the platform team decide where nothing was written, and says nothing', () => {
    const { organisation, notices } = local({});

    expect(organisation.roles).toEqual({
      requesters: { people: [], groups: [] },
      approvers: PLATFORM_TEAM,
      curators: PLATFORM_TEAM,
    });
    expect(notices).toEqual([]);
  });

  it('knows who may ask, who may approve and who may scan', () => {
    const team = ['U000000CLEO', 'U000000DREW'];
    expect(local({}).parts).toEqual({
      requesters: ['U0000000ANA', 'U0000000BEN', ...team],
      approvers: team,
      curators: team,
    });
    const named = {
      requesters: { people: ['U0000000BEN'] },
      approvers: { people: ['U0000000ANA'] },
    };
    expect(local({ roles: named }).parts).toEqual({
      requesters: ['U0000000BEN'],
      approvers: ['U0000000ANA'],
      curators: team,
    });
  });

  it('keeps those of the named who are in the workspace', () => {
    const approvers = {
      people: ['U0000000BEN', 'slack:T0000ACME:U000000DREW', 'slack:T1:U0000000ANA', 'U1'],
      groups: ['S0PLATFORM0', 'S1'],
    };
    const { organisation, notices } = local({ roles: { approvers } });

    expect(organisation.roles.approvers).toEqual({
      people: ['U0000000BEN', 'slack:T0000ACME:U000000DREW'],
      groups: ['S0PLATFORM0'],
    });
    expect(notices).toEqual([]);
  });

  it('says so where none of the named is, and lets the platform team decide', () => {
    const strangers = { people: ['U1'] };
    const { organisation, notices } = local({
      roles: { approvers: strangers, curators: strangers, requesters: strangers },
    });

    expect(organisation.roles.approvers).toEqual(PLATFORM_TEAM);
    expect(organisation.roles.curators).toEqual(PLATFORM_TEAM);
    expect(organisation.roles.requesters).toEqual({ people: [], groups: [] });
    expect(notices).toEqual([
      expect.stringMatching(/approvers and curators and requesters .* not in this workspace/u),
    ]);
  });

  it('says so where more approvals are asked for than there are approvers', () => {
    expect(local({ approvals: { quorum: 3 } }).notices).toEqual([
      expect.stringContaining('only 2 people in this workspace may approve'),
    ]);
    expect(local({ approvals: { quorum: 2 } }).notices).toEqual([]);
  });

  it('keeps everything else that was decided', () => {
    const { organisation } = local({
      approvals: { allowRequester: true },
      namespaces: { hidden: [] },
    });

    expect(organisation.approvals.allowRequester).toBe(true);
    expect(organisation.namespaces.hidden).toEqual([]);
  });
});
