import type { HomeDependencies, Row } from './home-data.ts';
import { type Actor, isSameActor } from '../../chat/actor.ts';
import type { CardElement } from '../../chat/card.ts';
import { ALERT_SIGNS, PROGRESS_SIGNS } from '../../chat/plain-text.ts';
import { shortened } from '../../chat/shortened.ts';
import { line, type Line, person, thread, time } from '../../chat/text.ts';
import type { Session } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';

/** Longest title of a row, in characters. */
const TITLE_MAX = 120;
const DETAILS_MAX = 160;
const STATUS_MAX = 300;

const WORKFLOWS: Readonly<Record<Session['workflow'], string>> = {
  recommend: 'Recommendation',
  scan: 'Scan',
  change: 'Change',
  removal: 'Removal',
  policy: 'Policy',
  'policy-removal': 'Policy removal',
  pattern: 'Pattern',
  mining: 'Mining',
  candidate: 'Candidate',
};

export interface Reader {
  readonly viewer: Actor;
  readonly isDirect: HomeDependencies['isDirect'];
}

/** A change that waits for the viewer's approval: what, who asked, since and until when. */
export function approvalRow(row: Row, reader: Reader): CardElement[] {
  const { owner, openedAt, expiresAt } = row.session;
  const until: Line = expiresAt === undefined ? [] : [' · expires ', time(expiresAt)];
  return [
    { type: 'text', line: rowLine(row, reader, { isAsked: true }) },
    {
      type: 'note',
      line: [...line`Asked for by ${person(owner)} · since ${time(openedAt)}`, ...until],
    },
  ];
}

/** A draft that waits for a curator: what it says, who wrote it and since when. */
export function draftRow(row: Row, reader: Reader): CardElement {
  const { owner, openedAt } = row.session;
  const said = line`\nDraft by ${person(owner)} · since ${time(openedAt)}`;
  return { type: 'text', line: [...rowLine(row, reader, { isAsked: true }), ...said] };
}

/** A conversation of the viewer: what it is about, how it stands, when it last moved. */
export function ownRow({ session, summary }: Row, reader: Reader): CardElement[] {
  const what = WORKFLOWS[session.workflow];
  return [
    { type: 'text', line: rowLine({ session, summary }, reader) },
    { type: 'note', line: line`${what} · last update ${time(session.updatedAt)}` },
  ];
}

/** A change and its true state, as the record has it. */
export function changeRow(row: Row, reader: Reader): CardElement[] {
  const { owner, updatedAt } = row.session;
  return [
    { type: 'text', line: rowLine(row, reader) },
    { type: 'note', line: line`Asked for by ${person(owner)} · last update ${time(updatedAt)}` },
  ];
}

function rowLine(
  row: Row,
  reader: Reader,
  { isAsked }: { readonly isAsked: boolean } = { isAsked: isAskedOwner(row, reader) },
): Line {
  const { summary } = row;
  const { title, details, status } = summary;
  const sign = signOf(summary, isAsked);
  const what = details === '' ? [] : [`\n${shortened(oneLine(details), DETAILS_MAX)}`];
  return [
    `${sign} `,
    ...titleLine(row, shortened(oneLine(title), TITLE_MAX), reader),
    ...what,
    '\n',
    ...clipped(status),
  ];
}

/** Whether it waits for the viewer's word as its owner. */
function isAskedOwner({ session, summary }: Row, { viewer }: Reader): boolean {
  return summary.waitsFor === 'owner' && isSameActor(session.owner, viewer);
}

function signOf({ level, isUnderWay }: SessionSummary, isAsked: boolean): string {
  if (level !== 'info') return ALERT_SIGNS[level];
  if (isAsked) return PROGRESS_SIGNS.asking;
  return isUnderWay ? PROGRESS_SIGNS.running : ALERT_SIGNS.info;
}

/** The card in the thread has all of it. */
function clipped(status: Line): Line {
  let room = STATUS_MAX;
  return status.flatMap((span): Line => {
    if (typeof span !== 'string') return [span];
    const text = shortened(span, room);
    room -= text.length;
    return text === '' ? [] : [text];
  });
}

/** Another person's direct conversation cannot be opened: a link there would lead nowhere. */
function titleLine({ session, copy }: Row, title: string, reader: Reader): Line {
  const { place, owner } = session;
  if (copy) return [thread(title, copy)];
  const isOpen = !reader.isDirect(place) || isSameActor(owner, reader.viewer);
  if (isOpen) return [thread(title, place)];
  return [{ bold: title }, ' (in a direct conversation, which only ', person(owner), ' can open)'];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
