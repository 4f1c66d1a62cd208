import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCelExpressions } from '../../src/adapters/cel/expressions.ts';
import { createOfflineModel } from '../../src/adapters/offline/language-model.ts';
import { isSameKind, type ResourceKind } from '../../src/domain/kind.ts';
import type { KubernetesObject } from '../../src/domain/manifest.ts';
import { render } from '../../src/domain/policy/enforcement/render.ts';
import { renderedVerdict } from '../../src/domain/policy/enforcement/rendered-verdict.ts';
import { examplesFor, type KindExamples } from '../../src/domain/policy/examples.ts';
import { expandDraft } from '../../src/domain/policy/expand.ts';
import { kindKey } from '../../src/domain/policy/expand-reach.ts';
import { EnforcementTarget } from '../../src/domain/policy/policy.ts';
import type { Rule } from '../../src/domain/policy/rule.ts';
import { violationsOf } from '../../src/domain/policy/verdict.ts';
import { writeRationale } from '../../src/prompts/write-rationale.ts';
import { expandTriggers } from '../../src/prompts/expand-triggers.ts';
import {
  isPolicyClusterHere,
  openPolicyCluster,
  type PolicyCluster,
  type PolicyClusterName,
} from '../eval/policies-clusters.ts';
import { type DerivedLabel, deriveLabel, faultsOf } from '../eval/policies-derive.ts';
import { POLICY_LABELS, type PolicyLabel } from '../eval/policies-labels.ts';
import { createNotedModel, type NotedCall } from '../fakes/noted-model.ts';

/** Tokens of one policy: triggers, rationale and rules, prompts and answers together. */
const POLICY_TOKENS = 5_000;

/** Covered kinds of a policy that are tried with objects: real schemas are large. */
const TRIED_KINDS = 4;

const CHECKED = POLICY_LABELS.filter(({ none }) => none === undefined);
const CLUSTERS: readonly PolicyClusterName[] = ['platform', 'recordings'];

describe.each(CLUSTERS)('policies over %s', (name) => {
  describe.skipIf(!isPolicyClusterHere(name))('derived without a model', () => {
    let opened: PolicyCluster;
    const calls: NotedCall[] = [];
    const model = createNotedModel(createOfflineModel(), calls);

    beforeAll(async () => {
      opened = await openPolicyCluster(name);
    }, 60_000);
    afterAll(() => opened.close());

    it.each(POLICY_LABELS)('“$sentence” reaches what it means', async (label) => {
      const derived = await deriveLabel(model, label, opened.kinds);

      expect(faultsOf(label, derived, name)).toEqual([]);
    });

    it.each(CHECKED)('“$sentence” judges objects both ways, in all renderings', async (label) => {
      const derived = await deriveLabel(model, label, opened.kinds);
      const tried = await tryOut(opened, derived, label);

      expect(tried.wrong).toEqual([]);
      // Where the cluster has a kind that is meant, objects of both sorts were judged.
      const isReached = derived.rules.length > 0;
      expect([tried.good > 0, tried.broken > 0]).toEqual([isReached, isReached]);
    });

    it.each(POLICY_LABELS)('“$sentence” costs at most 5,000 tokens', async (label) => {
      const { sentence, triggers } = label;
      calls.length = 0;
      const text = sentence;
      await model.ask(expandTriggers, {
        subject: 'policy',
        text,
        words: [...triggers],
        excluded: [],
      });
      const scope = 'all namespaces except kube-system, kube-public and kube-node-lease';
      await model.ask(writeRationale, {
        subject: 'policy',
        sentence,
        triggers: [...triggers],
        resources: [],
        scope,
      });
      await deriveLabel(model, label, opened.kinds);

      const tokens = calls.reduce((sum, one) => sum + one.inputTokens + one.outputTokens, 0);
      expect(calls.map(({ task }) => task)).toEqual([
        'expand-triggers',
        'write-rationale',
        'derive-rules',
      ]);
      expect(tokens).toBeLessThanOrEqual(POLICY_TOKENS);
    });

    it('spreads a draft over kinds that come later without a model', async () => {
      const label = POLICY_LABELS[0];
      if (!label) throw new Error('no labels');
      const late = (kind: ResourceKind) =>
        kind.kind === 'Instance' && kind.group.startsWith('rds.');
      const early = opened.kinds.filter(({ outline }) => !late(outline.kind));
      const { draft, coverage } = await deriveLabel(model, label, early);
      const { sentence, triggers } = label;
      const now = expandDraft(draft, { kinds: opened.kinds, sentence, triggers, leftOut: [] });

      const added = now.coverage.rows.filter(
        ({ kind, leftOut }) =>
          leftOut === undefined && !coverage.rows.some((row) => isSameKind(row.kind, kind)),
      );
      expect(added.map(({ kind }) => kind.kind)).toEqual(['Instance']);
    });

    it('leaves out what a person left out, and nothing else', async () => {
      const label = POLICY_LABELS[0];
      if (!label) throw new Error('no labels');
      const { draft, coverage } = await deriveLabel(model, label, opened.kinds);
      const [first, ...others] = coverage.rows.filter(({ leftOut }) => leftOut === undefined);
      if (!first) throw new Error('nothing is covered');
      const { sentence, triggers } = label;
      const leftOut = [kindKey(first.kind)];
      const again = expandDraft(draft, { kinds: opened.kinds, sentence, triggers, leftOut });

      const row = again.coverage.rows.find(({ kind }) => isSameKind(kind, first.kind));
      expect(row).toMatchObject({ leftOut: 'chosen', ruleIds: [] });
      expect(again.coverage.rows.filter((one) => one.leftOut === undefined)).toHaveLength(
        others.length,
      );
      expect(again.rules.flatMap(({ kinds }) => kinds)).not.toContainEqual(first.kind);
    });
  });
});

