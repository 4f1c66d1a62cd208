import type { Channel, Message, Person } from './state.ts';

/** What somebody said, and how long before now. */
interface Said {
  /** The handle of somebody in the workspace. */
  readonly who: string;
  readonly hoursBefore: number;
  readonly text: string;
  /** In its thread, a minute after each other. */
  readonly replies?: readonly Pick<Said, 'who' | 'text'>[];
}

/** What went on in a channel before anybody looked: three things are laid down in it. */
const TALK: readonly Said[] = [
  { who: 'ana', hoursBefore: 412, text: 'Morning! The retro moves to Thursday, same room.' },
  {
    who: 'ben',
    hoursBefore: 390,
    text: 'How do teams get a database here? I was about to write an RDS instance by hand.',
    replies: [
      {
        who: 'drew',
        text: 'For databases we always use SqlDatabase, because it sets up schemas and credentials the same way in every cloud.',
      },
      { who: 'ben', text: 'Oh nice, that saves me a week. Thanks!' },
      { who: 'cleo', text: ':raised_hands:' },
    ],
  },
  { who: 'drew', hoursBefore: 366, text: 'I am out on Friday, Cleo has the pager.' },
  { who: 'buildbot', hoursBefore: 340, text: 'Build 4182 of orders passed in 6 min 12 s.' },
  {
    who: 'ana',
    hoursBefore: 318,
    text: 'Is it only me, or is checkout slow again?',
    replies: [
      { who: 'drew', text: 'Looking. p99 went from 200 ms to 4 s at 10:42.' },
      { who: 'ben', text: 'We deployed at 10:40, rolling back.' },
      { who: 'drew', text: 'Back to normal. I will write it up.' },
    ],
  },
  { who: 'ben', hoursBefore: 294, text: 'Lunch, anybody? The Thai place has a new menu.' },
  {
    who: 'ana',
    hoursBefore: 246,
    text: 'My API is up and ready, but nobody can reach it from outside. What am I missing?',
    replies: [
      {
        who: 'cleo',
        text: 'Everything that must be public in AWS needs an InternetGateway, because without one nothing is reachable from the internet.',
      },
      { who: 'ana', text: 'That was it. I would never have guessed.' },
    ],
  },
  {
    who: 'ben',
    hoursBefore: 222,
    text: 'My upload script fails with AKIAIOSFODNN7EXAMPLE, what do I do wrong?',
    replies: [
      { who: 'drew', text: 'Please never post a key here. I have rotated it.' },
      { who: 'ben', text: 'Sorry! :see_no_evil:' },
    ],
  },
  { who: 'buildbot', hoursBefore: 198, text: 'Build 4203 of orders failed: 2 tests.' },
  { who: 'ana', hoursBefore: 174, text: 'Happy birthday, Drew! :tada:' },
  {
    who: 'cleo',
    hoursBefore: 126,
    text: 'Databases in AWS must always run in the us-east-1 region, because it is the only one that legal has signed off.',
    replies: [{ who: 'ana', text: 'Good to know before the audit and not after it.' }],
  },
  { who: 'ben', hoursBefore: 54, text: 'The coffee machine on the second floor works again.' },
  { who: 'drew', hoursBefore: 30, text: 'Cluster upgrade is done, nothing to do for anybody.' },
  { who: 'ana', hoursBefore: 6, text: 'Thanks for the quick help this week, all :heart:' },
];

/** How far apart replies are, in seconds. */
const REPLY_SECONDS = 60;
const HOUR_SECONDS = 3_600;

/** The messages of the demo's talk in that channel, oldest first; of those alone who are there. */
export function demoTalk(
  channel: Pick<Channel, 'id' | 'members'>,
  { now, people }: { readonly now: Date; readonly people: readonly Person[] },
): readonly Message[] {
  const nowSeconds = Math.floor(now.getTime() / 1_000);
  const ids = new Map(people.map(({ id, name }) => [name, id]));
  const said = TALK.flatMap(({ who, hoursBefore, text, replies = [] }) => {
    const atSeconds = nowSeconds - hoursBefore * HOUR_SECONDS;
    return [{ who, text }, ...replies].map((one, index) => ({
      ...one,
      ts: tsOf(atSeconds + index * REPLY_SECONDS),
      ...(index === 0 ? {} : { thread_ts: tsOf(atSeconds) }),
    }));
  });
  return said.flatMap(({ who, ...rest }): Message[] => {
    const user = ids.get(who);
    if (user === undefined || !channel.members.includes(user)) return [];
    return [
      {
        ...rest,
        channel: channel.id,
        user,
        isBroadcast: false,
        blocks: [],
        files: [],
        reactions: [],
      },
    ];
  });
}

function tsOf(seconds: number): string {
  return `${seconds}.000100`;
}
