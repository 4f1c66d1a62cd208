import { type Actor, isSameActor, OPERATOR } from '../chat/actor.ts';
import type { Session } from '../chat/session.ts';
import type { SessionSummary } from '../chat/session-summary.ts';
import { bold, line, type Line, person } from '../chat/text.ts';
import type { LoadedSession } from './define-workflow.ts';
import type { PerformParts } from './perform-parts.ts';

interface Asked {
  readonly sessionId: string;
  readonly to: Actor;
}

/** Tells of a session that is open already: what it is about, who has it, and where its newest card is. */
export async function whereItIs(parts: PointingParts, { sessionId, to }: Asked): Promise<Line> {
  const session = await parts.store.session(sessionId);
  const loaded = session?.isOpen ? parts.registry.load(session) : undefined;
  if (!session || !loaded) return line`That has ended just now. Ask again.`;
  const summary = loaded.summary();
  const { owner, place } = session;
  if (parts.platformOf(place).isDirect(place) && !isSameActor(owner, to)) {
    if (summary.waitsFor === 'nobody') return begun(summary, { owner, url: undefined });
    return line`${bold(summary.title)} is open already, in a direct conversation of ${person(owner)}: ask them to go on with it, or to end it.`;
  }
  const slots = loaded.view().flatMap((card) => (card.place ? [] : [card.slot]));
  const url = await addressOf(parts, session, slots);
  const who = { owner: isSameActor(owner, to) ? undefined : owner, url };
  return summary.waitsFor === 'nobody' ? begun(summary, who) : waiting(summary, who);
}

/** What of them is used. */
interface PointingParts {
  readonly store: Pick<PerformParts['store'], 'session'>;
  readonly deliveries: Pick<PerformParts['deliveries'], 'deliveries'>;
  readonly registry: {
    load(session: Session): Pick<LoadedSession, 'summary' | 'view'> | undefined;
  };
  readonly platformOf: PerformParts['platformOf'];
}

/** Of the last of those cards that stands. */
async function addressOf(
  { deliveries, platformOf }: PointingParts,
  { id, place }: Session,
  slots: readonly string[],
): Promise<string | undefined> {
  const shown = await deliveries.deliveries(id);
  const messages = slots.map((slot) => shown.find((one) => one.slot === slot)?.message);
  const message = messages.findLast((one) => one !== undefined);
  return message && platformOf(place).permalink(message);
}

interface Whose {
  /** Undefined: whoever asked. */
  readonly owner: Actor | undefined;
  readonly url: string | undefined;
}

function waiting({ title, waitsFor }: SessionSummary, { owner, url }: Whose): Line {
  const card = url === undefined ? 'its card' : { link: { text: 'its card', url } };
  const whom = waitsFor === 'approvers' ? 'a decision' : owner ? 'them' : 'you';
  return [
    bold(title),
    ' is open already',
    ...(owner ? byWhom(owner) : []),
    ...line` and waits for ${whom}: go on, or end it, on ${card}. Nothing is done until then.`,
  ];
}

function begun({ title, heldBy }: SessionSummary, { owner, url }: Whose): Line {
  const by = heldBy ?? owner;
  const where: Line =
    url === undefined
      ? ['Its result will be there for everybody.']
      : line`See on ${{ link: { text: 'its card', url } }} how it goes.`;
  return [bold(title), ' is being done already', ...(by ? byWhom(by) : []), '. ', ...where];
}

/** The command line and what the bot begins by itself are nobody to turn to. */
function byWhom(actor: Actor): Line {
  const isNobody = isSameActor(actor, OPERATOR) || actor.workspace === '';
  return isNobody ? [] : line` (by ${person(actor)})`;
}
