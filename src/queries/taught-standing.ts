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

/** Channels that are named; of more, the rest is counted. */
const CHANNELS_MAX = 10;

export type TaughtStandingDependencies = Pick<PoliciesDependencies, 'policies'> &
  Pick<PatternsDependencies, 'patterns'> &
  ReviewDependencies & {
    /** Those that were closed again, too. */
    readonly channels: { all(): Promise<readonly MinedChannel[]> };
  };

/**
 * What people taught, what was found, and where it is looked for. Channels are named to curators alone:
 * one may be private.
 */
export async function taughtStanding(
  dependencies: TaughtStandingDependencies,
  { isCurator }: { readonly isCurator: boolean },
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
    { label: 'Mining', value: channels && channelsLine(channels, isCurator) },
  ];
  return {
    type: 'facts',
    facts: facts.map(({ label, value = ['not answering'] }) => ({ label, value })),
  };
}

function channelsLine(channels: readonly MinedChannel[], isNamed: boolean): Line {
  const open = channels.filter(({ isOn }) => isOn);
  if (open.length === 0) return ['No channel is opened for it.'];
  if (!isNamed)
    return [`${open.length} ${open.length === 1 ? 'channel is' : 'channels are'} open.`];
  const shown = open.slice(0, CHANNELS_MAX);
  const rest = open.length - shown.length;
  return [
    ...shown.flatMap((channel, index) => [...(index > 0 ? ['; '] : []), ...channelLine(channel)]),
    rest > 0 ? `; and ${rest} more.` : '.',
  ];
}

function channelLine({ name, lastMinedAt }: MinedChannel): Line {
  const channel = bold(`#${name}`);
  return lastMinedAt === undefined
    ? line`${channel}, not read yet`
    : line`${channel}, last read ${time(lastMinedAt)}`;
}
