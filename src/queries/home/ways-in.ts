import type { HomeDependencies, Row } from './home-data.ts';
import { type Actor, isSameActor, type Place } from '../../chat/actor.ts';

/**
 * The rows with the copy that leads the viewer in, who may be no member of the conversation where
 * another person asked: their own copy before one in a channel.
 */
export function withWaysIn(
  dependencies: HomeDependencies,
  viewer: Actor,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  return Promise.all(
    rows.map(async (row) => ({ ...row, copy: await wayIn(dependencies, viewer, row) })),
  );
}

async function wayIn(
  { deliveries }: HomeDependencies,
  viewer: Actor,
  { session, summary }: Row,
): Promise<Place | undefined> {
  const { copies = [] } = summary;
  if (isSameActor(session.owner, viewer)) return undefined;
  const copy =
    copies.find(({ to }) => to && isSameActor(to, viewer)) ?? copies.find(({ to }) => !to);
  if (!copy) return undefined;
  const shown = await deliveries.deliveries(session.id);
  const message = shown.find(({ slot }) => slot === copy.slot)?.message;
  if (!message) return undefined;
  const { platform, workspace } = session.place;
  return { platform, workspace, channel: message.channel, thread: message.id };
}