interface TriedOut {
  readonly good: number;
  readonly broken: number;
  /** Objects that were judged wrongly, and by whom. */
  readonly wrong: readonly string[];
}

async function tryOut(
  { cluster }: PolicyCluster,
  derived: DerivedLabel,
  { sentence }: PolicyLabel,
): Promise<TriedOut> {
  const { rules, coverage } = derived;
  const kinds = coverage.rows
    .filter(({ leftOut }) => leftOut === undefined)
    .slice(0, TRIED_KINDS)
    .map(({ kind }) => kind);
  const judges = judgesOf(rules, sentence);
  const tried: TriedOut[] = [];
  for (const kind of kinds) {
    const own = rules.filter((rule) => rule.kinds.some((one) => isSameKind(one, kind)));
    const table = await cluster.fieldTable(kind);
    const examples = examplesFor({ kind, table, rules: own, namespace: 'a-team' });
    tried.push(judged(examples, kind, judges));
  }
  return {
    good: tried.reduce((sum, { good }) => sum + good, 0),
    broken: tried.reduce((sum, { broken }) => sum + broken, 0),
    wrong: tried.flatMap(({ wrong }) => wrong),
  };
}

interface Judge {
  readonly name: string;
  readonly accepts: (object: KubernetesObject, kind: ResourceKind) => boolean;
}

/** The rules themselves, and what each engine would say of their rendering. */
function judgesOf(rules: readonly Rule[], sentence: string): readonly Judge[] {
  const expressions = createCelExpressions();
  const rendered = EnforcementTarget.options.map((target): Judge => {
    const policy = {
      id: 'pol-0123456789ab',
      version: 1,
      sentence,
      rationale: 'It is tried.',
      scope: { type: 'all' as const },
      rules: [...rules],
      expressions: [],
    };
    const objects = render(policy, { target, mode: 'deny' });
    return {
      name: target,
      accepts: (object, kind) => renderedVerdict(objects, { object, kind }, expressions).accepted,
    };
  });
  return [
    { name: 'rules', accepts: (object) => violationsOf(rules, object).length === 0 },
    ...rendered,
  ];
}

function judged(
  { good, broken }: KindExamples,
  kind: ResourceKind,
  judges: readonly Judge[],
): TriedOut {
  const named = (what: string, { name }: Judge) => `${kindKey(kind)}: ${name} ${what}`;
  return {
    good: good.length,
    broken: broken.length,
    wrong: judges.flatMap((judge) => [
      ...good
        .filter((object) => !judge.accepts(object, kind))
        .map((object) => named(`refuses ${JSON.stringify(object)}`, judge)),
      ...broken
        .filter(({ object }) => judge.accepts(object, kind))
        .map(({ path }) => named(`accepts what breaks ${path}`, judge)),
    ]),
  };
}
