import type { App } from '@slack/bolt';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { Line } from '../../chat/text.ts';
import { renderPlainLine } from '../../chat/plain-text.ts';
import { MESSAGE_SHORTCUTS, SLASH_COMMAND } from './app-contract.ts';
import { decodePress } from './button.ts';
import type { SlackIdentity } from './identity.ts';
import { fromChange, fromFileDeletion } from './inbound-change.ts';
import { createReactionReader } from './inbound-reaction.ts';
import { fromCommand, fromMessage, fromPress, fromShortcut, pressContext } from './inbound.ts';
import { type FormParts, openForm, sentenceOf } from './open-form.ts';
import { BlockActions, EventCallback, MessageShortcut, SlashCommand } from './payloads.ts';
import type { ResponseUrls } from './response-urls.ts';

/** Buttons say in their value what they do; their ids only tell them apart. */
const ANY_BUTTON = /.*/u;

const UNKNOWN_BUTTON = ['That button is from an older version of me. Ask for the card again.'];

export interface ReceiveParts extends FormParts {
  readonly identity: () => SlackIdentity;
  /** The emoji that captures a thread, without colons. Empty or undefined: none does. */
  readonly captureReaction: string | undefined;
}

/**
 * Everything that people say and press. Each is on disk before Slack hears that it arrived: what
 * Slack repeats by itself (events) is then not acknowledged when it could not be stored, for the
 * rest (commands, presses, shortcuts) the person is told at once.
 */
export function receiveInput(
  app: App,
  parts: ReceiveParts & { readonly responseUrls: ResponseUrls },
): void {
  const { responseUrls } = parts;
  storeEventsFirst(app, parts);
  app.command(SLASH_COMMAND, async ({ body, ack }) => {
    const command = SlashCommand.parse(body);
    const event = fromCommand(command, parts.clock.now().toISOString());
    responseUrls.keep(event, command.response_url);
    const problem = await store(parts, event);
    await (problem === undefined
      ? ack()
      : ack({ response_type: 'ephemeral', text: renderPlainLine(problem) }));
  });
  for (const callbackId of Object.keys(MESSAGE_SHORTCUTS)) {
    app.shortcut({ callback_id: callbackId, type: 'message_action' }, async ({ body, ack }) => {
      const shortcut = MessageShortcut.parse(body);
      const event = fromShortcut(shortcut, parts.identity());
      if (!event) return;
      responseUrls.keep(event, shortcut.response_url);
      const problem = await store(parts, event);
      await ack();
      if (problem !== undefined) await tell(parts, event, problem);
    });
  }
  app.action(ANY_BUTTON, async ({ body, ack }) => {
    const payload = BlockActions.parse(body);
    const press = decodePress(payload.actions[0]?.value);
    const context = await pressContext(payload, (actor) => parts.platform.directPlace(actor));
    responseUrls.keep(context, payload.response_url);
    if (press === undefined) {
      await ack();
      await tell(parts, { id: payload.trigger_id, ...context }, UNKNOWN_BUTTON);
      return;
    }
    if (press.formId !== undefined) {
      // The press itself changes nothing, so there is nothing to store.
      await ack();
      const { formId } = press;
      await openForm(parts, { ...context, triggerId: payload.trigger_id, press, formId });
      return;
    }
    const event = fromPress(payload, press, context);
    const problem = await store(parts, event);
    await ack();
    if (problem !== undefined) await tell(parts, event, problem);
  });
}

/** Bolt acknowledges an event before its listeners run, so events are stored before Bolt's turn. */
function storeEventsFirst(app: App, parts: ReceiveParts): void {
  const processEvent = app.processEvent.bind(app);
  const readReaction = createReactionReader(parts);
  app.processEvent = async (received) => {
    const envelope = EventCallback.safeParse(received.body);
    const event = envelope.success ? await readEvent(envelope.data) : undefined;
    if (event !== undefined) await parts.frontDoor().accept(event);
    await processEvent(received);
  };

  async function readEvent(envelope: EventCallback): Promise<InboundEvent | undefined> {
    const { botUserId } = parts.identity();
    return (
      fromMessage(envelope, botUserId) ??
      fromChange(envelope, botUserId) ??
      fromFileDeletion(envelope) ??
      (await readReaction(envelope))
    );
  }
}

/** Stores an event; when that fails, returns what to tell the person. */
async function store(parts: ReceiveParts, event: InboundEvent): Promise<Line | undefined> {
  try {
    await parts.frontDoor().accept(event);
    return undefined;
  } catch (error) {
    return sentenceOf(error, parts.logger);
  }
}

async function tell(
  { platform }: ReceiveParts,
  about: Pick<InboundEvent, 'id' | 'actor' | 'place'>,
  line: Line,
): Promise<void> {
  const { id, actor, place } = about;
  await platform.tell({
    place,
    to: actor,
    sessionId: undefined,
    deliveryId: id,
    card: { audience: actor, elements: [{ type: 'alert', level: 'error', line }] },
  });
}
