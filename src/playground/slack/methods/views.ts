import { z } from 'zod';
import { type Core, personOf } from '../core.ts';
import { accepted, method, type Method, nested } from '../method.ts';
import { Refusal } from '../refusal.ts';
import type { View } from '../state.ts';
import { checkView, type SentView } from '../validate/surfaces.ts';
import { homeOf, openView, publishHome, pushView, updateView } from '../views.ts';
import { viewOnWire } from '../wire.ts';

const byTrigger = {
  view: nested(z.unknown()),
  trigger_id: z.string().optional(),
  interactivity_pointer: z.string().optional(),
};

const open = method({
  parameters: z.object(byTrigger),
  answer(core, { view, ...trigger }) {
    const userId = exchanged(core, trigger);
    return { view: viewOnWire(core, openView(core, userId, sentView(core, view, 'views.open'))) };
  },
});

const push = method({
  parameters: z.object(byTrigger),
  answer(core, { view, ...trigger }) {
    const userId = exchanged(core, trigger);
    return { view: viewOnWire(core, pushView(core, userId, sentView(core, view, 'views.push'))) };
  },
});

const update = method({
  parameters: z.object({
    view: nested(z.unknown()),
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
  }),
  answer(core, { view, view_id, external_id, hash }) {
    const sent = sentView(core, view, 'views.update');
    const found = core.store
      .read()
      .views.find(({ id, externalId }) =>
        view_id === undefined ? externalId === external_id : id === view_id,
      );
    if (!found) throw new Refusal('not_found');
    refuseOldHash(found, hash);
    return { view: viewOnWire(core, updateView(core, found, sent)) };
  },
});

const publish = method({
  parameters: z.object({
    view: nested(z.unknown()),
    user_id: z.string(),
    hash: z.string().optional(),
  }),
  answer(core, { view, user_id, hash }) {
    if (!personOf(core, user_id)) throw new Refusal('user_not_found');
    const sent = accepted(core, checkView(view, 'home'), 'views.publish', 'invalid_arguments');
    const found = homeOf(core, user_id);
    if (found) refuseOldHash(found, hash);
    return { view: viewOnWire(core, publishHome(core, user_id, sent)) };
  },
});

function exchanged(
  core: Core,
  { trigger_id, interactivity_pointer }: { trigger_id?: string; interactivity_pointer?: string },
): string {
  const outcome = core.triggers.exchange(trigger_id ?? interactivity_pointer ?? '');
  if ('error' in outcome) throw new Refusal(outcome.error);
  return outcome.userId;
}

function sentView(core: Core, view: unknown, source: string): SentView {
  return accepted(core, checkView(view, 'modal'), source, 'invalid_arguments');
}

function refuseOldHash(view: View, hash: string | undefined): void {
  if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict');
}

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
