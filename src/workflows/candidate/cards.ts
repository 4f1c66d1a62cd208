import { commandButton, decisionButtons } from './buttons.ts';
import { kindNames } from './kind-names.ts';
import { kindOf, missingText, nearPatterns } from './offers.ts';
import type { CandidateState } from './state.ts';
import { byText, claimsText, foundText, statusText, titleOf } from './words.ts';
import { actorKey, OPERATOR, type Place } from '../../chat/actor.ts';
import type { Card, CardElement } from '../../chat/card.ts';
import { ownerSpan } from '../../chat/owner.ts';
import { line, type Line, person, thread, time } from '../../chat/text.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { tellingTriggers } from '../../domain/pattern/telling-triggers.ts';
import { alert, buttonRow, note, quantity, text } from '../wizard/card-parts.ts';

/** Resources in a list; of more, the rest is counted. */
const LISTED_MAX = 12;

/** The one message of a review: what was found and by what, then what became of it. */
export function candidateCard(state: CandidateState, place: Place): Card {
  return { title: titleOf(state), elements: bodyOf(state, place), audience: 'thread' };
}

function bodyOf(state: CandidateState, place: Place): CardElement[] {
  const { stage, candidate, problem, candidateId } = state;
  switch (stage) {
    case 'loading':
      return [...problemOf(problem), note(statusText(state))];
    case 'open':
      return candidate ? open(state, candidate) : [];
    case 'settling':
      return [...found(state), { type: 'note', line: [statusText(state), ...byWhom(state)] }];
    case 'handed-over':
      return [...found(state), { type: 'note', line: handedOver(state, place) }];
    case 'done':
      return done(state);
    case 'withdrawn':
      return [alert('info', [statusText(state)]), note('Nothing of it is kept.')];
    case 'left':
    case 'expired':
      return [
        alert('info', [statusText(state), ...byWhom(state)]),
        ...commandButton('Review it', `candidates review ${candidateId}`),
      ];
    case 'failed':
      return [
        alert('error', [statusText(state)]),
        ...found(state),
        ...buttonRow({ label: 'Try again', style: 'primary', action: { name: 'try-again' } }),
      ];
  }
}

function problemOf(problem: string | undefined): CardElement[] {
  return problem === undefined ? [] : [alert('warning', [problem])];
}

function open(state: CandidateState, candidate: Candidate): CardElement[] {
  const missing = candidate.type === 'pattern' ? missingText(candidate) : undefined;
  const hidden = candidate.hasHidden
    ? [note('Parts that looked like secrets were hidden before anything was read.')]
    : [];
  return [
    ...problemOf(state.problem),
    ...found(state),
    ...quotes(state, candidate),
    ...contradictions(candidate),
    ...near(state),
    ...(missing === undefined ? [] : [note(`${missing} “Edit” completes it.`)]),
    ...hidden,
    { type: 'note', line: origin(candidate) },
    ...decisionButtons(state),
  ];
}

/** What was found, in a few lines. */
function found({ candidate, when }: CandidateState): CardElement[] {
  if (!candidate) return [];
  const { type, title, rationale, triggers, resources, unknownResources, avoided } = candidate;
  const reason = rationale.trim() === '' ? 'Nobody said why.' : rationale;
  const names = kindNames(candidate);
  const facts = [
    fact('Not clear, or not served here', unknownResources),
    fact(
      'Warned of',
      avoided.map((one) => names.of(one)),
    ),
    fact('Words', tellingTriggers(triggers)),
    { label: 'Why', value: [reason] },
    ...(when === undefined ? [] : [{ label: 'Would apply to', value: [when] }]),
  ].filter((one) => one !== undefined);
  const sentence: CardElement[] = type === 'policy' ? [text([title])] : [];
  return [
    ...sentence,
    ...listed(
      'Resources',
      resources.map((one) => names.of(one)),
    ),
    { type: 'facts', facts },
  ];
}

