import type { MiningInput } from '../src/workflows/mining/state.ts';
import { aMiningWork, type MiningSetting, type MiningWork } from './mining-work.ts';

/** What platform teams say of public services and of databases. */
export const GATEWAY =
  'Everything that must be public in AWS needs an InternetGateway, because without one nothing is reachable from the internet.';
export const DATABASE =
  'For databases we always use SQLClaim, because it sets up schemas and credentials in every cloud.';

export const CHANNEL_INPUT = {
  type: 'channel',
  workspace: 'T1',
  channel: 'C1',
  name: 'platform',
  days: 90,
  mayOpen: true,
} as const satisfies MiningInput;

/** Much talk, one lesson in the channel and one in a thread, far apart. */
export function talkIn(
  { conversations }: MiningWork,
  messages = 60,
): { gateway: string; database: string } {
  const hour = 3_600;
  const said = (index: number, text: string, thread?: string) =>
    conversations.say('C1', {
      id: `${1_791_190_800 + index * hour}.000100`,
      text,
      ...(thread === undefined ? {} : { thread }),
    }).id;
  for (let index = 0; index < messages; index += 1) said(index, `Lunch number ${index}, anybody?`);
  const gateway = said(messages, GATEWAY);
  const question = said(messages + 1, 'How do teams get a database?');
  const database = said(messages + 2, DATABASE, question);
  return { gateway, database };
}

/** `#platform`, opened by a curator, with that talk in it. */
export async function openedChannel(setting: MiningSetting = {}) {
  const work = await aMiningWork({ channel: {}, ...setting });
  return { work, ids: talkIn(work) };
}

/** What was asked of the platform. */
export function callsOf({ conversations }: MiningWork, method: string): readonly string[] {
  return conversations.calls.filter((call) => call.method === method).map(({ what }) => what);
}
