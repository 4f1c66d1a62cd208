import { describe, expect, it } from 'vitest';
import { aPlace } from '../../test/builders.ts';
import {
  aHome,
  APPROVER,
  ben,
  cleo,
  part,
  type Rights,
  type Told,
  viewer,
  waiting,
} from '../../test/home-builders.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import { homeCard } from './home.ts';

describe('what waits for the viewer', () => {
  it('is what they may approve, oldest first, with who asked, since when and until when', async () => {
    const home = aHome(
      [
        {
          ...waiting,
          title: 'younger',
          owner: ben,
          openedAt: '2026-11-02T10:00:00.000Z',
          expiresAt: '2026-11-05T10:00:00.000Z',
        },
        { ...waiting, title: 'older', owner: ben, openedAt: '2026-11-01T10:00:00.000Z' },
        { ...waiting, title: 'own', openedAt: '2026-11-01T09:00:00.000Z' },
      ],
      APPROVER,
    );
    const text = await part(home, 'Waiting for you');

    expect(text.indexOf('older')).toBeLessThan(text.indexOf('younger'));
    expect(text).toContain(
      'Asked for by @U2 · since 2026-11-02 10:00 UTC · expires 2026-11-05 10:00 UTC',
    );
    expect(text).not.toContain('own');
  });

  it('is no change that they approved already, or of which others decide', async () => {
    const agreed = { ...waiting, title: 'agreed', owner: ben, approvedBy: [viewer] };
    expect(await part(aHome([agreed], APPROVER), 'Waiting for you')).toBe('Nothing waits for you.');

    const others = { ...waiting, title: 'others', owner: ben };
    expect(await part(aHome([others]), 'Waiting for you')).toBe('Nothing waits for you.');
  });

  it('is their own word where a conversation needs it, told once', async () => {
    const home = aHome([
      { title: 'a database', waitsFor: 'owner', status: ['Required settings are waiting.'] },
      { title: 'a bucket', status: ['Searching…'] },
      { title: 'of ben', waitsFor: 'owner', owner: ben },
    ]);

    const text = await part(home, 'Waiting for you');
    expect(text).toContain('a database\nRequired settings are waiting.');
    expect(text).not.toContain('of ben');
    const others = await part(home, 'Your other conversations');
    expect(others).toContain('a bucket\nSearching…');
    expect(others).not.toContain('a database');
  });

  it('is counted where it is too much to be shown', async () => {
    const many = Array.from({ length: 15 }, () => ({ ...waiting, owner: ben }));
    const text = await part(aHome(many, APPROVER), 'Waiting for you');

    expect(text).toContain('… 5 more changes wait for your approval.');
  });
});

describe('a number', () => {
  const at = (minute: number): string => new Date(Date.UTC(2026, 10, 1, 9, minute)).toISOString();

  it('is not told where not all was looked through', async () => {
    const many = Array.from({ length: 120 }, () => ({ ...waiting, owner: ben }));
    const text = await part(aHome(many, APPROVER), 'Waiting for you');

    expect(text).toContain('… and more changes wait for your approval.');
    expect(text).not.toMatch(/\d+ more/u);
  });

  it('of what waits includes questions that are older than many other conversations', async () => {
    const younger = Array.from({ length: 40 }, (_, index) => ({ openedAt: at(index + 1) }));
    const home = aHome([
      { title: 'an old question', waitsFor: 'owner', openedAt: at(0) },
      ...younger,
    ]);

    expect(await part(home, 'Waiting for you')).toContain('👉 an old question');
    expect(await home.text()).toContain('… 30 more are open.');
  });

  it('is not said to be none where more was to be looked through', async () => {
    const agreed = { ...waiting, owner: ben, approvedBy: [viewer] };
    const many = Array.from({ length: 101 }, () => agreed);

    expect(await part(aHome(many, APPROVER), 'Waiting for you')).toBe(
      'Nothing waits for you among the 100 oldest changes that wait for approval; there are more.',
    );
  });
});

describe('a sign', () => {
  it('says whose turn it is: the viewer’s, or somebody else’s', async () => {
    const change = { ...waiting, title: 'a change', owner: ben };
    const approver = await part(aHome([change], APPROVER), 'Waiting for you');
    const requester = await part(aHome([{ ...change, owner: viewer }]), 'Recent changes');

    expect(approver).toContain('👉 a change');
    expect(requester).toContain('⏳ a change');
  });
});

describe('a row', () => {
  it('leads to its thread', async () => {
    const place = aPlace({ channel: 'C9', thread: '17.5' });
    const card = await aHome([{ title: 'a\n  database', place }]).card();

    expect(JSON.stringify(card)).toContain(
      JSON.stringify({ thread: { text: 'a database', place } }),
    );
  });

  it('of a direct conversation of somebody else leads nowhere, and says so', async () => {
    const place = aPlace({ channel: 'D2', thread: '17.5' });
    const home = aHome([{ ...waiting, title: 'hidden', owner: ben, place }], APPROVER);

    expect(JSON.stringify(await home.card())).not.toContain('17.5');
    expect(await home.text()).toContain('which only @U2 can open');
  });
});