/** Over the whole width: a name is read in one line. */
function listed(label: string, names: readonly string[]): CardElement[] {
  if (names.length === 0) return [];
  const more = names.length - LISTED_MAX;
  const items = [...names.slice(0, LISTED_MAX), ...(more > 0 ? [`${more} more`] : [])];
  return [
    text([{ bold: label }]),
    { type: 'list', isOrdered: false, items: items.map((one) => [one]) },
  ];
}

function fact(
  label: string,
  values: readonly string[],
): { label: string; value: Line } | undefined {
  return values.length === 0 ? undefined : { label, value: [values.join(', ')] };
}

/** Verbatim, each once, under all that it shows. */
function quotes({ evidence, evidenceCount }: CandidateState, candidate: Candidate): CardElement[] {
  const names = kindNames(candidate);
  const shown = evidence.flatMap((one): CardElement[] => [
    note(claimsText(one, (about) => names.about(about))),
    { type: 'quote', text: one.quote, ...(one.url === undefined ? {} : { url: one.url }) },
  ]);
  const more = evidenceCount - evidence.length;
  return more > 0 ? [...shown, note(`And ${quantity(more, 'quote')} more.`)] : shown;
}

function contradictions({ title, contradictions: all }: Candidate): CardElement[] {
  return all.map((other) =>
    alert('warning', [
      `“${title}” does not fit the ${other.with} “${other.title}”: ${other.reason}`,
    ]),
  );
}

function near(state: CandidateState): CardElement[] {
  return nearPatterns(state).map(({ title, reason }) =>
    alert('info', [`The pattern “${title}” says nearly the same. ${reason}`]),
  );
}

function origin(candidate: Candidate): Line {
  const { askedBy, foundAt, type } = candidate;
  const effect =
    type === 'policy'
      ? 'It guides and enforces nothing: “Make it a policy” opens the policy wizard with this sentence.'
      : 'It changes nothing before a curator accepts it. Whoever accepts it owns it; change that with “Edit”. What is accepted stays, as the organisation’s words.';
  const asked =
    askedBy === actorKey(OPERATOR)
      ? ['Asked for on the command line']
      : line`Asked for by ${ownerSpan(askedBy)}`;
  return [
    ...line`${foundText(candidate)} `,
    ...asked,
    ...line`, ${time(foundAt)}. ${byText(candidate)} ${effect}`,
  ];
}

function byWhom({ decidedBy }: CandidateState): Line {
  return decidedBy ? line` By ${person(decidedBy)}.` : [];
}

function handedOver(state: CandidateState, place: Place): Line {
  const { decidedBy } = state;
  const who = decidedBy ? line` ${person(decidedBy)} has it` : [' Somebody has it'];
  return [statusText(state), ...who, ' in ', thread('the newest card of this thread', place), '.'];
}

function done(state: CandidateState): CardElement[] {
  const { candidate, became } = state;
  if (!candidate) return [alert('info', [statusText(state)])];
  const { status, decidedBy, decidedAt, reason } = candidate;
  const who = decidedBy === undefined ? [] : line` By ${ownerSpan(decidedBy)}`;
  const at = decidedAt === undefined ? [] : line`, ${time(decidedAt)}`;
  const level = status === 'rejected' ? 'info' : 'success';
  const why = reason === undefined || reason === '' ? [] : [text([`Because: ${reason}`])];
  const end = who.length === 0 ? [] : ['.'];
  const told: Line = [statusText(state), ...who, ...at, ...end];
  return [alert(level, told), ...why, ...showButton(state, became)];
}

function showButton(state: CandidateState, became: string | undefined): CardElement[] {
  if (became === undefined || state.candidate?.status === 'rejected') return [];
  if (became.startsWith('cand-')) {
    return commandButton('Review that one', `candidates review ${became}`);
  }
  const isPolicy = kindOf(state) === 'policy';
  return commandButton(
    isPolicy ? 'Show the policy' : 'Show the pattern',
    `${isPolicy ? 'policies' : 'patterns'} show ${became}`,
  );
}
