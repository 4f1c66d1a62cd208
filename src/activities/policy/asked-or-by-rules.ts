import type { ActivityContext } from '../activity.ts';
import { Failure } from '../../domain/failure.ts';
import type { LanguageModel, ModelAnswer, Task } from '../../ports/language-model.ts';

/**
 * For what is only a suggestion that a person looks over: where the model gives no answer, the built-in
 * rules do, and nobody waits for it to come back. Throws what the built-in rules throw.
 */
export async function askedOrByRules<Input, Output>(
  model: LanguageModel,
  { task, input }: { readonly task: Task<Input, Output>; readonly input: Input },
  { session, signal }: ActivityContext,
): Promise<ModelAnswer<Output>> {
  const asking = { signal, sessionId: session.id, actor: session.owner };
  try {
    return await model.ask(task, input, asking);
  } catch (failure) {
    const isUnanswered =
      failure instanceof Failure &&
      (failure.kind === 'model-unavailable' || failure.kind === 'bad-model-output');
    if (!isUnanswered || signal.aborted) throw failure;
    return model.ask(task, input, { ...asking, by: 'offline' });
  }
}
