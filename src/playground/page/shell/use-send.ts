import { useCallback } from 'react';
import { usePlayground } from '../context.ts';
import type { AttachedFile } from './attached-file.ts';
import { useShell } from './shell-context.ts';
import { missesBot, outgoing, readLine } from './typed.ts';
import { useInvite } from './use-invite.ts';

/**
 * Sends what was typed in a place: as a message, with a file where there is one, or as a command. False
 * where it came to nothing.
 */
export function useSend(
  channel: string,
  thread?: string,
): (typed: string, file?: AttachedFile) => Promise<boolean> {
  const playground = usePlayground();
  const { note } = useShell();
  const invite = useInvite(channel, thread);
  const { about, channels } = playground.snapshot;
  return useCallback(
    async (typed, file) => {
      const isThread = thread !== undefined;
      const inThread = isThread ? { thread } : {};
      if (file) {
        const text = outgoing(typed.trim(), channels);
        const shared = { type: 'share', channel, text, ...file, ...inThread } as const;
        return (await playground.act(shared)).ok;
      }
      const line = readLine(typed, { about, isThread });
      if (line.kind === 'refused') {
        note({ channel, thread, text: line.why });
        return false;
      }
      if (line.kind === 'invite') return invite();
      if (line.kind === 'command') {
        const command = { type: 'command', channel, line: line.line } as const;
        const answer = await playground.act(command, { isQuiet: true });
        if (!answer.ok) note({ channel, text: answer.error });
        return true;
      }
      const text = outgoing(line.text, channels);
      const said = { type: 'say', channel, text, ...inThread } as const;
      const { ok } = await playground.act(said);
      const here = channels.find(({ id }) => id === channel);
      if (ok && here && missesBot(line.text, { channel: here, about })) {
        const absent = `${about.botName} isn’t in this channel.`;
        note({ channel, thread, text: absent, offersInvite: true });
      }
      return ok;
    },
    [playground, about, channels, note, invite, channel, thread],
  );
}
