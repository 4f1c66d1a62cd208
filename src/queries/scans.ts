import { type Actor, isSameActor } from '../chat/actor.ts';
import type { Button, Card, CardElement } from '../chat/card.ts';
import { SCAN_KEY } from '../chat/scan-key.ts';
import type { Session } from '../chat/session.ts';
import { line, type Line, thread, time } from '../chat/text.ts';
import { Failure } from '../domain/failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { isWholeScan, namesOfScan, SCANS_READ } from './whole-scan.ts';

/** The scan that runs, and those that ended, as whoever asks sees them. */
export interface ScanQueries {
  /** The open scan, whoever began it. */
  running(): Promise<Session | undefined>;
  /** Whether capabilities are being deleted: until that has ended no scan begins. */
  isDeleting(): Promise<boolean>;
  /**
   * How far the running one is and where it is shown; else what came of the last one of the whole cluster, and when the next
   * is due. `joins`: the viewer asked for a scan of their own.
   */
  progress(viewer: Actor, asking?: { readonly joins: boolean }): Promise<Card>;
}

export interface ScanDependencies {
  readonly store: Pick<RecordStore, 'sessions'>;
  readonly deliveries: Pick<DeliveryStore, 'deliveries'>;
  /** The scan's own card; undefined for a session of another version of the bot. */
  readonly cardOf: (scan: Session) => Card | undefined;
  readonly rights: (viewer: Actor) => Promise<{ readonly mayScan: boolean }>;
  /** How often the whole cluster is read again, and whether changes of it are followed. */
  readonly schedule: { readonly everyHours: number; readonly watch: boolean };
  /** How many capabilities are known now. */
  readonly known: () => Promise<number>;
  /** When that is next; undefined where nobody knows. */
  readonly nextAt: () => Promise<Date | undefined>;
  readonly clock: Pick<Clock, 'now'>;
}

export function createScanQueries(dependencies: ScanDependencies): ScanQueries {
  const { store, rights } = dependencies;

  async function running(): Promise<Session | undefined> {
    const [session] = await store.sessions({ workflow: 'scan', isOpen: true, limit: 1 });
    return session;
  }

  return {
    running,
    async isDeleting() {
      const [holder] = await store.sessions({ key: SCAN_KEY, isOpen: true, limit: 1 });
      return holder?.workflow === 'removal';
    },
    async progress(viewer, { joins } = { joins: false }) {
      const [scan, { mayScan }] = await Promise.all([running(), rights(viewer)]);
      return scan
        ? runningCard(dependencies, scan, {
            joins,
            mayCancel: mayScan || isSameActor(scan.owner, viewer),
          })
        : lastCard(dependencies, mayScan);
    },
  };
}

async function runningCard(
  dependencies: ScanDependencies,
  scan: Session,
  viewer: { readonly joins: boolean; readonly mayCancel: boolean },
): Promise<Card> {
  const { title, elements } = shownOf(dependencies, scan);
  const buttons = [run('Look again', 'capabilities progress')];
  return {
    title: title ?? 'A scan runs',
    elements: [
      ...(viewer.joins ? [text(['A scan runs already, so no second one begins.'])] : []),
      ...elements,
      ...(viewer.joins ? narrowness(scan) : []),
      note(await whereShown(dependencies, scan)),
      {
        type: 'buttons',
        buttons: viewer.mayCancel ? [...buttons, cancelButton(scan)] : buttons,
      },
    ],
    audience: 'thread',
  };
}

async function lastCard(dependencies: ScanDependencies, mayScan: boolean): Promise<Card> {
  const [scans, nextAt, known] = await Promise.all([
    dependencies.store.sessions({ workflow: 'scan', limit: SCANS_READ }),
    dependencies.nextAt(),
    knownNow(dependencies),
  ]);
  const last = scans.find((scan) => isWholeScan(scan));
  const buttons = [
    ...(mayScan ? [run('Scan the cluster', 'capabilities scan all')] : []),
    run('Show capabilities', 'capabilities list'),
  ];
  return {
    title: 'No scan runs',
    elements: [
      ...(last ? [...outcome(dependencies, last), ...known] : [text(['None has run yet.'])]),
      note(dueLine(dependencies, nextAt)),
      { type: 'buttons', buttons },
    ],
    audience: 'thread',
  };
}

