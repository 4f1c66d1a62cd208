import type { RecommendDependencies, ScanWatch } from './dependencies.ts';
import type { ActivityContext } from '../activity.ts';
import type { Clock } from '../../ports/clock.ts';

const POLL_MS = 250;
/** How long a scan that only looks for news is waited for while the cluster has not answered it. */
const UNANSWERED_POLLS = 20;

interface ScanDependencies {
  readonly scan: ScanWatch;
  readonly clock: Clock;
}

/** Waits for the running scan, if any, and tells how far it is. */
export async function waitForScan(
  { scan, clock }: ScanDependencies,
  { progress, now, signal }: ActivityContext,
  { isKnown }: { readonly isKnown: boolean },
): Promise<void> {
  let said = '';
  for (let polls = 0; ; polls += 1) {
    const running = await scan.progress();
    if (running === undefined) return;
    const { text, isReading } = running;
    if (isKnown && !isReading && polls >= UNANSWERED_POLLS) return;
    // Looking for news takes a moment mostly, and is no news itself.
    if (text !== said && (isReading || !isKnown)) {
      said = text;
      const words = `Getting to know this cluster first: ${text}`;
      progress({ type: 'search-progressed', at: now(), text: words });
    }
    await clock.sleep(POLL_MS, signal);
  }
}

/** Looks whether the cluster serves something new: what did not change is not read again. */
export async function lookForNews(
  dependencies: Pick<RecommendDependencies, 'scan' | 'clock'>,
  context: ActivityContext,
): Promise<void> {
  await dependencies.scan.ensure();
  await waitForScan(dependencies, context, { isKnown: true });
}
