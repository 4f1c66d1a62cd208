import { reviewsMax } from './reviews.ts';
import type { MiningState } from './state.ts';
import { renderPlainLine } from '../../chat/plain-text.ts';
import { code, line, type Line, type Span, thread, timeText } from '../../chat/text.ts';

/** "#platform", "this thread", "runbook.md": what is read, for people. */
export function sourceWords({ input }: Pick<MiningState, 'input'>): string {
  switch (input.type) {
    case 'thread':
      return 'this thread';
    case 'channel':
    case 'closing':
      return channelWords(input.name);
    case 'documents': {
      const [first, ...others] = input.files;
      return others.length === 0 && first ? first.name : quantity(input.files.length, 'file');
    }
    case 'cluster-policies':
      return 'the cluster’s own policies';
    case 'sources':
      return 'changed messages';
  }
}

export function channelWords(name: string): string {
  return name === '' ? 'this channel' : `#${name}`;
}

/** "1 pattern and 2 policies". */
export function foundWords({ counts }: Pick<MiningState, 'counts'>): string {
  const patterns = counts.found - counts.policies;
  return [
    ...(patterns > 0 ? [quantity(patterns, 'pattern')] : []),
    ...(counts.policies > 0 ? [quantity(counts.policies, 'policy')] : []),
  ].join(' and ');
}

/** Whether all that could be found was read before, and nothing came of what is new. */
export function isNothingSince({ since, counts }: MiningState): boolean {
  const { found, strengthened, known } = counts;
  return since !== undefined && found + strengthened + known === 0;
}

/** "Nothing new since 2026-11-02 09:00 UTC. 3 candidates wait: candidates list." */
export function sinceWords({ waiting = 0 }: Pick<MiningState, 'waiting'>, since: Span): Line {
  const news = line`Nothing new since ${since}.`;
  if (waiting === 0) return news;
  const wait = `${quantity(waiting, 'candidate')} ${waiting === 1 ? 'waits' : 'wait'}`;
  return [...news, ...line` ${wait}: ${code('candidates list')}.`];
}

/** What became of the messages, in one line: "300 conversations · 9 looked at closely · 2 found". */
export function numbersWords({ counts }: Pick<MiningState, 'counts'>): string {
  const { conversations, understood, found } = counts;
  return [
    quantity(conversations, 'conversation'),
    `${understood.toLocaleString('en-GB')} looked at closely`,
    `${found.toLocaleString('en-GB')} found`,
  ].join(' · ');
}

/** What came of it, in one line. */
export function outcomeWords(state: MiningState): string {
  const { counts, since } = state;
  if (since !== undefined && isNothingSince(state)) {
    return renderPlainLine(sinceWords(state, timeText(since)));
  }
  const read = readWords(state);
  if (counts.found > 0) return `Found ${foundWords(state)} in ${read}.`;
  if (counts.strengthened > 0) {
    return `Nothing new in ${read}: ${quantity(counts.strengthened, 'candidate')} that I knew has more behind it now.`;
  }
  if (counts.known > 0)
    return `Nothing new in ${read}: what it says is known or was decided before.`;
  if (state.stage === 'cancelled') {
    const isUnread = counts.messages === 0 && state.files === 0;
    return isUnread
      ? 'It was stopped before a part was read.'
      : `Read so far: ${read}. Nothing found.`;
  }
  switch (state.input.type) {
    case 'thread':
    case 'channel':
      return `I found nothing in ${read} that says how you do things.`;
    case 'cluster-policies':
      return counts.conversations === 0
        ? 'The cluster has no admission policies of its own (beside those I made).'
        : `I found nothing in ${read} that I could propose.`;
    case 'documents':
    case 'sources':
    case 'closing':
      return `I found nothing in ${read} that says which resources go together or how they must be set.`;
  }
}

function readWords({ input, counts }: MiningState): string {
  switch (input.type) {
    case 'thread':
    case 'channel':
    case 'sources':
    case 'closing':
      return quantity(counts.messages, 'message');
    case 'documents':
      return input.files.length === 1 ? sourceWords({ input }) : `${input.files.length} files`;
    case 'cluster-policies':
      return sourceWords({ input });
  }
}

