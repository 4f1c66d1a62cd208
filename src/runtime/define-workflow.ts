import { z } from 'zod';
import type { Activity, ActivityContext } from '../activities/activity.ts';
import type { Actor } from '../chat/actor.ts';
import type { Form, Reply } from '../chat/form.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import type { Session, SessionOf, WorkflowName } from '../chat/session.ts';
import type { SessionSummary } from '../chat/session-summary.ts';
import type { Line } from '../chat/text.ts';
import type { AuditNote } from '../domain/audit.ts';
import { type Json, storedJson } from '../domain/json.ts';
import type {
  CommonEffect as WorkflowCommonEffect,
  Hearing,
  Lifecycle,
  Opening,
  SlottedCard,
  Step,
  Workflow,
} from '../workflows/workflow.ts';
import { CommonEffect, EffectTiming, RUNTIME_EFFECT_TYPES } from './runtime-effect.ts';

/** Longest state as JSON: bigger things are artifacts. */
export const STATE_MAX_BYTES = 65_536;

/** A step whose parts have passed the workflow's schemas. */
export interface Decision {
  readonly state: Json;
  readonly lifecycle: Lifecycle;
  readonly effects: readonly DecidedEffect[];
  readonly audit: readonly AuditNote[];
  readonly cancels: readonly string[];
  readonly isProgress: boolean;
  readonly reply: Reply | undefined;
}

export interface DecidedEffect {
  readonly type: string;
  readonly timing: EffectTiming;
  /** The whole effect. */
  readonly body: Json;
}

/** A session in its workflow's hands. What throws here is a bug of the workflow. */
export interface LoadedSession {
  /** Throws when the event does not fit the workflow's schema. */
  transition(event: Json): Decision;
  hear(inbound: InboundEvent): Hearing<Json>;
  view(): readonly SlottedCard[];
  summary(): SessionSummary;
  form(request: { formId: string; viewer: Actor }): Form | Line;
  /** Runs the effect's activity. Throws what the activity throws. */
  perform(effect: Json, context: ActivityContext): Promise<Json | undefined>;
}

/** A workflow whose types are behind it: what enters and leaves is checked by its schemas instead. */
export interface RegisteredWorkflow {
  readonly name: WorkflowName;
  /** Throws when the input does not fit. */
  start(opening: Opening<Json>): Decision;
  /** Undefined when the session's state does not fit the workflow's schema (any more). */
  load(session: Session): LoadedSession | undefined;
}

/** One activity for each effect of a workflow. */
export type Activities<Effect extends { readonly type: string }, Event> = {
  readonly [Type in Effect['type']]: Activity<Extract<Effect, { readonly type: Type }>, Event>;
};

/** Throws when an effect type of the workflow has no activity: the process must not start so. */
export function defineWorkflow<State, Event, Effect extends { readonly type: string }, Input>(
  workflow: Workflow<State, Event, Effect, Input>,
  activities: Activities<Effect, Event>,
): RegisteredWorkflow {
  // Which activity fits which effect is proved by `Activities`; from here on the type word picks it.
  const byType = new Map<string, Activity<Effect, Event>>(Object.entries(activities));
  refuseUnperformable({ name: workflow.name, types: effectTypes(workflow.effect), known: byType });
  return {
    name: workflow.name,
    start: (opening) =>
      decisionOf(
        workflow,
        workflow.start({ ...opening, input: workflow.input.parse(opening.input) }),
      ),
    load(session) {
      const state = workflow.state.safeParse(session.state);
      if (!state.success) return undefined;
      return loaded({ workflow, byType, session: { ...session, state: state.data } });
    },
  };
}

function loaded<State, Event, Effect extends { readonly type: string }, Input>(parts: {
  readonly workflow: Workflow<State, Event, Effect, Input>;
  readonly byType: ReadonlyMap<string, Activity<Effect, Event>>;
  readonly session: SessionOf<State>;
}): LoadedSession {
  const { workflow, byType, session } = parts;
  return {
    transition: (event) =>
      decisionOf(workflow, workflow.transition(session.state, workflow.event.parse(event))),
    hear(inbound) {
      const hearing = workflow.hear(session, inbound);
      return hearing.type === 'event' ? { ...hearing, event: storedJson(hearing.event) } : hearing;
    },
    view: () => workflow.view(session),
    summary: () => workflow.summary(session),
    form: (request) => workflow.form(session, request),
    async perform(body, context) {
      const effect = workflow.effect.parse(body);
      const activity = byType.get(effect.type);
      if (!activity) throw new Error(`no activity for ${effect.type}`);
      const event = await activity(effect, context);
      return event === undefined ? undefined : storedJson(workflow.event.parse(event));
    },
  };
}

function decisionOf<State, Event, Effect extends { readonly type: string }, Input>(
  workflow: Workflow<State, Event, Effect, Input>,
  step: Step<State, Effect>,
): Decision {
  const state = storedJson(workflow.state.parse(step.state));
  const size = Buffer.byteLength(JSON.stringify(state));
  if (size > STATE_MAX_BYTES) throw new Error(`${workflow.name}: the state has ${size} bytes`);
  return {
    state,
    lifecycle: workflow.lifecycle(step.state),
    effects: step.effects.map((effect) => decidedEffect(workflow.effect, effect)),
    audit: step.audit,
    cancels: step.cancels ?? [],
    isProgress: step.isProgress ?? false,
    reply: step.reply,
  };
}

function decidedEffect<Effect extends { readonly type: string }>(
  schema: z.ZodType<Effect>,
  effect: Effect | WorkflowCommonEffect,
): DecidedEffect {
  const body = storedJson(effect);
  if (!CommonEffect.safeParse(body).success) schema.parse(body);
  return { type: effect.type, timing: EffectTiming.parse(body), body };
}

function refuseUnperformable(check: {
  readonly name: WorkflowName;
  readonly types: ReadonlySet<unknown>;
  readonly known: ReadonlyMap<string, unknown>;
}): void {
  const { name, known } = check;
  for (const type of check.types) {
    if (RUNTIME_EFFECT_TYPES.has(type))
      throw new Error(`${name}: ${String(type)} is the runtime's`);
    if (!known.has(String(type))) throw new Error(`${name}: no activity for ${String(type)}`);
  }
}

/** The values of `type` that the schema admits. `z.never()` is a workflow without effects. */
function effectTypes(schema: z.ZodType): ReadonlySet<unknown> {
  if (schema instanceof z.ZodNever) return new Set();
  const types = schema._zod.propValues?.['type'];
  if (!types) throw new Error('the effect schema is no union told apart by `type`');
  return types;
}
