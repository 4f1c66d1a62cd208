import { fullNameOf } from '../../domain/kind.ts';
import { describe, expect, it } from 'vitest';
import { aCapability } from '../../../test/a-capability.ts';
import { aPatternTalk, TO_REVIEW } from '../../../test/pattern-talk.ts';
import { aContext, aPatternWork, SERVED } from '../../../test/pattern-work.ts';

type Work = Awaited<ReturnType<typeof aPatternWork>>;

async function resolve({ activities }: Work, ...said: string[]) {
  const effect = { type: 'resolve-resources', said } as const;
  const event = await activities['resolve-resources'](effect, aContext(aPatternTalk()));
  if (!event) throw new Error('nothing was said');
  return { names: event.resources.map((kind) => fullNameOf(kind)), unclear: event.unclear };
}

const GATEWAY = 'internetgateways.ec2.aws.example.org';

describe('a resource', () => {
  it.each([
    ['internetgateways.ec2.aws.example.org', GATEWAY],
    ['InternetGateway.ec2.aws.example.org', GATEWAY],
    ['InternetGateway', GATEWAY],
    ['internetgateways', GATEWAY],
    ['an internet gateway', GATEWAY],
    ['the InternetGateway resource', GATEWAY],
    [`InternetGateway (${GATEWAY})`, GATEWAY],
    ['InternetGateway (ec2.aws.example.org)', GATEWAY],
    ['ec2.aws.example.org/v1beta1 InternetGateway', GATEWAY],
    ['apps/v1 Deployment', 'deployments.apps'],
    ['deploy', 'deployments.apps'],
    ['v1 Service', 'services.core'],
    ['services.core', 'services.core'],
    ['Service (core)', 'services.core'],
    ['Service (services)', 'services.core'],
    ['svc', 'services.core'],
    ['Service (serving.example.org)', 'services.serving.example.org'],
  ])('is understood as %s', async (said, name) => {
    expect(await resolve(await aPatternWork(), said)).toEqual({ names: [name], unclear: [] });
  });

  it.each(SERVED.filter(({ verbs }) => verbs.includes('create')).map(({ kind }) => kind))(
    'is found again by the name that the cards give it: $plural.$group',
    async (kind) => {
      const { names } = await resolve(await aPatternWork(), fullNameOf(kind));

      expect(names).toEqual([fullNameOf(kind)]);
    },
  );

  it('of another cloud than the pattern’s name says is asked for, by its short name alone', async () => {
    const { activities } = await aPatternWork();
    const context = aContext({ ...aPatternTalk(), name: 'Azure public networks' });
    const asked = async (said: string) =>
      activities['resolve-resources']({ type: 'resolve-resources', said: [said] }, context);
    const short = await asked('InternetGateway');
    const whole = await asked(GATEWAY);

    expect(short?.resources).toEqual([]);
    expect(short?.unclear).toMatchObject([{ said: 'InternetGateway', because: 'elsewhere' }]);
    expect(short?.unclear[0]?.near).toContain(GATEWAY);
    expect(whole?.resources.map((kind) => fullNameOf(kind))).toEqual([GATEWAY]);
    expect(whole?.unclear).toEqual([]);
  });

  it('of which there are several is asked for', async () => {
    expect(await resolve(await aPatternWork(), 'Service', 'Deployment')).toEqual({
      names: ['deployments.apps'],
      unclear: [
        {
          said: 'Service',
          near: ['services.core', 'services.serving.example.org'],
          because: 'several',
        },
      ],
    });
  });

  it.each([
    ['internetgatway', GATEWAY],
    ['Deploymnet', 'deployments.apps'],
    ['internetgateways.ec2.aws.m.upbound.io', GATEWAY],
    ['gateway', GATEWAY],
    ['sql database', 'sqlclaims.toolkit.example.org'],
  ])('that is written nearly so is refused with what may be meant: %s', async (said, near) => {
    const { names, unclear } = await resolve(await aPatternWork(), said);

    expect(names).toEqual([]);
    expect(unclear).toMatchObject([{ said, because: 'unknown' }]);
    expect(unclear[0]?.near[0]).toBe(near);
  });

  it.each(['xyzzy', '🚀', '...', 'ComponentStatus'])(
    'that is none is refused: %s',
    async (said) => {
      const { names, unclear } = await resolve(await aPatternWork(), said);

      expect(names).toEqual([]);
      expect(unclear).toMatchObject([{ said, because: 'unknown' }]);
    },
  );

  it.each(['Thing.old.example.org', 'Thing (old.example.org)', 'old.example.org/v1 Thing'])(
    'that is gone is said to be gone: %s',
    async (said) => {
      const kind = { group: 'old.example.org', kind: 'Thing', plural: 'things' };
      const gone = aCapability(kind, { goneAt: '2026-01-01T00:00:00.000Z' });
      const work = await aPatternWork({ known: [gone] });

      expect((await resolve(work, said)).unclear).toMatchObject([{ said, because: 'gone' }]);
    },
  );

  it('that the pattern had, and that no scan missed yet, is gone, too', async () => {
    const work = await aPatternWork();
    work.cluster.setKinds(SERVED.slice(1));
    const effect = { type: 'resolve-resources' as const, said: [GATEWAY] };
    const context = aContext(aPatternTalk(TO_REVIEW));
    const event = await work.activities['resolve-resources'](effect, context);

    expect(event).toMatchObject({ resources: [], unclear: [{ said: GATEWAY, because: 'gone' }] });
  });

  it('whose own server does not answer is taken as a scan knew it', async () => {
    const kind = { group: 'slow.example.org', kind: 'Thing', plural: 'things' };
    const work = await aPatternWork({ known: [aCapability(kind)] });
    expect((await resolve(work, 'Thing')).unclear).toHaveLength(1);
    work.cluster.setAway(['slow.example.org']);

    expect((await resolve(work, 'Thing')).names).toEqual(['things.slow.example.org']);
  });

  it('is waited for while the cluster is away', async () => {
    const work = await aPatternWork();
    work.cluster.setDown(true);

    await expect(resolve(work, 'Service')).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
