import { useCallback } from 'react';
import { usePlayground } from '../context.ts';
import { useShell } from './shell-context.ts';

/** Adds the bot to a channel and says so there. False, with the reason shown, where that is refused. */
export function useInvite(channel: string, thread?: string): () => Promise<boolean> {
  const playground = usePlayground();
  const { snapshot } = playground;
  const { note } = useShell();
  const { botName, botUserId } = snapshot.about;
  const isThere = snapshot.channels.some(({ id, members }) => {
    return id === channel && members.includes(botUserId);
  });
  return useCallback(async () => {
    const where = `#${playground.nameOf(channel)}`;
    if (isThere) {
      note({ channel, thread, text: `${botName} is already in ${where}.` });
      return true;
    }
    const { ok } = await playground.act({ type: 'invite', channel });
    const text = `You added ${botName} to ${where}. It hears what is said from now on: mention it again.`;
    if (ok) note({ channel, thread, text });
    return ok;
  }, [playground, note, isThere, botName, channel, thread]);
}
