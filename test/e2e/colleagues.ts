import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SLACK_FILE } from '../../src/demo/folder.ts';
import { startLocalSlack } from '../../src/playground/slack/local-slack.ts';
import { createStateFile } from '../../src/playground/slack/state-file.ts';

interface Said {
  readonly at: string;
  readonly who: string;
  readonly where: string;
  readonly text: string;
  /** Emoji, and who put them there. */
  readonly reactions?: Readonly<Record<string, readonly string[]>>;
  readonly replies?: readonly {
    readonly at: string;
    readonly who: string;
    readonly text: string;
  }[];
}

/** A day among colleagues before the bot is asked anything. */
const SAID: readonly Said[] = [
  {
    at: '2026-03-09T15:20:00Z',
    who: 'drew',
    where: '#random',
    text: 'There is leftover birthday cake in the kitchen. First come, first served :birthday:',
    reactions: { heart: ['ana', 'ben', 'cleo'], yum: ['ben'] },
  },
  {
    at: '2026-03-10T14:41:00Z',
    who: 'drew',
    where: '#platform',
    text: 'Node pools are on the new image, all workloads are back where they were. :tada:',
    reactions: { tada: ['ana', 'ben', 'cleo'], raised_hands: ['ben'] },
  },
  {
    at: '2026-03-10T14:58:00Z',
    who: 'ben',
    where: '#platform',
    text: 'Nothing in our alerts all afternoon, we did not even notice. Thanks!',
  },
  {
    at: '2026-03-11T08:05:00Z',
    who: 'cleo',
    where: '#platform',
    text: 'Reminder: from this quarter on *new databases go through dotai*, so that we stop copying YAML from last year. Ask with `/dotai recommend`, Drew and I approve within the hour.',
    reactions: { '+1': ['ana', 'ben', 'drew'], eyes: ['ana'] },
    replies: [
      {
        at: '2026-03-11T08:11:00Z',
        who: 'ben',
        text: 'Does that go for the ones in `b-team`, too?',
      },
      { at: '2026-03-11T08:14:00Z', who: 'cleo', text: 'Yes, every namespace.' },
      { at: '2026-03-11T08:15:00Z', who: 'ben', text: ':ok_hand:' },
    ],
  },
  {
    at: '2026-03-11T08:31:00Z',
    who: 'ben',
    where: '#a-team',
    text: 'The billing prototype is ready for review: three services, and it only lacks a place to keep the invoices.',
  },
  {
    at: '2026-03-11T08:36:00Z',
    who: 'ana',
    where: '#a-team',
    text: 'Nice! I will get us a PostgreSQL today.',
    reactions: { raised_hands: ['ben'] },
  },
  {
    at: '2026-03-11T09:02:00Z',
    who: 'ben',
    where: '#a-team',
    text: '@ana small is enough for the start, and `db-01` and `db-02` as before.',
  },
  {
    at: '2026-03-11T09:17:00Z',
    who: 'ben',
    where: '#platform',
    text: '@cleo who looks after `publiclyAccessible` these days? The auditors asked again.',
  },
  {
    at: '2026-03-11T09:19:00Z',
    who: 'cleo',
    where: '#platform',
    text: 'We do. It is in what we approve, so nothing slips through.',
    reactions: { pray: ['ben'] },
  },
];

/** Leaves in the folder a Slack in which all that was said, for the demo to go on with. */
export async function haveColleaguesTalk(folder: string, manifest: string): Promise<void> {
  const time = { now: new Date(0) };
  const clock = {
    now: () => time.now,
    sleep: (ms: number, signal?: AbortSignal) => wait(ms, undefined, { ref: false, signal }),
  };
  const file = join(folder, SLACK_FILE);
  const slack = await startLocalSlack({ manifest, clock, stateFile: file });
  try {
    for (const { at, who, where, text, reactions = {}, replies = [] } of SAID) {
      time.now = new Date(at);
      const message = slack.as(who).send(where, text);
      for (const reply of replies) {
        time.now = new Date(reply.at);
        slack.as(reply.who).send(where, reply.text, { thread: message.ts });
      }
      for (const [name, people] of Object.entries(reactions)) {
        for (const person of people) void slack.as(person).react(message, name);
      }
    }
  } finally {
    await slack.close();
  }
  forgetEvents(file);
}

/** The bot was not there yet: it is not told afterwards. */
function forgetEvents(file: string): void {
  const kept = createStateFile(file);
  const state = kept.read();
  if (state) kept.write({ ...state, pendingEvents: [] });
}
