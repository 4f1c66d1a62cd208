import { Failure } from '../../src/domain/failure.ts';
import { resourceNameOf } from '../../src/domain/kind.ts';
import type { FoundCandidate } from '../../src/domain/mining/find.ts';
import type { MiningLabel } from './labels/mining/label.ts';
import { MINING, UNSEEN_MINING } from './labels/mining/labels.ts';
import type { Meter } from './meter.ts';
import { gradeMining } from './mining-grade.ts';
import { minedOf, type MiningStage } from './mining-stage.ts';
import type { PARTS } from './options.ts';
import type { RunCase } from './run-case.ts';
import { failedCase } from './task-grade.ts';

/** Conversations as a mining job reads them: cut, hidden, sifted, understood, assembled. */
export function miningCases(
  part: (typeof PARTS.mining)[number],
  { stage, meter }: { readonly stage: MiningStage; readonly meter: Meter },
): readonly RunCase[] {
  const labels = part === 'mining' ? MINING : UNSEEN_MINING;
  return labels.map((label) => ({
    name: label.name,
    run: () => runLabel(label, { stage, meter }).catch(brokenCase),
  }));
}

async function runLabel(
  label: MiningLabel,
  { stage, meter }: { readonly stage: MiningStage; readonly meter: Meter },
): ReturnType<RunCase['run']> {
  const conversations = stage.conversationsOf(label);
  const looked = conversations.filter((one) => stage.isWorthALook(one));
  const found: FoundCandidate[] = [];
  for (const batch of stage.batchesOf(looked)) {
    found.push(...(await minedOf(meter.model, batch)).found);
  }
  const graded = gradeMining(label, found);
  const isWanted = label.expects.length > 0;
  const isSifted = isWanted && looked.length === 0;
  return {
    marks: {
      ...graded.marks,
      ...(isWanted
        ? { 'worth-a-look': { got: isSifted ? 0 : 1, of: 1 } }
        : { nothing: { got: found.length === 0 ? 1 : 0, of: 1 } }),
    },
    remarks: [...(isSifted ? ['lost at the sift'] : []), ...graded.remarks],
    trace: found.map(findText),
  };
}

function findText({ candidate, evidence }: FoundCandidate): string {
  const { type, title, triggers, resources, avoided, unknownResources, rationale } = candidate;
  return [
    `${type}: ${title}`,
    `triggers: ${triggers.join(', ')}`,
    `uses: ${[...resources.map((one) => resourceNameOf(one)), ...unknownResources].join(', ')}`,
    `avoids: ${avoided.map((one) => resourceNameOf(one)).join(', ')}`,
    `why: ${rationale}`,
    ...evidence.map(({ claim, quote }) => `${claim}: “${quote}”`),
  ].join('\n');
}

function brokenCase(error: unknown): Awaited<ReturnType<RunCase['run']>> {
  if (!(error instanceof Failure)) throw error;
  return { ...failedCase(error), trace: [] };
}
