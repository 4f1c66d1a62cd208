import { hasEnded } from './ending.ts';
import type { MiningState } from './state.ts';
import { isOffered } from './transition.ts';
import {
  channelWords,
  foundWords,
  fractionOf,
  isNothingSince,
  numbersWords,
  outcomeWords,
  paceWords,
  progressWords,
  quantity,
  sinceWords,
  smallPrint,
  sourceWords,
  whereWords,
} from './words.ts';
import type { Button, Card, CardElement } from '../../chat/card.ts';
import { withPeople } from '../../chat/named-people.ts';
import { code, line, person, time } from '../../chat/text.ts';
import { alert, buttonRow, text } from '../wizard/card-parts.ts';

const AGAIN: Button = { label: 'Try again', style: 'primary', action: { name: 'try-again' } };
const QUEUE: Button = {
  label: 'Show candidates',
  action: { name: 'run-command', argument: 'candidates list' },
};
const TEACH: Button = {
  label: 'Teach me a pattern',
  action: { name: 'run-command', argument: 'patterns new' },
};
const CANCEL: Button = {
  label: 'Cancel',
  action: { name: 'cancel-mining' },
  style: 'danger',
  confirm: {
    title: 'Stop reading?',
    text: 'What was found so far is kept. The next time goes on from there.',
    confirmLabel: 'Stop reading',
    cancelLabel: 'Let it go on',
  },
};

/** The one message of a job: the question whether to read, how far it is, then what came of it. */
export function miningCard(state: MiningState): Card {
  return { title: titleOf(state), elements: [...elementsOf(state)], audience: 'thread' };
}

export function titleOf(state: MiningState): string {
  const { stage, input } = state;
  const source = sourceWords(state);
  if (input.type === 'closing') return closingTitle(state);
  switch (stage) {
    case 'looking':
    case 'opening':
    case 'reading':
    case 'waiting':
    case 'finishing':
      return `Reading ${source}`;
    case 'confirming':
      return `Open ${source} for mining?`;
    case 'done':
      return `Read ${source}`;
    case 'cancelled':
      return state.readingSince === undefined
        ? `${capital(source)} was not opened`
        : `Stopped reading ${source}`;
    case 'failed':
      return `Reading ${source} stopped`;
    case 'refused':
      return `I did not read ${source}`;
  }
}

function closingTitle({ stage, input, wasClosed }: MiningState): string {
  const channel = 'name' in input ? channelWords(input.name) : 'the channel';
  if (wasClosed === true) return `${capital(channel)} was not open for mining`;
  if (stage === 'done') return `${capital(channel)} is not read any more`;
  return stage === 'finishing' ? `Closing ${channel}…` : `${capital(channel)} was not closed`;
}

function elementsOf(state: MiningState): readonly CardElement[] {
  switch (state.stage) {
    case 'looking':
    case 'opening':
      return [note(progressWords(state))];
    case 'confirming':
      return asking(state);
    case 'reading':
    case 'waiting':
    case 'finishing':
      return underWay(state);
    case 'done':
      return state.input.type === 'closing' ? closed(state) : done(state);
    case 'cancelled':
      return [
        ...(state.cancelledBy ? [personNote('Decided by', state.cancelledBy)] : []),
        ...(state.isClosed === true ? [note('A curator closed it for mining.')] : []),
        ...(state.readingSince === undefined
          ? [text(['Nothing was read there.'])]
          : [...outcome(state), ...unread(state)]),
      ];
    case 'failed':
      return [
        alert('error', withPeople([state.problem ?? 'Something went wrong.'])),
        ...(state.readingSince === undefined ? [] : [note(kept(state))]),
        ...(hasEnded(state) ? [] : buttonRow(AGAIN, cancelOf(state))),
      ];
    case 'refused':
      return [
        alert('warning', withPeople([state.problem ?? 'It may not be read.'])),
        ...(state.counts.found > 0 ? [note(kept(state)), ...buttonRow(QUEUE)] : []),
      ];
  }
}

/** Whoever opens it decides for everybody there: what happens is said before. */
function asking(state: MiningState): CardElement[] {
  const { input, asker, expiresAt } = state;
  const days = input.type === 'channel' ? input.days : 0;
  const items = [
    `I read the last ${quantity(days, 'day')} of it, messages and replies. Messages of bots are left out.`,
    'Whatever looks like a secret is hidden before anything is read, and names are left out.',
    ...whoSees(state),
    'Nothing that I find has effect before a person accepts it. When a message is deleted, its quote goes; what a curator accepts stays, as the organisation’s words.',
    `A notice is posted there. A curator stops it with “patterns unmine ${input.type === 'channel' ? channelWords(input.name) : ''}”.`,
  ];
  return [
    text(['Everybody who writes there is concerned, so a curator decides:']),
    { type: 'list', isOrdered: false, items: items.map((item) => [item]) },
    {
      type: 'note',
      line: line`Asked by ${person(asker)}. It waits for a curator until ${time(expiresAt)}.`,
    },
    ...buttonRow(
      { label: 'Open it and read', style: 'primary', action: { name: 'open-channel' } },
      { label: 'No', action: { name: 'leave-channel' } },
    ),
  ];
}

