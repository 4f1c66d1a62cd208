import type { TrafficEvent } from '../page-protocol.ts';
import type { LocalSlack } from '../slack/local-slack.ts';
import type { Change } from '../slack/store.ts';
import type { EventStream } from './event-stream.ts';

/** Shows the traffic between Slack and the bot: what is on record, then whatever is new or changes. */
export function streamTraffic(slack: LocalSlack, stream: EventStream): void {
  stream.send({
    envelopes: slack.envelopes,
    calls: slack.calls,
    violations: violationsFrom(slack, 0),
  } satisfies TrafficEvent);
  let toldViolations = slack.violations.length;
  const stop = slack.onChange((change) => {
    const news = newsIn(slack, change, toldViolations);
    toldViolations = slack.violations.length;
    if (news) stream.send({ envelopes: [], calls: [], violations: [], ...news });
  });
  stream.onEnd(stop);
}

function newsIn(
  slack: LocalSlack,
  change: Change,
  toldViolations: number,
): Partial<TrafficEvent> | undefined {
  switch (change.type) {
    case 'envelope-sent':
    case 'envelope-settled':
      return { envelopes: slack.envelopes.filter(({ id }) => id === change.id) };
    case 'call-answered':
      return { calls: slack.calls.filter(({ id }) => id === change.id) };
    case 'violation-recorded':
      return { violations: violationsFrom(slack, toldViolations) };
    default:
      return undefined;
  }
}

/** Violations are kept for good, so that their place is a name. */
function violationsFrom({ violations }: LocalSlack, first: number): TrafficEvent['violations'] {
  return violations
    .slice(first)
    .map((violation, index) => ({ ...violation, id: `violation-${first + index}` }));
}
