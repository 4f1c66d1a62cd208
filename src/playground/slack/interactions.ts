import { z } from 'zod';
import { type Core, channelOf, nextTs } from './core.ts';
import type { Delivered } from './delivery.ts';
import { initialValues, merged, shownValues } from './entered.ts';
import { Refusal } from './refusal.ts';
import { takeAnswer } from './responses.ts';
import type { Message, Person, View } from './state.ts';
import { type Placed, placedBlocks } from './validate/block-rules.ts';
import type { MenuOption } from './validate/text-objects.ts';
import { checkSuggestions, checkView } from './validate/surfaces.ts';
import type { InteractiveElement } from './validate/elements.ts';
import type { Problem } from './validate/slack-words.ts';
import { clearViews, popView, pushView, stackOf, updateView } from './views.ts';
import { type Wire, messageOnWire, teamOf, viewOnWire } from './wire.ts';

/** An element in the place where a person uses it. */
export interface Used {
  readonly placed: Placed;
  readonly element: InteractiveElement;
  /** What using it says: `value`, `selected_option`… */
  readonly outcome: Wire;
}

function base(core: Core, type: string, person: Person): Wire {
  const { teamId, teamDomain, appId } = core.identity;
  return {
    type,
    user: {
      id: person.id,
      username: person.name,
      name: person.name,
      team_id: teamOf(core, person),
    },
    api_app_id: appId,
    token: 'local',
    team: { id: teamId, domain: teamDomain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function sendCommand(
  core: Core,
  person: Person,
  {
    channel,
    command,
    text,
  }: { readonly channel: string; readonly command: string; readonly text: string },
): Promise<Delivered> {
  const { teamId, teamDomain, appId } = core.identity;
  const place = channelOf(core, channel);
  const target = { channel, userId: person.id, messageTs: undefined, threadTs: undefined };
  const body: Wire = {
    token: 'local',
    team_id: teamId,
    team_domain: teamDomain,
    channel_id: channel,
    channel_name: place?.kind === 'im' ? 'directmessage' : (place?.name ?? ''),
    user_id: person.id,
    user_name: person.name,
    command,
    text,
    api_app_id: appId,
    is_enterprise_install: 'false',
    response_url: `${core.origin}${core.responseUrls.issue(target)}`,
    trigger_id: core.triggers.issue(person.id),
  };
  return core.delivery.send('slash_commands', command, body).then((delivered) => {
    const hasAnswer = delivered.isAcknowledged && !isEmpty(delivered.ack);
    if (hasAnswer) tolerate(() => takeAnswer(core, target, delivered.ack, 'command answer'));
    return delivered;
  });
}

/** A shortcut from the menu of a message. */
export function sendShortcut(
  core: Core,
  person: Person,
  { message, callbackId }: { readonly message: Message; readonly callbackId: string },
): Promise<Delivered> {
  const { channel, ts: messageTs } = message;
  const target = { channel, userId: person.id, messageTs, threadTs: message.thread_ts };
  return core.delivery.send('interactive', 'message_action', {
    ...base(core, 'message_action', person),
    callback_id: callbackId,
    trigger_id: core.triggers.issue(person.id),
    action_ts: nextTs(core),
    message_ts: messageTs,
    channel: { id: channel, name: channelOf(core, channel)?.name || 'directmessage' },
    message: messageOnWire(core, message),
    response_url: `${core.origin}${core.responseUrls.issue(target)}`,
  });
}

/** A press or a choice in a message. `seen` is the message as the person saw it. */
export function sendMessageAction(
  core: Core,
  person: Person,
  { seen, used }: { readonly seen: Message; readonly used: Used },
): Promise<Delivered> {
  const isEphemeral = seen.onlyFor !== undefined;
  const channel = channelOf(core, seen.channel);
  const target = {
    channel: seen.channel,
    userId: person.id,
    messageTs: seen.ts,
    threadTs: seen.thread_ts,
  };
  return core.delivery.send('interactive', 'block_actions', {
    ...base(core, 'block_actions', person),
    container: {
      type: 'message',
      message_ts: seen.ts,
      channel_id: seen.channel,
      is_ephemeral: isEphemeral,
      ...(seen.thread_ts === undefined ? {} : { thread_ts: seen.thread_ts }),
    },
    trigger_id: core.triggers.issue(person.id),
    channel: {
      id: seen.channel,
      name: channel?.kind === 'im' ? 'directmessage' : (channel?.name ?? ''),
    },
    ...(isEphemeral ? {} : { message: messageOnWire(core, seen) }),
    state: { values: valuesIn(core, person, seen) },
    response_url: `${core.origin}${core.responseUrls.issue(target)}`,
    actions: [actionOf(core, used)],
  });
}

/** Everything that stands in the message for this person, chosen or as it was from the start. */
function valuesIn(core: Core, person: Person, seen: Message): Wire {
  const entered = core.entries.of(person.id, seen);
  return shownValues(seen.blocks, merged(initialValues(seen.blocks), entered));
}

export function sendViewAction(
  core: Core,
  person: Person,
  { view, used }: { readonly view: View; readonly used: Used },
): Promise<Delivered> {
  return core.delivery.send('interactive', 'block_actions', {
    ...base(core, 'block_actions', person),
    container: { type: 'view', view_id: view.id },
    trigger_id: core.triggers.issue(person.id),
    view: viewOnWire(core, view),
    actions: [actionOf(core, used)],
  });
}

function actionOf(core: Core, { placed, element, outcome }: Used): Wire {
  return {
    type: element.type,
    action_id: element.action_id,
    block_id: placed.block.block_id,
    action_ts: nextTs(core),
    ...('text' in element ? { text: element.text } : {}),
    ...('style' in element && element.style !== undefined ? { style: element.style } : {}),
    ...outcome,
  };
}

/** The menu's options for what a person typed, or the error that they see. */
export async function sendSuggestion(
  core: Core,
  person: Person,
  asked: {
    readonly placed: Placed;
    readonly element: InteractiveElement;
    readonly query: string;
    readonly view?: View;
    readonly message?: Message;
  },
): Promise<readonly MenuOption[] | { readonly error: string }> {
  const { view, message } = asked;
  const delivered = await core.delivery.send('interactive', 'block_suggestion', {
    ...base(core, 'block_suggestion', person),
    action_id: asked.element.action_id,
    block_id: asked.placed.block.block_id,
    value: asked.query,
    container: view
      ? { type: 'view', view_id: view.id }
      : { type: 'message', message_ts: message?.ts, channel_id: message?.channel },
    ...(view ? { view: viewOnWire(core, view) } : {}),
    ...(message ? { message: messageOnWire(core, message), channel: { id: message.channel } } : {}),
  });
  if (!delivered.isAcknowledged) return { error: delivered.reason };
  const checked = checkSuggestions(delivered.ack);
  if (!checked.problems) return checked.value;
  const { problems } = checked;
  core.recordViolation({ source: 'block_suggestion', error: 'invalid_options', problems });
  return { error: 'invalid_options' };
}

/** How a submission ended for the person. */
export type Submission =
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'cleared' }
  | { readonly outcome: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly outcome: 'updated' | 'pushed'; readonly view: View }
  | { readonly outcome: 'failed'; readonly error: string };

const ViewAnswer = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
]);

