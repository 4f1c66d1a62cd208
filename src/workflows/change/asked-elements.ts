import { openCopies } from './asking.ts';
import type { Asking, ChangeState } from './state.ts';
import type { Actor } from '../../chat/actor.ts';
import type { CardElement } from '../../chat/card.ts';
import { code, line, type Line, person } from '../../chat/text.ts';

/**
 * What the requester's card says about where approvers were asked beside this conversation, and, as
 * long as it waits, who could not be asked and what helps.
 */
export function askedElements(state: ChangeState): CardElement[] {
  const { asking, stage } = state;
  if (!asking) return [];
  const notes = askedLines(state).map((text): CardElement => ({ type: 'note', line: text }));
  if (stage !== 'awaiting-approval') return notes;
  const gaps = gapLines(asking).map((text): CardElement => ({
    type: 'alert',
    level: 'warning',
    line: text,
  }));
  return [...notes, ...gaps];
}

function askedLines(state: ChangeState): Line[] {
  const copies = openCopies(state);
  const people = copies.flatMap(({ to }) => (to ? [to] : []));
  const isInChannel = copies.some(({ to }) => !to);
  const lines: Line[] = [];
  if (people.length > 0) lines.push(['Asked in direct messages: ', ...named(people), '.']);
  if (isInChannel) lines.push(['Asked in the approvals channel.']);
  return lines;
}

function gapLines(asking: Asking): Line[] {
  const refused = asking.copies.filter(({ isRefused }) => isRefused === true);
  const people = [...asking.unreached, ...refused.flatMap(({ to }) => (to ? [to] : []))];
  const lines: Line[] = [];
  if (asking.gap) lines.push(GAPS[asking.gap]);
  if (refused.some(({ to }) => !to)) {
    lines.push([...NOT_IN_CHANNEL, ...(asking.isDirect ? ONLY_ON_HOME : ASKED_HERE)]);
  }
  if (people.length > 0) {
    const rest = line`. Their Home tab says that it waits; to decide they need a channel: have ${SETTING} set in dotai.yaml.`;
    lines.push(['I could not write directly to ', ...named(people), ...rest]);
  }
  return lines;
}

const SETTING = code('approvals.channel');

const GAPS: Readonly<Record<NonNullable<Asking['gap']>, Line>> = {
  'open-to-all': line`Only you can see this conversation, so nobody else can approve the change here. Ask for it in a channel where I am, or have ${SETTING} set in dotai.yaml.`,
  'nobody-found': line`Only you can see this conversation, and I found no approver whom I could ask directly. Ask for it in a channel where I am, or have ${SETTING} set in dotai.yaml.`,
  'too-many': line`More people may approve than I ask directly. With ${SETTING} set in dotai.yaml, all are asked in one channel.`,
};

const NOT_IN_CHANNEL = line`I cannot write to the channel that ${SETTING} names in dotai.yaml, so nobody was asked there. Invite me to it, then press Check again.`;
const ONLY_ON_HOME: Line = [
  ' Until then approvers see only on their Home tab that it waits: this conversation is yours alone.',
];
const ASKED_HERE: Line = [' Until then approvers are asked here alone.'];

function named(people: readonly Actor[]): Line {
  return people.flatMap((actor, index): Line =>
    index === 0 ? [person(actor)] : [', ', person(actor)],
  );
}
