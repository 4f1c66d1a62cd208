import { describe, expect, it } from 'vitest';
import { aCatalogKind } from '../../../test/catalog-kinds.ts';
import type { CatalogKind } from './candidates.ts';
import { expandDraft, type Expanding } from './expand.ts';
import type { OutlineField } from './outline.ts';
import type { RuleDraft } from './rule-draft.ts';

const SENTENCE = 'Databases in AWS must run in us-east-1';
const inRegion: RuleDraft = {
  providers: ['aws'],
  subjects: [{ group: '*' }],
  incidental: [],
  checks: [
    {
      paths: ['spec.region', 'spec.forProvider.region', 'spec.initProvider.region'],
      check: { type: 'oneOf', values: ['us-east-1'] },
    },
  ],
  expressions: [],
};

function spread(
  draft: Partial<RuleDraft>,
  kinds: readonly CatalogKind[],
  more: Partial<Expanding> = {},
) {
  const given = { kinds, triggers: [], leftOut: [], sentence: SENTENCE, ...more };
  return expandDraft({ ...inRegion, ...draft }, given);
}

const managed = ['spec.forProvider.region', 'spec.initProvider.region'];
const aws = aCatalogKind('Instance.rds.aws.example', managed, { providers: ['aws'] });
const azure = aCatalogKind('Server.db.azure.example', managed, { providers: ['azure'] });
const selector: OutlineField = {
  path: 'spec.crossplane.compositionSelector.matchLabels',
  type: 'map',
  itemType: 'string',
};
const portable = { providers: ['aws', 'azure'] };

describe('which kinds a policy reaches', () => {
  it('is told of every kind that has such a field, covered or left out with the reason', () => {
    const kinds = [
      aws,
      azure,
      aCatalogKind('Bucket.s3.aws.example', managed, { providers: ['aws'] }),
      aCatalogKind('Cluster.rds.aws.example', managed, { providers: ['aws'], namespaced: false }),
      aCatalogKind('Sql.acme.example', ['spec.region'], portable),
      aCatalogKind('Widget.acme.example', ['spec.colour'], { providers: ['aws'] }),
      aCatalogKind('Chosen.rds.aws.example', managed, { providers: ['aws'] }),
    ];
    const incidental = [{ group: 's3.aws.example', kinds: ['Bucket'] }];
    const { coverage } = spread({ incidental }, kinds, { leftOut: ['Chosen.rds.aws.example'] });

    expect(coverage.rows.map(({ kind, leftOut }) => [kind.kind, leftOut])).toEqual([
      ['Instance', undefined],
      ['Server', 'another-cloud'],
      ['Sql', 'cannot-say'],
      ['Chosen', 'chosen'],
      ['Bucket', 'incidental'],
      ['Cluster', 'no-namespace'],
    ]);
  });

  it('says that a kind is left out as the cluster itself writes it, where no word names it', () => {
    const checks = [{ paths: ["metadata.labels['team']"], check: { type: 'exists' as const } }];
    const everything = { providers: [], subjects: [{ group: '*' }, { group: '' }], checks };
    const sentence = 'Every resource must have the label team';
    const names = ['ConfigMap', 'Event', 'ReplicaSet.apps', 'Lease.coordination.k8s.io'];
    const kinds = [...names, 'PolicyReport.wgpolicyk8s.io'].map((name) => aCatalogKind(name, []));
    const { coverage, rules } = spread(everything, kinds, { sentence });
    const named = { ...everything, subjects: [{ group: '', kinds: ['Event'] }] };

    expect(coverage.rows.map(({ kind, leftOut }) => [kind.kind, leftOut])).toEqual([
      ['ConfigMap', undefined],
      ['ReplicaSet', undefined],
      ['Event', 'machine-made'],
      ['Lease', 'machine-made'],
      ['PolicyReport', 'machine-made'],
    ]);
    expect(rules[0]?.kinds.map(({ kind }) => kind)).toEqual(['ConfigMap', 'ReplicaSet']);
    expect(
      spread(named, kinds, { sentence }).coverage.rows.find(({ kind }) => kind.kind === 'Event'),
    ).not.toHaveProperty('leftOut');
  });

  it('binds a portable kind only where the object itself names the cloud', () => {
    const bySelector = aCatalogKind('Sql.acme.example', ['spec.region', selector], portable);
    const choice = { path: 'spec.provider', type: 'string' as const, enum: ['AWS', 'Azure'] };
    const byField = aCatalogKind('Store.acme.example', ['spec.region', choice], portable);
    const { rules } = spread({}, [bySelector, byField]);

    expect(rules.map(({ kinds, when }) => [kinds[0]?.kind, when])).toEqual([
      [
        'Sql',
        [
          {
            path: `${selector.path}['provider']`,
            check: { type: 'oneOf', values: ['aws', 'AWS'] },
          },
        ],
      ],
      ['Store', [{ path: 'spec.provider', check: { type: 'oneOf', values: ['AWS'] } }]],
    ]);
  });

  it('never binds by a selector what is known of no cloud', () => {
    const { coverage } = spread({}, [aCatalogKind('App.acme.example', ['spec.region', selector])]);

    expect(coverage.rows.map(({ leftOut }) => leftOut)).toEqual(['cannot-say']);
  });

  it('leaves nobody out for a cloud where none is named', () => {
    const { rules } = spread({ providers: [] }, [aws, azure]);

    expect(rules[0]?.kinds.map(({ kind }) => kind)).toEqual(['Server', 'Instance']);
  });
});

