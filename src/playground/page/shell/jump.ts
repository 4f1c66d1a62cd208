import type { Snapshot } from '../../page-protocol.ts';
import type { Message } from '../../slack/state.ts';
import type { AppTab } from '../state/route.ts';
import { startsAnyWord } from './completions.ts';

/** Somewhere to go from the quick switcher. */
export type Jump = { readonly id: string; readonly label: string; readonly detail: string } & (
  | { readonly kind: 'channel'; readonly channel: string; readonly isPrivate: boolean }
  | { readonly kind: 'app'; readonly tab: AppTab }
  | { readonly kind: 'person'; readonly handle: string }
  | { readonly kind: 'thread'; readonly channel: string; readonly thread: string }
);

const SHOWN_MAX = 12;
const LABEL_MAX = 70;

/** Channels, the app, threads by their first words (the latest first), and people to be. */
export function jumps(
  snapshot: Snapshot,
  query: string,
  plain: (text: string) => string,
): readonly Jump[] {
  const wanted = query.trim().toLowerCase();
  const all = [...places(snapshot), ...threads(snapshot, plain), ...persons(snapshot)];
  const fitting = all.filter(({ label, detail, kind }) => {
    if (wanted === '') return true;
    if (kind === 'thread') return label.toLowerCase().includes(wanted);
    return startsAnyWord(`${label} ${detail}`, wanted.replace(/^[#@]/u, ''));
  });
  return fitting.slice(0, SHOWN_MAX);
}

function places({ about, channels }: Snapshot): readonly Jump[] {
  const named = channels
    .filter(({ kind }) => kind !== 'im')
    .map(({ id, name, kind }) => ({
      kind: 'channel' as const,
      id,
      channel: id,
      label: name,
      detail: '',
      isPrivate: kind === 'private',
    }));
  const tabs = [
    { tab: 'home', detail: 'Home' },
    { tab: 'messages', detail: 'Messages' },
  ] as const;
  return [
    ...named,
    ...tabs.map(({ tab, detail }) => ({
      kind: 'app' as const,
      id: `app-${tab}`,
      tab,
      label: about.botName,
      detail,
    })),
  ];
}

function persons({ people }: Snapshot): readonly Jump[] {
  return people
    .filter(({ standing }) => standing !== 'bot' && standing !== 'deactivated')
    .map(({ id, name, realName }) => ({
      kind: 'person',
      id,
      handle: name,
      label: realName,
      detail: 'Switch to this person',
    }));
}

function threads({ messages, channels }: Snapshot, plain: (text: string) => string) {
  const roots = new Set(
    messages.flatMap(({ channel, thread_ts }) => (thread_ts ? [`${channel}/${thread_ts}`] : [])),
  );
  return messages
    .filter(({ channel, ts }) => roots.has(`${channel}/${ts}`))
    .toReversed()
    .map((root) => threadJump(root, { channels, plain }));
}

function threadJump(
  { channel, ts, text }: Message,
  { channels, plain }: Pick<Snapshot, 'channels'> & { readonly plain: (text: string) => string },
): Jump {
  const name = channels.find(({ id }) => id === channel)?.name ?? '';
  const [words = ''] = plain(text)
    .replaceAll(/[^\S\n]+/gu, ' ')
    .trim()
    .split('\n');
  return {
    kind: 'thread',
    id: `${channel}/${ts}`,
    channel,
    thread: ts,
    label: words.length > LABEL_MAX ? `${words.slice(0, LABEL_MAX)}…` : words,
    detail: name === '' ? 'Thread' : `Thread in #${name}`,
  };
}
