import type { App, ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Reply } from '../../chat/form.ts';
import type { Line } from '../../chat/text.ts';
import { checkView } from './check-payload.ts';
import { viewErrors } from './form-values.ts';
import {
  FORM_CALLBACK,
  type FormOrigin,
  formView,
  noticeView,
  readOrigin,
  slackOptions,
} from './form-view.ts';
import { fromSubmission, slackActor, workspaceOf } from './inbound.ts';
import { sentenceOf } from './open-form.ts';
import { BlockSuggestion, EventCallback, HomeOpened, ViewSubmission } from './payloads.ts';
import type { ReceiveParts } from './receive.ts';

/** Slack waits 3 s for the answer to a submission; the rest is for the way there and back. */
const DECIDE_WITHIN_MS = 2_000;

/** Which menu it is, its block id says. */
const ANY_MENU = /.*/u;

/** Submitted forms, searched menus and the App Home: what Slack wants an answer to. */
export function receiveForms(app: App, parts: ReceiveParts): void {
  app.view({ callback_id: FORM_CALLBACK, type: 'view_submission' }, async ({ body, ack }) => {
    await ack(await answerSubmission(parts, ViewSubmission.parse(body)));
  });
  app.options(ANY_MENU, async ({ body, ack }) => {
    await ack({ options: await findOptions(parts, BlockSuggestion.parse(body)) });
  });
  app.event('app_home_opened', async ({ body }) => {
    const envelope = EventCallback.parse(body);
    const opened = HomeOpened.parse(envelope.event);
    if (opened.tab === undefined || opened.tab === 'home') {
      await openHome(parts, workspaceOf(envelope), opened.user);
    }
  });
}

/** Undefined for a view that is no form of this bot: it just closes. */
async function answerSubmission(
  parts: ReceiveParts,
  payload: ViewSubmission,
): Promise<ViewResponseAction | undefined> {
  const origin = readOrigin(payload.view.private_metadata);
  if (origin === undefined) return undefined;
  const blockIds = payload.view.blocks.flatMap(({ type, block_id: id }) =>
    type === 'input' && id !== undefined ? [id] : [],
  );
  try {
    const now = parts.clock.now().toISOString();
    const event = fromSubmission({ payload, origin, now });
    const reply = await parts.frontDoor().decide(event, DECIDE_WITHIN_MS);
    return responseTo(reply, { origin, blockIds });
  } catch (error) {
    // As an error of the form: what the person filled in stays.
    return refusal(sentenceOf(error, parts.logger), blockIds);
  }
}

function responseTo(
  reply: Reply,
  shown: { readonly origin: FormOrigin; readonly blockIds: readonly string[] },
): ViewResponseAction {
  const { origin, blockIds } = shown;
  switch (reply.type) {
    case 'closed':
      return { response_action: 'clear' };
    case 'field-errors': {
      const errors = viewErrors(reply.errors, blockIds);
      return Object.keys(errors).length === 0
        ? updateTo(noticeView('Not possible', Object.values(reply.errors)))
        : { response_action: 'errors', errors };
    }
    case 'form':
      return updateTo(formView(reply.form, { ...origin, formId: reply.form.id }));
    case 'working':
      return updateTo(noticeView('Checking…', reply.line));
  }
}

function refusal(line: Line, blockIds: readonly string[]): ViewResponseAction {
  const [first] = blockIds;
  const text = line.filter((span) => typeof span === 'string').join('');
  return first === undefined
    ? updateTo(noticeView('Not possible', line))
    : { response_action: 'errors', errors: { [first]: text } };
}

function updateTo(view: ModalView): ViewResponseAction {
  checkView(view);
  return { response_action: 'update', view };
}

/** Empty where the search fails: the menu then says that nothing was found. */
async function findOptions(
  parts: ReceiveParts,
  suggestion: BlockSuggestion,
): Promise<ReturnType<typeof slackOptions>> {
  const origin = readOrigin(suggestion.view.private_metadata);
  if (origin === undefined) return [];
  const { user, block_id: fieldId, value: text } = suggestion;
  const { sessionId, formId } = origin;
  const viewer = slackActor(user.team_id ?? workspaceOf(suggestion), user.id);
  try {
    const answer = await parts
      .frontDoor()
      .read({ type: 'options', sessionId, formId, fieldId, text, viewer });
    return answer.type === 'options' ? slackOptions(answer.options) : [];
  } catch (error) {
    parts.logger.warn('The options of a menu could not be read', { error, sessionId });
    return [];
  }
}

/** What cannot be read is said, in the place of an empty tab. */
async function openHome(parts: ReceiveParts, workspace: string, user: string): Promise<void> {
  const viewer = slackActor(workspace, user);
  try {
    await parts.frontDoor().openHome(viewer);
  } catch (error) {
    const line = sentenceOf(error, parts.logger);
    const elements = [{ type: 'alert' as const, level: 'error' as const, line }];
    await parts.platform.showHome(viewer, { elements, audience: viewer });
  }
}