describe('recent changes', () => {
  const ended = { workflow: 'change', isUnderWay: false, isOpen: false } as const;

  it('are the viewer’s own, and to approvers those that they may decide about', async () => {
    const changes: Told[] = [
      { ...ended, title: 'mine', openedAt: '2026-11-01T10:00:00.000Z' },
      { ...ended, title: 'of ben', owner: ben, openedAt: '2026-11-02T10:00:00.000Z' },
    ];
    expect(await part(aHome(changes), 'Recent changes')).not.toContain('of ben');
    const seen = await part(aHome(changes, APPROVER), 'Recent changes');

    expect(seen).toContain('mine');
    expect(seen.indexOf('of ben')).toBeLessThan(seen.indexOf('mine'));
  });

  it('say how each stands in the record’s words', async () => {
    const failed: Told = {
      ...ended,
      title: 'a db',
      level: 'error',
      status: ['Applied, but it failed.'],
    };

    expect(await part(aHome([failed]), 'Recent changes')).toContain(
      '❌ a db\nApplied, but it failed.',
    );
  });

  it('are told in short where the cluster said a lot', async () => {
    const failed: Told = { ...ended, title: 'a db', status: ['Refused: ', 'why '.repeat(500)] };
    const text = await part(aHome([failed]), 'Recent changes');

    expect(text).toMatch(/Refused: why .*…/u);
    expect(text.length).toBeLessThan(500);
  });

  it('are at most eight', async () => {
    const many = Array.from({ length: 30 }, () => ({ ...ended, owner: cleo }));
    const { elements } = await aHome(many, APPROVER).card();

    expect(elements.filter(({ type }) => type === 'text').length).toBeLessThan(20);
    expect(JSON.stringify(elements).match(/"s\d+"/gu)).toHaveLength(8);
  });
});

describe('what is known', () => {
  it('is told while the cluster does not answer, which is said', async () => {
    const home = aHome();
    expect(await home.text()).toContain('7 kinds of resources known.');
    home.cluster.setDown(true);

    expect(await home.text()).toContain(
      'The cluster is not answering. 7 kinds of resources known.',
    );
  });

  it('does not keep anybody waiting for a cluster that hangs', async () => {
    const home = aHome();
    const hanging = Promise.withResolvers<never>().promise;
    const drawn = homeCard({ ...home.dependencies, cluster: { identity: () => hanging } }, viewer);
    await home.clock.advance(2_000);

    expect(renderPlainText(await drawn)).toContain('The cluster is not answering.');
  });

  it('names the last scan and one that runs', async () => {
    const scan = { workflow: 'scan', owner: ben } as const;
    const home = aHome([
      { ...scan, status: ['Half of it is read.'] },
      {
        ...scan,
        isOpen: false,
        isUnderWay: false,
        openedAt: '2026-11-01T11:00:00.000Z',
        state: { names: ['nosuch'] },
        status: ['Nothing here is called “nosuch”.'],
      },
      {
        ...scan,
        isOpen: false,
        isUnderWay: false,
        openedAt: '2026-11-01T10:00:00.000Z',
        updatedAt: '2026-11-01T10:01:00.000Z',
        level: 'warning',
        status: ['2 documents could not be read.'],
      },
    ]);
    const text = await part(home, 'What dotai knows');

    expect(text).toContain('A scan runs. Half of it is read.');
    expect(text).not.toContain('nosuch');
    expect(text).toContain('⚠️ Last scan 2026-11-01 10:01 UTC: 2 documents could not be read.');
  });
});

describe('to begin', () => {
  it('there are examples and buttons; scanning is offered to whoever may', async () => {
    const labels = async (rights: Partial<Rights>): Promise<string[]> =>
      (await aHome([], rights).card()).elements.flatMap((one) =>
        one.type === 'buttons' ? one.buttons.map(({ label }) => label) : [],
      );

    expect(await labels({})).toEqual(['Capabilities', 'Policies', 'Patterns', 'Help']);
    expect(await labels({ mayScan: true })).toEqual([
      'Capabilities',
      'Policies',
      'Patterns',
      'Scan the cluster',
      'Help',
    ]);
    expect(await aHome().text()).toContain('/dotai recommend');
  });

  it('guests and people from elsewhere see only what the bot is for', async () => {
    const home = aHome([{ title: 'a secret plan', waitsFor: 'owner' }], { isMember: false });
    const text = await home.text();

    expect(text).toContain('Only full members of this workspace');
    expect(text).toContain('/dotai capabilities search');
    expect(text).not.toContain('/dotai recommend');
    expect(text).not.toContain('a secret plan');
    expect(text).not.toContain('kinds of resources');
  });
});