function outcome(dependencies: ScanDependencies, last: Session): CardElement[] {
  const { title, elements } = shownOf(dependencies, last);
  const what = title === undefined ? '' : `: ${title}`;
  return [text([...line`The last one ended ${time(last.updatedAt)}`, `${what}.`]), ...elements];
}

/** The scan's card without its buttons, which work on that card alone. */
function shownOf(
  { cardOf }: ScanDependencies,
  scan: Session,
): { readonly title: string | undefined; readonly elements: readonly CardElement[] } {
  const card = cardOf(scan);
  const elements = (card?.elements ?? []).filter(({ type }) => type !== 'buttons');
  return { title: card?.title, elements };
}

/** A scan that was asked for stands under its card; one that the bot began is shown nowhere else. */
async function whereShown({ deliveries }: ScanDependencies, scan: Session): Promise<Line> {
  const shown = await deliveries.deliveries(scan.id);
  const message = shown.find(({ slot }) => slot === 'root')?.message;
  if (!message) return ['I began it by myself; it is shown here alone.'];
  const { platform, workspace } = scan.place;
  const place = { platform, workspace, channel: message.channel, thread: message.id };
  return line`It is shown in ${thread('its own thread', place)} too.`;
}

/** A scan of a few kinds is no answer to who wants the rest. */
function narrowness(scan: Session): CardElement[] {
  const names = namesOfScan(scan);
  if (names.length === 0) return [];
  return [text([`It reads only ${names.join(', ')}. Ask again when it is done for the rest.`])];
}

function dueLine({ schedule, clock }: ScanDependencies, nextAt: Date | undefined): Line {
  const { everyHours, watch } = schedule;
  const every = everyHours === 1 ? 'every hour' : `every ${everyHours} hours`;
  const changes = watch ? ', and kinds that change soon after they did' : '';
  const sentence = `I look at the whole cluster again ${every}${changes}.`;
  if (!nextAt) return [sentence];
  if (nextAt <= clock.now()) return [`${sentence} The next time is due now.`];
  return [`${sentence} The next time is about `, time(nextAt.toISOString()), '.'];
}

/** Since that scan some may have been forgotten. Nothing while nobody can tell. */
async function knownNow({ known }: ScanDependencies): Promise<readonly CardElement[]> {
  try {
    return [text([`Known now: ${capabilities(await known())}.`])];
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}

function capabilities(count: number): string {
  return count === 1 ? '1 capability' : `${count} capabilities`;
}

function cancelButton({ id }: Session): Button {
  return {
    label: 'Cancel the scan',
    style: 'danger',
    action: { name: 'run-command', argument: `capabilities cancel ${id}` },
    confirm: {
      title: 'Cancel the scan?',
      text: 'What was read so far is kept. The next scan goes on from there.',
      confirmLabel: 'Cancel the scan',
      cancelLabel: 'Let it go on',
    },
  };
}

/** Answers the cancelling of a scan that runs. */
export function cancelledCard(): Card {
  return {
    title: 'The scan is cancelled',
    elements: [
      text(['What was read so far is kept. The next scan goes on from there.']),
      { type: 'buttons', buttons: [run('Scan again', 'capabilities scan all')] },
    ],
    audience: 'thread',
  };
}

/** For a button of a scan that has ended since. */
export function endedScanCard(): Card {
  return {
    elements: [
      text(['That scan has ended. The click changed nothing.']),
      { type: 'buttons', buttons: [run('Show progress', 'capabilities progress')] },
    ],
    audience: 'thread',
  };
}

function run(label: string, command: string): Button {
  return { label, action: { name: 'run-command', argument: command } };
}

function text(content: Line): CardElement {
  return { type: 'text', line: content };
}

function note(content: Line): CardElement {
  return { type: 'note', line: content };
}
