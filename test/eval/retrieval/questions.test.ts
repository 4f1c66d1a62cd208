import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Capability } from '../../../src/domain/capability.ts';
import { CAPABILITIES } from '../../../src/domain/knowledge/document.ts';
import { findRecordings, missingRecordings } from '../../recordings-server.ts';
import { PLATFORM, setPlatformStage, UNSEEN } from '../intents.ts';
import { matchesKind } from '../kind-pattern.ts';
import { RECORDINGS } from '../labels/recordings.ts';
import { setRecordedStage, type Stage } from '../stage.ts';
import { meanOf } from './metrics.ts';
import { HELD_OUT, patternsOf, questionsOver, WORKED } from './questions.ts';
import { searchCluster } from './search-cluster.ts';

const ALL = [...WORKED, ...HELD_OUT];

async function knownIn({ knowledge }: Stage): Promise<readonly Capability[]> {
  const { payloads } = await knowledge.list(CAPABILITIES, { offset: 0, limit: 10_000 });
  return payloads.map((payload) => Capability.parse(payload));
}

/** By the two lines of a definition that say so: parsing them all takes half a minute. */
function kindsDefinedIn(archive: string): { group: string; kind: string }[] {
  const text = execFileSync('tar', ['-xJOf', archive], { maxBuffer: 2 ** 28, encoding: 'utf8' });
  const lines = text.matchAll(/^ {2}group: (?<group>\S+)$|^ {4}kind: (?<kind>\S+)$/gmu);
  let group = '';
  return [...lines].flatMap(({ groups }) => {
    if (groups?.['group'] !== undefined) group = groups['group'];
    return groups?.['kind'] === undefined ? [] : [{ group, kind: groups['kind'] }];
  });
}

describe('the sentences of the search', () => {
  it('are enough, a third of them held out, each said once in the whole evaluation', () => {
    const intents = ALL.map(({ intent }) => intent);
    const others = [...PLATFORM, ...UNSEEN, ...RECORDINGS].map(({ intent }) => intent);

    expect(ALL.length).toBeGreaterThanOrEqual(80);
    expect(HELD_OUT.length / ALL.length).toBeGreaterThan(0.3);
    expect(new Set(intents).size).toBe(intents.length);
    expect(HELD_OUT.filter(({ intent }) => others.includes(intent))).toEqual([]);
  });

  it('want a kind once each, whatever its grade', () => {
    const twice = ALL.filter((label) => {
      const patterns = patternsOf(label).flatMap((grade) => grade.patterns);
      return new Set(patterns).size < patterns.length;
    });

    expect(twice.map(({ intent }) => intent)).toEqual([]);
  });

  it.skipIf(missingRecordings())('name kinds that one of the clusters serves', async () => {
    const archive = findRecordings() ?? '';
    const stages = [await setPlatformStage(), await setRecordedStage(archive)];
    onTestFinished(async () => {
      for (const stage of stages) await stage.close();
    });
    const kinds = [
      ...stages.flatMap((stage) => stage.kinds),
      ...kindsDefinedIn(join(dirname(archive), 'crds-large.tar.xz')),
    ];
    const patterns = ALL.flatMap((label) =>
      patternsOf(label).flatMap((grade) => [...grade.patterns]),
    );
    const idle = patterns.filter((pattern) => !kinds.some((kind) => matchesKind(pattern, kind)));

    expect(kinds.length).toBeGreaterThan(3_000);
    expect([...new Set(idle)]).toEqual([]);
  });

  it('are asked only where a kind answers them, graded by the first pattern that fits', async () => {
    const stage = await setPlatformStage();
    onTestFinished(() => stage.close());
    const known = await knownIn(stage);
    const questions = questionsOver(known);
    const redis = questions.find(({ intent }) => intent === 'redis');

    expect(questions.length).toBeGreaterThan(50);
    expect(questions.map(({ intent }) => intent)).not.toContain('RabbitMQ broker');
    const graded = known.flatMap(({ id, kind }) => {
      const grade = redis?.grades.get(id);
      return grade === undefined ? [] : [`${kind.kind} ${grade}`];
    });
    expect(graded.sort()).toEqual(['Redis 3', 'ReplicationGroup 3']);
  });
});

describe('a search of every sentence', () => {
  it.skipIf(missingRecordings())(
    'is the same twice, and worse where roles count nothing',
    async () => {
      const stage = await setRecordedStage(findRecordings() ?? '');
      onTestFinished(() => stage.close());
      const [one, other] = [await searchCluster(stage), await searchCluster(stage)];
      const meanNdcg = (system: 'words' | 'reader-words') =>
        meanOf(one.questions.flatMap(({ scores }) => scores[system] ?? []))?.ndcg10 ?? 0;

      expect(one.questions).toEqual(other.questions);
      expect(Object.keys(one.tookMs)).toEqual(['words', 'reader-words']);
      expect(meanNdcg('reader-words')).toBeGreaterThan(meanNdcg('words'));
    },
  );
});
