import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Actor } from '../../chat/actor.ts';
import type { Card } from '../../chat/card.ts';
import { checkView } from './check-payload.ts';
import { renderBlocks, renderPlainBlocks } from './render.ts';
import { areBlocksRefused, asFailure } from './slack-failure.ts';

/** Publishes a person's App Home; in the plainest blocks where Slack refuses the good-looking ones. */
export async function showHome(client: WebClient, viewer: Actor, card: Card): Promise<void> {
  const request = { card, sessionId: '', surface: 'home' } as const;
  try {
    await publish(client, viewer, renderBlocks(request));
  } catch (error) {
    if (!areBlocksRefused(error)) throw error;
    await publish(client, viewer, renderPlainBlocks(request));
  }
}

async function publish(client: WebClient, { id }: Actor, blocks: KnownBlock[]): Promise<void> {
  const view = { type: 'home' as const, blocks };
  checkView(view);
  await asFailure(client.views.publish({ user_id: id, view }));
}
