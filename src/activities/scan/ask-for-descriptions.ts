import { Failure, type ModelReason } from '../../domain/failure.ts';
import { PROVIDER_IDS } from '../../domain/knowledge/providers.ts';
import { SCAN_ASKER } from '../../ports/language-model.ts';
import type { KindFailure } from '../../ports/scan-store.ts';
import { describeCapabilities, type KindToDescribe } from '../../prompts/describe-capabilities.ts';
import type { ActivityContext } from '../activity.ts';
import type { BatchItem } from './described-batch.ts';
import type { WatchedDependencies } from './index-watch.ts';

/** A model that fails so fails for these kinds: fewer of them may go well. */
const OF_THESE_KINDS: ReadonlySet<ModelReason> = new Set(['too-long', 'declined']);

/**
 * Asks the model for descriptions and keeps each answer as soon as it is there. Where an answer cannot
 * be used, the kinds are asked for in halves, down to single ones; those that fail alone are returned,
 * with the reason. Throws where the model is away, or would answer no question.
 */
export async function askForDescriptions(
  dependencies: WatchedDependencies,
  context: ActivityContext,
  items: readonly BatchItem[],
): Promise<readonly KindFailure[]> {
  const unread = items.flatMap(({ name, ask, problem = '' }) =>
    ask ? [] : [{ kind: name, reason: problem }],
  );
  const readable = items.flatMap(({ ask, ...item }) => (ask ? [{ ...item, ask }] : []));
  if (readable.length === 0) return unread;
  return [...unread, ...(await describe({ dependencies, context }, readable))];
}

interface Parts {
  readonly dependencies: WatchedDependencies;
  readonly context: ActivityContext;
}
type Readable = BatchItem & { readonly ask: Omit<KindToDescribe, 'id'> };

async function describe(parts: Parts, items: readonly Readable[]): Promise<readonly KindFailure[]> {
  try {
    await askOnce(parts, items);
    return [];
  } catch (failure) {
    if (parts.context.signal.aborted || !(failure instanceof Failure)) throw failure;
    if (!isOfTheseKinds(failure)) throw failure;
    if (items.length === 1) {
      return items.map(({ name }) => ({ kind: name, reason: failure.message }));
    }
    const half = Math.ceil(items.length / 2);
    const first = await describe(parts, items.slice(0, half));
    return [...first, ...(await describe(parts, items.slice(half)))];
  }
}

function isOfTheseKinds({ kind, reason, isOfQuestion }: Failure): boolean {
  if (kind === 'bad-model-output' || isOfQuestion) return true;
  return reason !== undefined && OF_THESE_KINDS.has(reason);
}

async function askOnce(
  { dependencies, context }: Parts,
  items: readonly Readable[],
): Promise<void> {
  const { model, scans, descriptionPrompt: prompt } = dependencies;
  const kinds = items.map(({ ask }, index) => ({ ...ask, id: `k${index + 1}` }));
  const { output, by } = await model.ask(
    describeCapabilities,
    { kinds, providers: [...PROVIDER_IDS] },
    { signal: context.signal, sessionId: context.session.id, actor: SCAN_ASKER },
  );
  const said = new Map(output.kinds.map(({ id, ...described }) => [id, described]));
  const descriptions = items.flatMap(({ key }, index) => {
    const described = said.get(`k${index + 1}`);
    return described ? [{ ...described, key, prompt, by, scanId: context.session.id }] : [];
  });
  await context.checkTurn();
  await scans.saveDescriptions(descriptions);
}
