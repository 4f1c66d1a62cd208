import { isOffered, missingText } from './offers.ts';
import { type CandidateEvent, type CandidateState, Decision } from './state.ts';
import { hasEnded } from './steps.ts';
import { type Said, saidOf, targetsNamed } from './typed.ts';
import { type Actor, isSameActor } from '../../chat/actor.ts';
import type { FormValue } from '../../chat/form.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import { shortened } from '../../chat/shortened.ts';
import { withoutInvisible } from '../../domain/invisible-characters.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import { asksForHelp } from '../wizard/asks-for-help.ts';
import { isLate } from '../wizard/late.ts';
import type { Hearing } from '../workflow.ts';

type Heard = Hearing<CandidateEvent>;
type Message = Extract<InboundEvent, { type: 'message-posted' }>;
type Press = Extract<InboundEvent, { type: 'button-pressed' }>;
type Submission = Extract<InboundEvent, { type: 'form-submitted' }>;

const IGNORED: Heard = { type: 'ignored' };
const REASON_MAX = 500;

/** Anybody may press and write; whether it counts is looked up. */
export function hear(session: SessionOf<CandidateState>, inbound: InboundEvent): Heard {
  const { state, owner, place } = session;
  switch (inbound.type) {
    case 'command-given':
    case 'message-changed':
    case 'file-deleted':
      return IGNORED;
    case 'message-posted': {
      const isOwner = isSameActor(inbound.actor, owner);
      if (!isOwner && !inbound.namesBot) return IGNORED;
      if (inbound.actor.workspace !== place.workspace) return OUTSIDER;
      return hearMessage(state, inbound, isOwner);
    }
    case 'button-pressed':
      return hearPress(state, inbound);
    case 'form-submitted':
      return hearForm(state, inbound);
  }
}

const OUTSIDER = refused('Only people of the workspace that this was found in can decide here.');
const STALE = refused(
  'It is not as it was on that card any more, so that changed nothing. Look at its card again.',
);
const DECIDED = refused('This is decided already. That changed nothing.');

function hearPress(state: CandidateState, { at, actor, action }: Press): Heard {
  if (action.name === 'try-again' && state.stage === 'failed')
    return event({ type: 'retry-asked', at });
  const [said, version, intoId = ''] = (action.argument ?? '').split(':');
  const decision = Decision.safeParse(said).data;
  if (action.name !== 'decide-candidate' || !decision) return whyStale(state);
  const into = intoId === '' ? {} : { intoId };
  return wished(state, { at, actor, decision, version: Number(version), ...into });
}

function hearForm(state: CandidateState, { at, actor, formId, values }: Submission): Heard {
  const [name, version] = formId.split('/');
  const wish = { at, actor, version: Number(version) };
  if (name === 'reject') {
    return wished(state, { ...wish, decision: 'reject', ...reasonOf(oneOf(values['reason'])) });
  }
  if (name !== 'merge') return whyStale(state);
  return wished(state, { ...wish, decision: 'merge', intoId: oneOf(values['into']) });
}

function oneOf(value: FormValue | undefined): string {
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

/** It is stored and shown: nothing secret, nothing that nobody can see. */
function reasonOf(said: string): { reason?: string } {
  const reason = shortened(redactSecrets(withoutInvisible(said).text.trim()), REASON_MAX);
  return reason === '' ? {} : { reason };
}

interface Wished {
  readonly at: string;
  readonly actor: Actor;
  readonly decision: Decision;
  readonly version: number;
  readonly intoId?: string;
  readonly reason?: string;
  readonly isTyped?: boolean;
}

function wished(state: CandidateState, wish: Wished): Heard {
  const isCurrent = wish.version === state.candidate?.version;
  if (!isCurrent || !isOffered(state, wish)) return whyStale(state);
  return event({ type: 'decision-pressed', ...wish });
}

function whyStale({ stage }: CandidateState): Heard {
  return stage === 'open' || stage === 'loading' || stage === 'failed' ? STALE : DECIDED;
}

/** Plain words in the thread. Whatever is not surely meant for the bot is met with silence. */
function hearMessage(state: CandidateState, message: Message, isOwner: boolean): Heard {
  if (hasEnded(state)) return IGNORED;
  if (asksForHelp(message)) return refused(HELP);
  const said = saidOf(message.text);
  if (!said) return IGNORED;
  const heard = hearSaid(state, { said, message, isOwner });
  return heard.type === 'event' && isLate(state, message.at) ? CAME_BEFORE : heard;
}

const HELP =
  'Say “accept”, “edit”, “merge into NAME” or “reject because …”, or press a button of its card: a curator’s word counts. “later” leaves it in the queue.';
const CAME_BEFORE = refused(
  'That was written before this was shown, so it changed nothing. Write it again if it is meant for the newest card.',
);

interface Told {
  readonly said: Said;
  readonly message: Message;
  readonly isOwner: boolean;
}

function hearSaid(state: CandidateState, { said, message, isOwner }: Told): Heard {
  const { at, actor } = message;
  switch (said.type) {
    case 'leave':
      return isOwner ? event({ type: 'session-cancelled', at, actor }) : IGNORED;
    case 'again':
      return state.stage === 'failed' ? event({ type: 'retry-asked', at }) : IGNORED;
    case 'decision':
      return hearDecision(state, { at, actor, decision: said.decision, rest: said.rest });
  }
}

interface SaidDecision {
  readonly at: string;
  readonly actor: Actor;
  readonly decision: Decision;
  readonly rest: string;
}

function hearDecision(state: CandidateState, { rest, ...wish }: SaidDecision): Heard {
  const { candidate } = state;
  if (!candidate || state.stage !== 'open') return whyStale(state);
  const typed = { ...wish, version: candidate.version, isTyped: true };
  switch (wish.decision) {
    case 'edit':
      return wished(state, typed);
    case 'accept': {
      const missing = candidate.type === 'pattern' ? missingText(candidate) : undefined;
      if (missing === undefined) return wished(state, typed);
      return refused(`It cannot be accepted as it is: ${missing} “edit” completes it.`);
    }
    case 'reject':
      return wished(state, { ...typed, ...reasonOf(rest) });
    case 'merge':
      return hearMerge(state, typed, rest);
  }
}

function hearMerge(state: CandidateState, typed: Wished, name: string): Heard {
  const [into, ...others] = targetsNamed(state, name);
  if (into && others.length === 0) return wished(state, { ...typed, intoId: into.id });
  const listed = into ? [into, ...others] : state.targets;
  if (listed.length === 0) return refused('There is nothing that it can be merged into.');
  const names = listed.slice(0, 8).map(({ title }) => `“${title}”`);
  return refused(
    into
      ? `Say into which one: ${names.join(', ')}.`
      : `Nothing is called “${shortened(name, 80)}” here. It can be merged into ${names.join(', ')}.`,
  );
}

function refused(text: string): Heard {
  return { type: 'refused', line: [text] };
}

function event(one: CandidateEvent): Heard {
  return { type: 'event', event: one };
}
