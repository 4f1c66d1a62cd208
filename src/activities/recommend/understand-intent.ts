import type { RecommendDependencies } from './dependencies.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { Failure } from '../../domain/failure.ts';
import { toSummary } from '../../prompts/capability-summary.ts';
import { clarifyIntent } from '../../prompts/clarify-intent.ts';
import {
  type RecommendEffect,
  type RecommendEvent,
  RecommendState,
} from '../../workflows/recommend/state.ts';

/** How many of a search's results a model sees before anything was clarified. */
const FIRST_LOOK = 25;
const POLL_MS = 1_000;

type Effect = Extract<RecommendEffect, { type: 'understand-intent' }>;

/** Waits for the cluster to be known, searches it, and asks what must be clarified. */
export function createUnderstandIntent(
  dependencies: RecommendDependencies,
): Activity<Effect, RecommendEvent> {
  const { capabilities, model } = dependencies;
  return async (_effect, context) => {
    const { intent } = RecommendState.parse(context.session.state);
    await waitForCapabilities(dependencies, context);
    const found = await capabilities.search(intent, { limit: FIRST_LOOK });
    if (found.length === 0)
      return understood(context, { questions: [], searchWords: [] }, model.name);
    const input = {
      intent,
      capabilities: found.map((one) => toSummary(one.capability, one.score)),
    };
    const { output, by } = await model.ask(clarifyIntent, input, context.signal);
    return understood(context, output, by);
  };
}

function understood(
  { now }: ActivityContext,
  parts: Pick<Extract<RecommendEvent, { type: 'intent-understood' }>, 'questions' | 'searchWords'>,
  by: string,
): RecommendEvent {
  return { type: 'intent-understood', at: now(), by, ...parts };
}

/**
 * On a first start the cluster is being read while people already ask: they see how far it is and
 * are served when it is known, instead of being told to come back.
 */
async function waitForCapabilities(
  { capabilities, scan, clock }: RecommendDependencies,
  { progress, now, signal }: ActivityContext,
): Promise<void> {
  if ((await capabilities.count()) > 0 && (await scan.progress()) === undefined) return;
  if ((await capabilities.count()) === 0) await scan.ensure();
  for (;;) {
    const text = await scan.progress();
    if (text === undefined) break;
    progress({
      type: 'search-progressed',
      at: now(),
      text: `Getting to know this cluster first: ${text}`,
    });
    await clock.sleep(POLL_MS, signal);
  }
  if ((await capabilities.count()) > 0) return;
  throw new Failure(
    'unavailable',
    'The cluster could not be read, so there is nothing to recommend from yet. Try again in a minute; if it stays so, tell whoever runs the bot.',
  );
}
