import { isAsking, stageBefore } from './asking.ts';
import { saidConditions } from './given-conditions.ts';
import { hearButton } from './hear-button.ts';
import { hearField } from './hear-field.ts';
import { helpLine, REVIEW_HELP } from './help-words.ts';
import type { PatternEvent, PatternState } from './state.ts';
import { canCancel } from './steps.ts';
import { canStore, hasUndecided } from './storing.ts';
import { labelled, mergeNameIn, type Wish, wishIn } from './typed-wishes.ts';
import { isSameActor } from '../../chat/actor.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import { asksForHelp } from '../wizard/asks-for-help.ts';
import { isLate } from '../wizard/late.ts';
import type { Hearing } from '../workflow.ts';

type PatternHearing = Hearing<PatternEvent>;
type Message = Extract<InboundEvent, { type: 'message-posted' }>;
const IGNORED: PatternHearing = { type: 'ignored' };

/** What a message, a click or a form means to a pattern, and whether that person may say it. */
export function hear(session: SessionOf<PatternState>, inbound: InboundEvent): PatternHearing {
  const isOwner = isSameActor(inbound.actor, session.owner);
  switch (inbound.type) {
    case 'command-given':
    case 'message-changed':
    case 'file-deleted':
      return IGNORED;
    case 'message-posted':
      if (!isOwner && !inbound.namesBot) return IGNORED;
      if (inbound.actor.workspace !== session.owner.workspace) return OUTSIDER;
      return hearMessage(session.state, inbound, isOwner);
    case 'button-pressed':
    case 'form-submitted':
      return hearButton(session, inbound, isOwner);
  }
}

/** Somebody of another company, in a channel that both share. */
const OUTSIDER = refused(
  'Only people of the workspace that this conversation was begun in can answer here.',
);

/** Plain words in the thread. Whatever is not surely meant for the bot is met with silence. */
function hearMessage(state: PatternState, message: Message, isOwner: boolean): PatternHearing {
  if (asksForHelp(message)) return { type: 'refused', line: helpLine(state) };
  const said = { message, wish: wishIn(message.text), isOwner };
  const hearing = saidAnywhere(state, said) ?? heardInStage(state, said);
  return hearing.type === 'event' && isLate(state, message.at) ? CAME_BEFORE : hearing;
}

const CAME_BEFORE = refused(
  'That was written before this question was asked, so it changed nothing. Write it again if it is meant for the newest card.',
);

interface Said {
  readonly message: Message;
  readonly wish: Wish | undefined;
  readonly isOwner: boolean;
}

/** Words about the conversation itself, which mean the same at every step. */
function saidAnywhere(
  state: PatternState,
  { message, wish, isOwner }: Said,
): PatternHearing | undefined {
  const { at } = message;
  switch (wish) {
    case 'cancel':
      return isOwner ? hearCancel(state, at) : IGNORED;
    case 'back':
      return hearBack(state, at);
    case 'again':
      return state.trouble?.effect === undefined ? undefined : event({ type: 'retry-asked', at });
    default:
      return undefined;
  }
}

function hearCancel(state: PatternState, at: string): PatternHearing {
  return canCancel(state)
    ? event({ type: 'session-cancelled', at })
    : refused('It cannot be cancelled here any more: its newest card says how it stands.');
}

function hearBack(state: PatternState, at: string): PatternHearing {
  if (state.stage === 'name') {
    return refused('This is the first step: there is nothing before it. “cancel” ends it.');
  }
  return stageBefore(state) === undefined
    ? refused('There is no step to go back to just now.')
    : event({ type: 'went-back', at });
}

function heardInStage(state: PatternState, said: Said): PatternHearing {
  if (isAsking(state.stage)) return hearField(state, said);
  if (state.stage !== 'review') return IGNORED;
  const named = labelled(said.message.text);
  if (named !== undefined) return hearField(state, said, named);
  return hearConditions(state, said) ?? (said.isOwner ? hearDecision(state, said) : IGNORED);
}

/** "only AWS", "applies to public things", "always", "read them again". */
function hearConditions(state: PatternState, { message, wish }: Said): PatternHearing | undefined {
  const { at, actor: by } = message;
  if (wish === 'reread') {
    return state.isConditionsOwn === true
      ? event({ type: 'conditions-reset', at, by })
      : refused('When it applies is read from its name and reason already.');
  }
  const before = state.conditions ?? { providers: [], groups: [], purposes: [] };
  const said = saidConditions(before, message.text);
  if (said === undefined) return undefined;
  if (said.conditions === undefined) return NO_CONDITIONS;
  const { conditions } = said;
  return event({ type: 'fields-given', at, by, conditions, isForm: false });
}

const NO_CONDITIONS = refused(
  'Write when it applies as “only AWS”, “applies to public things”, “applies to private things”, “only for databases, backups”, “only apps.example.org” for an API group, or “always”.',
);

/** Decisions are the author's alone. */
function hearDecision(state: PatternState, { message, wish }: Said): PatternHearing {
  const { at } = message;
  const into = mergeNameIn(message.text);
  if (into !== undefined) return hearMerge(state, into, at);
  switch (wish) {
    case 'store':
    case 'accept':
      return hearStore(state, at);
    case 'own':
      return state.similar.length === 0 ? IGNORED : event({ type: 'own-wanted', at });
    case 'merge':
      return hearMerge(state, undefined, at);
    case 'modify':
      return refused(`What shall be different? ${REVIEW_HELP}`);
    case 'write':
      return refused('Go “back” to the reason to have it written for you.');
    default:
      return IGNORED;
  }
}

function hearStore(state: PatternState, at: string): PatternHearing {
  if (canStore(state)) return event({ type: 'storing-asked', at });
  const names = state.similar.map(({ name }) => `“${name}”`).join(', ');
  return hasUndecided(state)
    ? refused(
        `It says nearly the same as ${names}. Say “merge into NAME”, or “keep as my own”, before it is stored.`,
      )
    : refused('Something is missing still: see the newest card.');
}

/** By its name, or part of it; the only one where none is named. */
function hearMerge(state: PatternState, said: string | undefined, at: string): PatternHearing {
  const { similar } = state;
  const wanted = said?.toLowerCase();
  const exact = similar.filter(({ name, id }) => [name.toLowerCase(), id].includes(wanted ?? ''));
  const near = similar.filter(({ name }) => name.toLowerCase().includes(wanted ?? ''));
  const [only, ...others] = exact.length > 0 ? exact : near;
  if (only && others.length === 0) return event({ type: 'merge-asked', at, patternId: only.id });
  const names = similar.map(({ name }) => `“merge into ${name}”`).join(' or ');
  return similar.length === 0
    ? refused('There is no pattern that says nearly the same: nothing to merge it into.')
    : refused(`Say ${names}.`);
}

export function refused(text: string): PatternHearing {
  return { type: 'refused', line: [text] };
}

function event(one: PatternEvent): PatternHearing {
  return { type: 'event', event: one };
}
