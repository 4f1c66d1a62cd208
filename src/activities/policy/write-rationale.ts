import { askedOrByRules } from './asked-or-by-rules.ts';
import type { PolicyDependencies } from './dependencies.ts';
import type { Activity } from '../activity.ts';
import { writeRationale, type WriteRationaleInput } from '../../prompts/write-rationale.ts';
import { scopeWords } from '../../domain/policy/scope-words.ts';
import {
  type PolicyEffectOf,
  type PolicyEventOf,
  PolicyState,
} from '../../workflows/policy/state.ts';

/** Writes why the policy matters, for its author to look over. */
export function createWriteRationale({
  model,
}: Pick<PolicyDependencies, 'model'>): Activity<
  PolicyEffectOf<'write-rationale'>,
  PolicyEventOf<'rationale-written'>
> {
  return async (_effect, context) => {
    const { sentence, triggers, scope } = PolicyState.parse(context.session.state);
    const words = scope ? scopeWords(scope) : '';
    const said = { sentence, triggers, resources: [], scope: words };
    const input: WriteRationaleInput = { subject: 'policy', ...said };
    const { output, by } = await askedOrByRules(model, { task: writeRationale, input }, context);
    return { type: 'rationale-written', at: context.now(), text: output.text, by, sentence };
  };
}
