import type { Step } from '../workflow.ts';
import { scheduled } from './again.ts';
import type { ScanEffect, ScanState } from './state.ts';

type WorkStage = 'profiling' | 'describing' | 'embedding' | 'sweeping';

/**
 * Enters a stage, or the next one that this scan has: descriptions need a model, vectors an embedder.
 * `at`: ISO time.
 */
export function enter(stage: WorkStage, state: ScanState, at: string): Step<ScanState, ScanEffect> {
  if (stage === 'describing' && !state.describes) return enter('embedding', state, at);
  if (stage === 'embedding' && !state.embeds) return enter('sweeping', state, at);
  return {
    state: { ...state, stage, stageSince: at, updatedAt: at },
    effects: [scheduled(workOf(stage, state))],
    audit: [],
  };
}

export function unchanged(state: ScanState): Step<ScanState, ScanEffect> {
  return { state, effects: [], audit: [] };
}

function workOf(stage: WorkStage, { names, batchItems: items }: ScanState): ScanEffect {
  const of = { key: 'scan', ...(names ? { names } : {}) } as const;
  switch (stage) {
    case 'profiling':
      return { ...of, type: 'profile-kinds' };
    case 'describing':
      return { ...of, type: 'plan-descriptions', ...(items === undefined ? {} : { items }) };
    case 'embedding':
      return { key: 'scan', type: 'embed-kinds' };
    case 'sweeping':
      return { ...of, type: 'sweep-kinds' };
  }
}