describe('the rules', () => {
  it('of kinds that differ in nothing else are one, and say what must be and by which policy', () => {
    const other = aCatalogKind('Cluster.rds.aws.example', managed, { providers: ['aws'] });
    const { rules } = spread({}, [aws, other]);

    expect(rules).toMatchObject([
      {
        id: 'r1',
        path: 'spec.forProvider.region',
        whenMissing: 'deny',
        message: `spec.forProvider.region must be us-east-1, by the policy “${SENTENCE}”.`,
      },
      { id: 'r2', path: 'spec.initProvider.region', whenMissing: 'allow' },
    ]);
    expect(rules.map(({ kinds }) => kinds.length)).toEqual([2, 2]);
  });

  it.each([
    [{ default: 'us-east-1' }, 'allow'],
    [{ default: 'eu-west-1' }, 'deny'],
    [{}, 'deny'],
  ])(
    'let the main field be missing only where its default keeps the check: %j',
    (more, whenMissing) => {
      const kind = aCatalogKind(
        'Instance.rds.aws.example',
        [{ path: 'spec.region', type: 'string', ...more }],
        { providers: ['aws'] },
      );

      expect(spread({}, [kind]).rules).toMatchObject([{ whenMissing }]);
    },
  );

  it('let a location below an optional part be missing, and not below a required one', () => {
    const path = 'spec.forProvider.copyFrom.region';
    const part = (required: boolean): OutlineField => ({
      path: 'spec.forProvider.copyFrom',
      type: 'object',
      required,
    });
    const checks = [{ paths: [path], check: { type: 'oneOf' as const, values: ['us-east-1'] } }];
    const missing = [true, false].map((required) => {
      const kind = aCatalogKind('A.rds.aws.example', [part(required), path], {
        providers: ['aws'],
      });
      return spread({ checks }, [kind]).rules[0]?.whenMissing;
    });

    expect(missing).toEqual(['deny', 'allow']);
  });

  it('hold values as each kind’s field has them, and leave out fields that cannot hold them', () => {
    const checks = [{ paths: ['spec.version'], check: { type: 'oneOf' as const, values: ['16'] } }];
    const kinds = [
      aCatalogKind('Text.a.example', ['spec.version']),
      aCatalogKind('Number.b.example', [{ path: 'spec.version', type: 'integer' }]),
      aCatalogKind('Flag.c.example', [{ path: 'spec.version', type: 'boolean' }]),
    ];
    const { rules, coverage } = spread({ checks, providers: [] }, kinds);

    expect(rules.map(({ check }) => check)).toEqual([
      { type: 'oneOf', values: ['16'] },
      { type: 'oneOf', values: [16] },
    ]);
    expect(coverage.rows.at(-1)).toMatchObject({ kind: { kind: 'Flag' }, leftOut: 'incidental' });
  });
});

