import { placeToTell, type InboundEvent } from '../chat/inbound.ts';
import type { Reply } from '../chat/form.ts';
import type { Line } from '../chat/text.ts';
import { Failure } from '../domain/failure.ts';
import { sha256 } from '../domain/json.ts';
import type { Logger } from '../ports/logger.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { RuntimeEffect } from './runtime-effect.ts';
import { answerEffect } from './step-commit.ts';
import { privateCard } from './telling.ts';

interface EndParts {
  readonly store: RecordStore;
  readonly logger: Logger;
}

/** Tells whoever said it, and nobody else; the event is done. */
export function tellBack(
  parts: EndParts,
  { inbound, text }: { inbound: InboundEvent; text: Line },
): Promise<Reply> {
  const { actor } = inbound;
  const place = placeToTell(inbound);
  const card = privateCard(actor, text);
  return finish(parts, { inbound, effects: [{ type: 'answer', place, card, to: actor }] });
}

/** Errors of a form that could not be shown in it any more: the person still learns of them. */
export async function tellLate(
  { store, logger }: EndParts,
  { inbound, late }: { inbound: InboundEvent; late: Reply },
): Promise<void> {
  if (late.type !== 'field-errors') return;
  const { actor, place } = inbound;
  const card = privateCard(actor, [Object.values(late.errors).join('\n')]);
  const effect = { type: 'answer', place, card, to: actor } as const;
  const effects = [answerEffect({ streamId: streamOf(inbound), index: 0, effect })];
  try {
    await store.commit({ effects, cancels: [], audit: [], finishes: {} });
  } catch (error) {
    logger.error('late form errors were lost', { inboundId: inbound.id, error });
  }
}

/** Effects of no session have a stream of their own. */
function streamOf({ id }: InboundEvent): string {
  return `inbound-${sha256(id).slice(0, 24)}`;
}

/**
 * Marks the event done, with what is left to say in the outbox. Where another process has done it
 * meanwhile, that one's answer stands and nothing is said.
 */
export async function finish(
  { store, logger }: EndParts,
  done: { readonly inbound: InboundEvent; readonly effects: readonly RuntimeEffect[] },
): Promise<Reply> {
  const { inbound } = done;
  const streamId = streamOf(inbound);
  const reply: Reply = { type: 'closed' };
  try {
    await store.commit({
      effects: done.effects.map((effect, index) => answerEffect({ streamId, index, effect })),
      cancels: [],
      audit: [],
      finishes: { inboundId: inbound.id },
      reply,
    });
    return reply;
  } catch (error) {
    if (!(error instanceof Failure && error.kind === 'conflict')) throw error;
    logger.debug('inbound event was done by another process', { type: inbound.type });
    const known = await store.receive(inbound);
    return known.reply ?? reply;
  }
}
