import type { Channel, Person, UserGroup } from './state.ts';

/** The workspace and the app in it, by their ids. */
export interface Identity {
  readonly teamId: string;
  readonly teamName: string;
  readonly teamDomain: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botName: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
}

export const DEFAULT_IDENTITY: Identity = {
  teamId: 'T0000ACME',
  teamName: 'Acme',
  teamDomain: 'acme',
  appId: 'A000DOTAI',
  botId: 'B000DOTAI',
  botUserId: 'U000DOTAI',
  botName: 'dotai',
  botToken: 'xoxb-local-bot-token',
  appToken: 'xapp-local-app-token',
  signingSecret: 'local-signing-secret',
};

/** The home of people who come from elsewhere through a shared channel. */
export const EXTERNAL_TEAM = 'T000OTHER';

function member(id: string, name: string, realName: string): Person {
  const standing = 'member' as const;
  return { id, name, realName, standing, isAdmin: false, timeZone: 'Europe/Madrid' };
}

/** Two who ask, two who approve, and those who may do neither. */
export const DEFAULT_PEOPLE: readonly Person[] = [
  member('U0000000ANA', 'ana', 'Ana Ruiz'),
  member('U0000000BEN', 'ben', 'Ben Okafor'),
  { ...member('U000000CLEO', 'cleo', 'Cleo Lindqvist'), isAdmin: true },
  member('U000000DREW', 'drew', 'Drew Tanaka'),
  { ...member('U00000GUEST', 'gus', 'Gus Guest'), standing: 'guest' },
  { ...member('U0000EXTERN', 'eve', 'Eve External'), standing: 'external' },
  { ...member('U0000000BOT', 'buildbot', 'Build Bot'), standing: 'bot' },
  { ...member('U00000GONE0', 'greta', 'Greta Gone'), standing: 'deactivated' },
];

export const DEFAULT_USER_GROUPS: readonly UserGroup[] = [
  {
    id: 'S0PLATFORM0',
    handle: 'platform-team',
    name: 'Platform team',
    members: ['U000000CLEO', 'U000000DREW'],
  },
];

/** The bot is a member of the first two only. */
export function defaultChannels(people: readonly Person[], botUserId: string): Channel[] {
  const everyone = peopleThere(people, botUserId);
  const members = [...everyone, botUserId];
  return [
    { id: 'C00PLATFORM', name: 'platform', kind: 'public', members, isArchived: false },
    { id: 'C0000ATEAM0', name: 'a-team', kind: 'public', members, isArchived: false },
    { id: 'C0000RANDOM', name: 'random', kind: 'public', members: everyone, isArchived: false },
  ];
}

/** Where people talked before the bot looked; it is a member. */
export function talkChannel(people: readonly Person[], botUserId: string): Channel {
  const members = [...peopleThere(people, botUserId), botUserId];
  return { id: 'C0000TALK00', name: 'platform-talk', kind: 'public', members, isArchived: false };
}

function peopleThere(people: readonly Person[], botUserId: string): readonly string[] {
  return people
    .filter(({ standing }) => standing !== 'deactivated')
    .map(({ id }) => id)
    .filter((id) => id !== botUserId);
}
