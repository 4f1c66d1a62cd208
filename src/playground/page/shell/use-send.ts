import { useCallback } from 'react';
import { usePlayground } from '../context.ts';
import { useShell } from './shell-context.ts';
import { missesBot, outgoing, readLine } from './typed.ts';
import { useInvite } from './use-invite.ts';

/** Sends what was typed in a place: as a message or as a command. False where it came to nothing. */
export function useSend(channel: string, thread?: string): (typed: string) => Promise<boolean> {
  const playground = usePlayground();
  const { note } = useShell();
  const invite = useInvite(channel, thread);
  const { about, channels } = playground.snapshot;
  return useCallback(
    async (typed) => {
      const isThread = thread !== undefined;
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
      const said = { type: 'say', channel, text, ...(isThread ? { thread } : {}) } as const;
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
