import { describe, expect, it, onTestFinished } from 'vitest';
import { findRecordings, missingRecordings } from '../recordings-server.ts';
import { PLATFORM, setPlatformStage } from './intents.ts';
import { matchesKind } from './kind-pattern.ts';
import type { IntentLabel } from './labels/label.ts';
import { RECORDINGS } from './labels/recordings.ts';
import { REPLIES } from './labels/replies.ts';
import { createMeter } from './meter.ts';
import { createOfflineModel } from '../../src/adapters/offline/language-model.ts';
import { PARTS } from './options.ts';
import { setRecordedStage, type Stage } from './stage.ts';
import { taskCases } from './tasks.ts';

/** Patterns that no kind of the cluster fits: nothing could ever meet or break them. */
function idlePatterns(labels: readonly IntentLabel[], { kinds }: Stage): string[] {
  const patterns = labels.flatMap(({ primary, forbidden = [] }) => [...primary, ...forbidden]);
  return patterns.filter((pattern) => !kinds.some((kind) => matchesKind(pattern, kind)));
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe('the labels', () => {
  it('of the demo platform name kinds that it serves', async () => {
    const stage = await setPlatformStage();
    onTestFinished(() => stage.close());

    expect(idlePatterns(PLATFORM, stage)).toEqual([]);
  });

  it.skipIf(missingRecordings())('of the recordings name kinds that they serve', async () => {
    const stage = await setRecordedStage(findRecordings() ?? '');
    onTestFinished(() => stage.close());

    expect(idlePatterns(RECORDINGS, stage)).toEqual([]);
  });

  it('are enough of each, some of which are met with nothing or with silence', () => {
    expect(PLATFORM.length).toBeGreaterThanOrEqual(30);
    expect(RECORDINGS.length).toBeGreaterThanOrEqual(20);
    expect(REPLIES.length).toBeGreaterThanOrEqual(25);
    expect(PLATFORM.filter(({ primary }) => primary.length === 0)).not.toEqual([]);
    expect(REPLIES.filter(({ answers }) => Object.keys(answers).length === 0)).not.toEqual([]);
  });

  it('have names that tell them apart', () => {
    const meter = createMeter(createOfflineModel());
    const tasks = PARTS.tasks.map((part) => taskCases(part, meter));

    for (const cases of [PLATFORM, RECORDINGS, ...tasks]) {
      expect(twice(cases.map(({ name }) => name))).toEqual([]);
    }
  });
});
