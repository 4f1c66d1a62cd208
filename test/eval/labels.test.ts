import { describe, expect, it, onTestFinished } from 'vitest';
import { findRecordings, missingRecordings } from '../recordings-server.ts';
import { PLATFORM, setPlatformStage, UNSEEN } from './intents.ts';
import { matchesKind } from './kind-pattern.ts';
import type { IntentLabel } from './labels/label.ts';
import { RECORDINGS } from './labels/recordings.ts';
import { OPEN_REQUIREMENTS } from './labels/open-requirements.ts';
import { REPLIES } from './labels/replies.ts';
import { UNSEEN_REPLIES, UNSEEN_REQUIREMENTS } from './labels/unseen-tasks.ts';
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

function texts(...labels: readonly (readonly { readonly text: string }[])[]): string[] {
  return labels.flat().map(({ text }) => text);
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe('the labels', () => {
  it('of the demo platform name kinds that it serves', async () => {
    const stage = await setPlatformStage();
    onTestFinished(() => stage.close());

    expect(idlePatterns([...PLATFORM, ...UNSEEN], stage)).toEqual([]);
  });

  it.skipIf(missingRecordings())('of the recordings name kinds that they serve', async () => {
    const stage = await setRecordedStage(findRecordings() ?? '');
    onTestFinished(() => stage.close());

    expect(idlePatterns(RECORDINGS, stage)).toEqual([]);
  });

  it('are enough of each, some of which are met with nothing or with silence', () => {
    expect(PLATFORM.length).toBeGreaterThanOrEqual(30);
    expect(UNSEEN.length).toBeGreaterThanOrEqual(20);
    expect(RECORDINGS.length).toBeGreaterThanOrEqual(20);
    expect(REPLIES.length).toBeGreaterThanOrEqual(25);
    expect(PLATFORM.filter(({ primary }) => primary.length === 0)).not.toEqual([]);
    expect(UNSEEN.filter(({ primary }) => primary.length === 0)).not.toEqual([]);
    expect(REPLIES.filter(({ answers }) => Object.keys(answers).length === 0)).not.toEqual([]);
  });

  it('are held out or worked on, never both', () => {
    const worked = [...PLATFORM.map(({ intent }) => intent), ...texts(REPLIES, OPEN_REQUIREMENTS)];
    const heldOut = [
      ...UNSEEN.map(({ intent }) => intent),
      ...texts(UNSEEN_REPLIES, UNSEEN_REQUIREMENTS),
    ];

    expect(heldOut.filter((text) => worked.includes(text))).toEqual([]);
  });

  it('have names that tell them apart', () => {
    const meter = createMeter(createOfflineModel());
    const tasks = PARTS.tasks.map((part) => taskCases(part, meter));

    for (const cases of [PLATFORM, UNSEEN, RECORDINGS, ...tasks]) {
      expect(twice(cases.map(({ name }) => name))).toEqual([]);
    }
  });
});
