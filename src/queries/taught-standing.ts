import { type PatternsDependencies, patternCounts } from './home/patterns-data.ts';
import { patternCountsLine } from './home/patterns.ts';
import { type PoliciesDependencies, policyCounts } from './home/policies-data.ts';
import { policyCountsLine } from './home/policies.ts';
import { openCandidates, type ReviewDependencies } from './home/review-data.ts';
import { candidatesCountLine } from './home/review.ts';
import { inTime } from './home/knowledge-data.ts';
import type { CardElement } from '../chat/card.ts';
import { bold, line, type Line, time } from '../chat/text.ts';
import type { MinedChannel } from '../domain/mining/mined-channel.ts';
import type { SeesChannel } from '../domain/mining/private-origins.ts';

/** Channels that are named; of more, the rest is counted. */
const CHANNELS_MAX = 10;

export type TaughtStandingDependencies = Pick<PoliciesDependencies, 'policies'> &
  Pick<PatternsDependencies, 'patterns'> &
  ReviewDependencies & {
    /** Those that were closed again, too. */
    readonly channels: { all(): Promise<readonly MinedChannel[]> };
  };

interface Viewing {
  readonly isCurator: boolean;
  readonly sees: SeesChannel;
}

/**
 * What people taught, what was found, and where it is looked for. Channels are named to curators alone, and private
 * ones to those of them who are in them.
 */
export async function taughtStanding(
  dependencies: TaughtStandingDependencies,
  viewing: Viewing,
): Promise<CardElement> {
  const [policies, patterns, candidates, channels] = await Promise.all([
    policyCounts(dependencies),
    patternCounts(dependencies),
    openCandidates(dependencies),
    inTime(dependencies, () => dependencies.channels.all()),
  ]);
  const facts = [
    { label: 'Policies', value: policies && policyCountsLine(policies) },
    { label: 'Patterns', value: patterns && patternCountsLine(patterns) },
    { label: 'Candidates', value: candidates && candidatesCountLine(candidates.length) },
    { label: 'Mining', value: channels && (await channelsLine(channels, viewing)) },
  ];
  return {
    type: 'facts',
    facts: facts.map(({ label, value = ['not answering'] }) => ({ label, value })),
  };
}

async function channelsLine(
  channels: readonly MinedChannel[],
  { isCurator, sees }: Viewing,
): Promise<Line> {
  const open = channels.filter(({ isOn }) => isOn);
  if (open.length === 0) return ['No channel is opened for it.'];
  if (!isCurator) {
    return [`${open.length} ${open.length === 1 ? 'channel is' : 'channels are'} open.`];
  }
  const marked = await Promise.all(
    open.map(async (channel) => ({ channel, isSeen: await sees(channelIdOf(channel), false) })),
  );
  const seen = marked.flatMap(({ channel, isSeen }) => (isSeen ? [channel] : []));
  const shown = seen.slice(0, CHANNELS_MAX);
  const rest = seen.length - shown.length;
  const unseen = open.length - seen.length;
  const counted = [
    ...(rest > 0 ? [`${rest} more`] : []),
    ...(unseen > 0 ? [`${unseen} private ${unseen === 1 ? 'channel' : 'channels'}`] : []),
  ].join(' and ');
  const named = shown.flatMap((channel, index) => [
    ...(index > 0 ? ['; '] : []),
    ...channelLine(channel),
  ]);
  if (counted === '') return [...named, '.'];
  return named.length === 0 ? [`${counted}.`] : [...named, `; and ${counted}.`];
}

/** `C1` of `slack:T1:C1`. */
function channelIdOf({ id }: MinedChannel): string {
  return id.split(':').slice(2).join(':');
}

function channelLine({ name, lastMinedAt }: MinedChannel): Line {
  const channel = bold(`#${name}`);
  return lastMinedAt === undefined
    ? line`${channel}, not read yet`
    : line`${channel}, last read ${time(lastMinedAt)}`;
}
