import type { ChangeEvent, ChangeState, ItemResult, Proven } from './state.ts';
import { type ChangeStep, heardByParent, noted, returnedToParent, unchanged } from './steps.ts';

type Applied = Extract<ChangeEvent, { type: 'object-applied' | 'change-applied' }>;

/** One object after the other; when all are in, they are watched until they say what they are. */
export function applied(state: ChangeState, event: Applied): ChangeStep {
  if (state.stage !== 'applying') return unchanged(state);
  if (event.type === 'object-applied') {
    return { state: { ...state, results: event.results }, effects: [], audit: [] };
  }
  const { results, at } = event;
  const isRefused = results.some((result) => result.state === 'refused');
  const details = Object.fromEntries(
    results.map((result, index) => [nameOf(state, index), result.state]),
  );
  const audit = [
    noted(state, { at, action: isRefused ? 'apply-refused' : 'change-applied', details }),
  ];
  if (isRefused) {
    const next = { ...state, results, stage: 'failed' as const };
    return { state: next, effects: [returnedToParent(next, at)], audit };
  }
  return {
    state: { ...state, results, stage: 'settling', trouble: undefined },
    effects: [{ type: 'watch-change', isParallel: true }],
    audit,
  };
}

function nameOf({ request }: ChangeState, index: number): string {
  const item = request.prepared.items[index];
  return item ? `${item.reference.kind}/${item.reference.name}` : String(index);
}

export function observed(state: ChangeState, results: ItemResult[]): ChangeStep {
  if (state.stage !== 'settling') return unchanged(state);
  return { state: { ...state, results, trouble: undefined }, effects: [], audit: [] };
}

/** Ready is said only when every object says so itself, and what was to be proved is. */
export function settled(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'settling-ended' }>,
): ChangeStep {
  if (state.stage !== 'settling') return unchanged(state);
  const { results, at, proven } = event;
  const stage = stageOf(results, proven);
  const details = proven ? { [proven.isProved ? 'proved' : 'not proved']: proven.text } : {};
  const audit = [noted(state, { at, action: `change-${stage}`, details })];
  const next = { ...state, results, stage, proven, trouble: undefined };
  return { state: next, effects: [heardByParent(next, at)], audit };
}

function stageOf(
  results: readonly ItemResult[],
  proven: Proven | undefined,
): 'ready' | 'failed' | 'not-ready' {
  if (results.every(({ state }) => state === 'ready')) {
    return proven?.isProved === false ? 'not-ready' : 'ready';
  }
  return results.some(({ state }) => state === 'failed') ? 'failed' : 'not-ready';
}
