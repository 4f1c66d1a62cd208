import { canOpen, isAsking } from './asking.ts';
import { saidConditions } from './given-conditions.ts';
import { hearButton, wayIn } from './hear-button.ts';
import { hearField } from './hear-field.ts';
import { helpLine, REVIEW_HELP } from './help-words.ts';
import type { GivenField, PatternEvent, PatternState } from './state.ts';
import { canStore, hasUndecided } from './storing.ts';
import { changeIn, labelled, mergeNameIn, type Wish, wishIn } from './typed-wishes.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import { draftRefusal, heard, heardBy, hearWay, refused } from '../wizard/hear-session.ts';
import type { Hearing } from '../workflow.ts';

type PatternHearing = Hearing<PatternEvent>;
type Message = Extract<InboundEvent, { type: 'message-posted' }>;
const IGNORED: PatternHearing = { type: 'ignored' };

/** What a message, a click or a form means to a pattern, and whether that person may say it. */
export function hear(session: SessionOf<PatternState>, inbound: InboundEvent): PatternHearing {
  return heardBy(session, inbound, { message: hearMessage, press: hearButton, helpLine });
}

/** Plain words in the thread. Whatever is not surely meant for the bot is met with silence. */
function hearMessage(state: PatternState, message: Message, isOwner: boolean): PatternHearing {
  const said = { message, wish: wishIn(message.text), isOwner };
  return saidAnywhere(state, said) ?? heardInStage(state, said);
}

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
  return hearWay(wayIn(state), { wish, at: message.at, isOwner });
}

function heardInStage(state: PatternState, said: Said): PatternHearing {
  const change = changeIn(said.message.text);
  if (change !== undefined) return hearChange(state, said, change);
  if (isAsking(state.stage)) return hearField(state, said);
  if (state.stage !== 'review') return IGNORED;
  const named = labelled(said.message.text);
  if (named !== undefined) return hearField(state, said, named);
  return hearConditions(state, said) ?? (said.isOwner ? hearDecision(state, said) : IGNORED);
}

/** A label of the review's buttons: what has no step of its own is changed in one line. */
function hearChange(
  state: PatternState,
  { message: { at }, isOwner }: Said,
  field: GivenField,
): PatternHearing {
  if (!isOwner) return IGNORED;
  if (field === 'conditions') return state.stage === 'review' ? NO_CONDITIONS : LATER;
  return canOpen(state, field) ? event({ type: 'field-opened', at, field }) : LATER;
}

const LATER = refused(
  'That was not asked yet: answer the newest card first, it comes in its turn.',
);

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
      return draftRefusal(state, message.text) ?? hearStore(state, at);
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

function event(one: PatternEvent): PatternHearing {
  return heard(one);
}
