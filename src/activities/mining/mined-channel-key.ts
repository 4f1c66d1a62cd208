import type { TalkPlace } from '../../domain/mining/segment.ts';

/** `slack:T1:C1`: by which a mined channel is known. */
export function channelKey({ platform, workspace, channel }: TalkPlace): string {
  return `${platform}:${workspace}:${channel}`;
}
