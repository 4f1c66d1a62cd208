import type { PatternDependencies } from './dependencies.ts';
import { capabilitiesOf, conditionsOf } from './read-conditions.ts';
import type { Activity } from '../activity.ts';
import { askedOrByRules } from '../policy/asked-or-by-rules.ts';
import { conditionsText } from '../../domain/pattern/conditions-words.ts';
import { writeRationale, type WriteRationaleInput } from '../../prompts/write-rationale.ts';
import {
  type PatternEffectOf,
  type PatternEventOf,
  PatternState,
} from '../../workflows/pattern/state.ts';

/** Writes why its resources belong together, and when, for its author to look over. */
export function createWriteRationale(
  dependencies: Pick<PatternDependencies, 'model' | 'capabilities' | 'cluster'>,
): Activity<PatternEffectOf<'write-rationale'>, PatternEventOf<'rationale-written'>> {
  const { model, cluster } = dependencies;
  return async (_effect, context) => {
    const { name, triggers, resources } = PatternState.parse(context.session.state);
    const { id: clusterId } = await cluster.identity();
    const pattern = { clusterId, name, triggers, resources, rationale: '' };
    const [known, conditions] = await Promise.all([
      capabilitiesOf(dependencies, pattern),
      conditionsOf(dependencies, pattern),
    ]);
    const input: WriteRationaleInput = {
      subject: 'pattern',
      sentence: name,
      triggers,
      resources: known.map(({ kind, capability }) => ({
        name: kind.kind,
        use: capability?.useCase ?? '',
      })),
      scope: conditionsText(conditions),
    };
    const { output, by } = await askedOrByRules(model, { task: writeRationale, input }, context);
    return { type: 'rationale-written', at: context.now(), text: output.text, by };
  };
}