/** Where those are that were found and not decided yet. Undefined where nothing was. */
export function whereWords(state: MiningState): Line | undefined {
  const { candidates, input, reviewsIn, isPrivate } = state;
  if (candidates.length === 0) return undefined;
  const shown = Math.min(candidates.length, reviewsMax(state));
  const rest = candidates.length - shown;
  const undecided = ' Nothing has effect before somebody accepts it.';
  const queue = rest > 0 ? line` ${rest} more wait in the queue: ${code('candidates list')}.` : [];
  if (input.type !== 'thread' && reviewsIn) {
    const who = rest > 0 ? `The first ${shown} wait` : 'They wait';
    const there = thread(isPrivate === true ? 'that channel' : 'the curators’ channel', reviewsIn);
    return [...line`${who} for curators in ${there}.`, ...queue, undecided];
  }
  // True still when some of it was withdrawn or decided.
  const those = rest > 0 ? `The cards of the first ${shown} are` : 'Their cards are';
  const where = input.type === 'thread' ? 'below' : 'in this thread';
  const cards =
    candidates.length === 1
      ? `Its card is ${where}, with what becomes of it.`
      : `${those} ${where}, with what becomes of them.`;
  return [cards, ...queue, undecided];
}

/** Small print: what was hidden, and who understood it. */
export function smallPrint({ counts, by }: MiningState): readonly string[] {
  const { hidden, understood, dropped } = counts;
  return [
    ...(hidden === 0
      ? []
      : [
          `${quantity(hidden, 'part')} that looked like ${hidden === 1 ? 'a secret' : 'secrets'} ${hidden === 1 ? 'was' : 'were'} hidden before anything was read.`,
        ]),
    ...(by === undefined || understood === 0 ? [] : [`Understood by ${byWords(by)}.`]),
    ...(dropped === 0
      ? []
      : [`${quantity(dropped, 'find')} left out: nobody had said what was quoted.`]),
  ];
}

/** `offline` are the built-in rules. */
function byWords(by: string): string {
  return by
    .split(', ')
    .map((name) => (name === 'offline' ? 'the built-in rules' : name))
    .join(' and ');
}

/** How far a channel is read, 0 to 1, by the dates. Undefined before the first page. */
export function fractionOf(state: MiningState): number | undefined {
  const { startedAt, reachedAt, oldestAt } = state;
  if (reachedAt === undefined || oldestAt === undefined) return undefined;
  const whole = Date.parse(startedAt) - Date.parse(oldestAt);
  if (whole <= 0) return undefined;
  const done = Date.parse(startedAt) - Date.parse(reachedAt);
  return Math.min(1, Math.max(0, done / whole));
}

/** "1,200 messages · 40 a minute · about 12 min left". */
export function paceWords(state: MiningState): string {
  const { counts, readingSince, updatedAt } = state;
  const parts = [quantity(counts.messages, 'message')];
  const seconds =
    readingSince === undefined || updatedAt === undefined
      ? 0
      : (Date.parse(updatedAt) - Date.parse(readingSince)) / 1_000;
  if (seconds < 1 || counts.messages === 0) return parts.join(' · ');
  parts.push(`${Math.max(1, Math.round((counts.messages * 60) / seconds))} a minute`);
  const fraction = fractionOf(state);
  if (fraction !== undefined && fraction > 0 && fraction < 1) {
    parts.push(`about ${durationWords((seconds * (1 - fraction)) / fraction)} left`);
  }
  return parts.join(' · ');
}

/** How it stands while it is under way, in a sentence; where a time has no reader's clock. */
export function progressWords(state: MiningState): string {
  const { stage, input, files, waitsUntil } = state;
  switch (stage) {
    case 'looking':
      return 'Looking whether it may be read…';
    case 'confirming':
      return 'Waits for a curator to open the channel.';
    case 'opening':
      return 'Opening the channel…';
    case 'waiting':
      return waitsUntil === undefined ? 'Waiting.' : `Goes on at ${timeText(waitsUntil)}.`;
    case 'reading':
      if (input.type === 'documents') return `Reading: ${files} of ${input.files.length} files.`;
      return input.type === 'channel' ? `Reading: ${paceWords(state)}.` : 'Reading…';
    case 'finishing':
      return 'Almost done…';
    case 'done':
    case 'cancelled':
    case 'failed':
    case 'refused':
      return '';
  }
}

function durationWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

export function quantity(count: number, noun: string): string {
  const number = count.toLocaleString('en-GB');
  if (count === 1) return `1 ${noun}`;
  return `${number} ${/[^aeiou]y$/u.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}