describe('rules for pods', () => {
  const lists = ['containers', 'initContainers', 'ephemeralContainers'];
  function aWorkload(name: string, podSpec: string): CatalogKind {
    const limits = lists.map((list) => ({
      path: `${podSpec}.${list}[*].resources.limits`,
      type: 'map' as const,
      itemType: 'int-or-string' as const,
    }));
    const ofPods = [`${podSpec}.securityContext.runAsNonRoot`, `${podSpec}.hostNetwork`];
    const ofContainers = lists.map((list) => `${podSpec}.${list}[*].securityContext.runAsNonRoot`);
    const flags = [...ofPods, ...ofContainers].map((path) => ({ path, type: 'boolean' as const }));
    return aCatalogKind(name, [
      ...lists.map((list) => `${podSpec}.${list}[*].image`),
      ...limits,
      ...flags,
    ]);
  }
  const kinds = [
    aWorkload('Pod', 'spec'),
    aWorkload('Deployment.apps', 'spec.template.spec'),
    aWorkload('CronJob.batch', 'spec.jobTemplate.spec.template.spec'),
  ];
  function onPods(paths: readonly string[], check: RuleDraft['checks'][number]['check']) {
    const checks = [{ paths: [...paths], check }];
    return spread({ providers: [], subjects: [], checks }, kinds, {
      sentence: 'Pods must be right',
    });
  }

  it('reach every list of containers of every workload, whichever of them was named', () => {
    const { rules } = onPods(['spec.containers[*].image'], { type: 'matches', pattern: '^a/' });

    expect(rules.map(({ path }) => path)).toEqual(
      ['spec', 'spec.template.spec', 'spec.jobTemplate.spec.template.spec'].flatMap((spec) =>
        lists.map((list) => `${spec}.${list}[*].image`),
      ),
    );
  });

  it('demand no resources of ephemeral containers, which cannot have any', () => {
    const { rules } = onPods(["spec.containers[*].resources.limits['cpu']"], { type: 'exists' });

    expect(rules).toHaveLength(6);
    expect(JSON.stringify(rules)).not.toContain('ephemeral');
  });

  it('demand a security context of the pod, and only forbid containers to differ', () => {
    const flag = 'securityContext.runAsNonRoot';
    const paths = [`spec.${flag}`, `spec.containers[*].${flag}`];
    const { rules } = onPods(paths, { type: 'oneOf', values: [true] });
    const missing = rules
      .filter(({ kinds: [kind] }) => kind?.kind === 'Pod')
      .map(({ path, whenMissing }) => [path.includes('[*]'), whenMissing]);

    expect(missing).toEqual([
      [false, 'deny'],
      [true, 'allow'],
      [true, 'allow'],
      [true, 'allow'],
    ]);
  });

  it('know what Kubernetes takes where nothing is written', () => {
    const off = onPods(['spec.hostNetwork'], { type: 'oneOf', values: [false] });
    const on = onPods(['spec.hostNetwork'], { type: 'oneOf', values: [true] });

    expect(new Set(off.rules.map(({ whenMissing }) => whenMissing))).toEqual(new Set(['allow']));
    expect(new Set(on.rules.map(({ whenMissing }) => whenMissing))).toEqual(new Set(['deny']));
  });
});

it('says of a number of replicas that scaling is not checked', () => {
  const checks: RuleDraft['checks'] = [
    { paths: ['spec.replicas', 'spec.colour'], check: { type: 'max', value: 3 } },
  ];
  const kinds = ['Deployment.apps', 'Widget.acme.example'].map((name, at) => {
    const { outline, capability } = aCatalogKind(name, [], { providers: ['aws'] });
    const path = at === 0 ? 'spec.replicas' : 'spec.colour';
    return { outline: { ...outline, fields: [{ path, type: 'integer' as const }] }, capability };
  });

  expect(spread({ checks }, kinds).coverage.rows.map(({ note }) => note)).toEqual([
    'spec.colour must be at most 3',
    'spec.replicas must be at most 3; not checked when it is scaled',
  ]);
});