/** Of the undecided, and of what a curator accepted. */
function whoSees({ input, reviewsIn, isPrivate }: MiningState): readonly string[] {
  if (isPrivate === true) {
    const where = input.type === 'channel' ? channelWords(input.name) : 'this channel';
    return [
      'It is a private channel: what I find, with quotes, is shown there alone, and in the queue of candidates to curators who are in it.',
      `Once somebody accepts it, everybody can read the pattern; its quotes only those who are in ${where}.`,
    ];
  }
  const where = reviewsIn
    ? 'What I find, with quotes, is shown in the curators’ channel and to curators in the queue of candidates.'
    : 'What I find, with quotes, is shown below and in the queue of candidates, to people who can see this conversation and to curators.';
  return [where, 'Once somebody accepts it, every member of this workspace can read its quotes.'];
}

function underWay(state: MiningState): CardElement[] {
  const { input } = state;
  const fraction = fractionOf(state);
  const label = input.type === 'channel' ? paceWords(state) : progressWords(state);
  return [
    {
      type: 'progress',
      steps: [{ label: 'Read, hide secrets, understand', state: 'running', detail: label }],
      ...(fraction === undefined ? {} : { fraction }),
    },
    ...dates(state),
    ...(input.type === 'channel' ? [note(numbersWords(state))] : []),
    ...waiting(state),
    ...buttonRow(cancelOf(state)),
  ];
}

function dates({ reachedAt, oldestAt }: MiningState): CardElement[] {
  if (reachedAt === undefined || oldestAt === undefined) return [];
  const to =
    Date.parse(reachedAt) <= Date.parse(oldestAt)
      ? line`Read back to ${time(oldestAt)}.`
      : line`Read back to ${time(reachedAt)}; it goes back to ${time(oldestAt)}.`;
  return [{ type: 'note', line: to }];
}

function waiting({ stage, waitsUntil, problem }: MiningState): CardElement[] {
  if (stage !== 'waiting' || waitsUntil === undefined) return [];
  const why = problem ?? 'I was asked to read more slowly.';
  return [alert('info', line`${why} I go on at ${time(waitsUntil)}; nothing is lost.`)];
}

function done(state: MiningState): CardElement[] {
  const hasNumbers = state.input.type === 'channel' && !isNothingSince(state);
  return [...outcome(state), ...(hasNumbers ? [note(numbersWords(state))] : []), ...unread(state)];
}

function outcome(state: MiningState): CardElement[] {
  const { since, waiting: waits = 0 } = state;
  if (since !== undefined && isNothingSince(state)) {
    return [text(sinceWords(state, time(since))), ...buttonRow(waits > 0 ? QUEUE : undefined)];
  }
  const where = whereWords(state);
  const { found, strengthened, known } = state.counts;
  const isNothing = found + strengthened + known === 0;
  const asksToTeach =
    isNothing && state.stage === 'done' && state.input.type !== 'cluster-policies';
  const hasQueue = state.candidates.length > 1 || strengthened + known > 0;
  return [
    text([outcomeWords(state)]),
    ...(where ? [text(where)] : []),
    ...(asksToTeach ? [teaching()] : []),
    ...smallPrint(state).map((words) => note(words)),
    ...buttonRow(asksToTeach ? TEACH : undefined, hasQueue ? QUEUE : undefined),
  ];
}

function teaching(): CardElement {
  return text(
    line`Say it in one sentence with ${code('patterns new')}, or tell me the rule with ${code('policies new')}.`,
  );
}

function unread({ unread: all }: MiningState): CardElement[] {
  if (all.length === 0) return [];
  return [
    alert('warning', [`Not read: ${quantity(all.length, 'item')}.`]),
    {
      type: 'list',
      isOrdered: false,
      items: all.map(({ name, reason }) => [`${name}: ${reason}`]),
    },
  ];
}

function closed({ asker }: MiningState): CardElement[] {
  return [
    text(['Nothing new is read there. What was found stays until somebody decides about it.']),
    personNote('Closed by', asker),
  ];
}

function kept(state: MiningState): string {
  const found = state.counts.found > 0 ? ` ${capital(foundWords(state))} found so far.` : '';
  return `Nothing that was read is lost.${found}`;
}

function cancelOf(state: MiningState): Button | undefined {
  return isOffered(state, 'cancel') ? CANCEL : undefined;
}

function personNote(does: string, actor: MiningState['asker']): CardElement {
  return { type: 'note', line: line`${does} ${person(actor)}.` };
}

function note(words: string): CardElement {
  return { type: 'note', line: [words] };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
