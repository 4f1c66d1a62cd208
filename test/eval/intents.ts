import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import { play, type Played } from './conversation.ts';
import { gradeIntent, isRight } from './grade-intent.ts';
import type { IntentLabel } from './labels/label.ts';
import { PLATFORM_APPS } from './labels/platform-apps.ts';
import { PLATFORM_DATA } from './labels/platform-data.ts';
import { PLATFORM_ODD } from './labels/platform-odd.ts';
import { UNSEEN_APPS } from './labels/unseen-apps.ts';
import { UNSEEN_DATA } from './labels/unseen-data.ts';
import type { Meter } from './meter.ts';
import type { RunCase } from './run-case.ts';
import { setStage, type Stage } from './stage.ts';
import { topicsOf } from './topics.ts';

export const PLATFORM: readonly IntentLabel[] = [
  ...PLATFORM_DATA,
  ...PLATFORM_APPS,
  ...PLATFORM_ODD,
];

/** Over the same cluster, and held out: no rule is made for these (docs/eval.md). */
export const UNSEEN: readonly IntentLabel[] = [...UNSEEN_DATA, ...UNSEEN_APPS];

export function setPlatformStage(embedder?: Embedder): Promise<Stage> {
  return setStage({ documents: demoPlatform() }, embedder);
}

/** Leads each intent to its dry run over that cluster. */
export function intentCases(
  labels: readonly IntentLabel[],
  { stage, meter }: { readonly stage: Stage; readonly meter: Meter },
): readonly RunCase[] {
  return labels.map((label) => ({
    name: label.name,
    async run() {
      const played = await playLabel(label, stage, meter);
      const providers = await providersIn(played, stage);
      const { marks, remarks } = gradeIntent(label, played, (id) => providers.get(id) ?? []);
      const callsFirst = { got: played.callsFirst, of: 1 };
      return {
        marks: { ...marks, ...(played.callsFirst > 0 ? { 'calls-first': callsFirst } : {}) },
        remarks,
        trace: played.trace,
      };
    },
  }));
}

function playLabel(label: IntentLabel, stage: Stage, meter: Meter): Promise<Played> {
  return play(stage, meter, {
    intent: label.intent,
    clarify: (question) =>
      topicsOf(question)
        .map((topic) => label.clarified?.[topic])
        .find((answer) => answer !== undefined),
    // Whoever knows what they want finds it in the list, wherever it stands.
    choose: (solutions) => solutions.find((one) => isRight(label, one)) ?? solutions[0],
  });
}

async function providersIn({ solutions }: Played, { capabilities }: Stage) {
  const ids = new Set(
    solutions.flatMap(({ resources }) => resources.map(({ capabilityId }) => capabilityId)),
  );
  const found = await Promise.all(
    [...ids].map(async (id) => [id, (await capabilities.get(id))?.providers ?? []] as const),
  );
  return new Map<string, readonly string[]>(found);
}