export async function sendSubmission(core: Core, person: Person, view: View): Promise<Submission> {
  const delivered = await core.delivery.send('interactive', 'view_submission', {
    ...base(core, 'view_submission', person),
    trigger_id: core.triggers.issue(person.id),
    view: viewOnWire(core, view),
    response_urls: [],
  });
  if (!delivered.isAcknowledged) return { outcome: 'failed', error: delivered.reason };
  if (isEmpty(delivered.ack)) {
    popView(core, view);
    return { outcome: 'closed' };
  }
  const answer = ViewAnswer.safeParse(delivered.ack);
  if (!answer.success) return refusedAnswer(core, 'invalid_response_action');
  try {
    return applied(core, view, answer.data);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return refusedAnswer(core, cause.error);
  }
}

function applied(core: Core, view: View, answer: z.infer<typeof ViewAnswer>): Submission {
  switch (answer.response_action) {
    case 'errors': {
      const inputs = placedBlocks(view.blocks).filter(({ block }) => block.type === 'input');
      const known = new Set(inputs.map(({ block }) => block.block_id));
      const stray = Object.keys(answer.errors).filter((id) => !known.has(id));
      return stray.length > 0
        ? refusedAnswer(core, `errors for blocks that are no inputs: ${stray.join(', ')}`)
        : { outcome: 'errors', errors: answer.errors };
    }
    case 'update':
    case 'push': {
      const sent = checkView(answer.view, 'modal');
      if (sent.problems) return refusedAnswer(core, 'invalid_view', sent.problems);
      return answer.response_action === 'push'
        ? { outcome: 'pushed', view: pushView(core, view.user, sent.value) }
        : { outcome: 'updated', view: updateView(core, stillOpen(core, view), sent.value) };
    }
    case 'clear':
      clearViews(core, view.user);
      return { outcome: 'cleared' };
  }
}

function stillOpen(core: Core, view: View): View {
  const open = stackOf(core, view.user).find(({ id }) => id === view.id);
  if (!open) throw new Refusal('not_found');
  return open;
}

function refusedAnswer(core: Core, error: string, problems: readonly Problem[] = []): Submission {
  core.recordViolation({ source: 'view_submission', error, problems });
  return { outcome: 'failed', error };
}

/** Closing tells the app only where the view asked for it. */
export async function sendClosing(core: Core, person: Person, view: View): Promise<void> {
  if (view.clearOnClose) clearViews(core, view.user);
  else popView(core, view);
  if (!view.notifyOnClose) return;
  await core.delivery.send('interactive', 'view_closed', {
    ...base(core, 'view_closed', person),
    view: viewOnWire(core, view),
    is_cleared: view.clearOnClose,
  });
}

function isEmpty(ack: unknown): boolean {
  return typeof ack !== 'object' || ack === null || Object.keys(ack).length === 0;
}

/** The person sees nothing then; the violation is on record. */
function tolerate(work: () => void): void {
  try {
    work();
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
  }
}
