import { askingAloud } from './asking.ts';
import { withForbidden } from './clarifying-policies.ts';
import type { RecommendDependencies } from './dependencies.ts';
import { waitForScan } from './wait-for-scan.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { Failure } from '../../domain/failure.ts';
import { toSummaries } from '../../prompts/capability-summary.ts';
import { clarifyIntent } from '../../prompts/clarify-intent.ts';
import {
  type RecommendEffect,
  type RecommendEvent,
  RecommendState,
} from '../../workflows/recommend/state.ts';

/** How many of a search's results a model sees before anything was clarified. */
const FIRST_LOOK = 25;

type Effect = Extract<RecommendEffect, { type: 'understand-intent' }>;

/** Waits for the cluster to be known, searches it, and asks what must be clarified. */
export function createUnderstandIntent(
  dependencies: RecommendDependencies,
): Activity<Effect, RecommendEvent> {
  const { capabilities, model } = dependencies;
  return async (effect, context) => {
    const state = RecommendState.parse(context.session.state);
    const { intent } = state;
    await waitForCapabilities(dependencies, context);
    const found = await capabilities.search(intent, { limit: FIRST_LOOK });
    if (found.length === 0)
      return understood(context, { questions: [], searchWords: [] }, model.name);
    const input = { intent, capabilities: toSummaries(found) };
    const asking = askingAloud({ model, context, state, effect });
    const { output, by } = await model.ask(clarifyIntent, input, asking);
    const policies = output.questions.length === 0 ? [] : await dependencies.policies.active();
    const kinds = found.map(({ capability }) => capability.kind);
    const questions = withForbidden(output.questions, { policies, kinds });
    return understood(context, { ...output, questions }, by);
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
  dependencies: RecommendDependencies,
  context: ActivityContext,
): Promise<void> {
  const { capabilities, scan } = dependencies;
  const isKnown = (await capabilities.count()) > 0;
  if (!isKnown) await scan.ensure();
  await waitForScan(dependencies, context, { isKnown });
  if ((await capabilities.count()) > 0) return;
  const why = (await scan.problem()) ?? 'It may be away.';
  throw new Failure(
    'unavailable',
    `The cluster could not be read, so there is nothing to recommend from yet. ${why} Try again in a minute; if it stays so, tell whoever runs the bot.`,
    { wasWaitedFor: true },
  );
}
