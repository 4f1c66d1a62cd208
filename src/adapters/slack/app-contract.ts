/**
 * What the Slack app must be allowed and subscribed to for this adapter to work. `app-manifest.yml`
 * says the same to Slack; a test compares the two.
 */

export const SLASH_COMMAND = '/dotai';

/** What a reaction and a shortcut say of a message: its thread is read. */
export const CAPTURE = 'capture this';

interface MessageShortcut {
  readonly command: string;
  /** Whether the message's text completes the command. */
  readonly takesText: boolean;
}

/**
 * "Recommend for this message" and the like, each with its command: slash commands do not work in threads,
 * shortcuts do.
 */
export const MESSAGE_SHORTCUTS: Readonly<Record<string, MessageShortcut>> = {
  'recommend-for-message': { command: 'recommend', takesText: true },
  'policy-for-message': { command: 'policies new', takesText: true },
  'capture-thread': { command: CAPTURE, takesText: false },
};

/** Bot scopes, each with what would fail without it. */
export const BOT_SCOPES = {
  commands: 'the slash command and the message shortcuts',
  'chat:write': 'posting and updating cards',
  'app_mentions:read': 'hearing @dotai',
  'assistant:write': 'the agent view',
  'channels:history': 'plain replies in threads of public channels',
  'groups:history': 'plain replies in threads of private channels',
  'im:history': 'direct messages',
  'im:write': 'opening a direct conversation',
  'users:read': 'knowing guests, bots and deactivated people from members',
  'files:write': 'sending manifests as files',
  'files:read': 'learning from files that people share with the bot',
  'channels:read': 'finding the public channels that are to be mined',
  'groups:read': 'finding the private channels that are to be mined',
  'reactions:read': 'capturing a thread by a reaction',
  'usergroups:read': 'approver groups',
  'metadata.message:read': 'finding a card again after a crash, so that none is posted twice',
} as const;

/** Bot events that the app subscribes to, as the manifest names them. */
export const BOT_EVENTS = [
  'app_mention',
  'message.channels',
  'message.groups',
  'message.im',
  'app_home_opened',
  'reaction_added',
  'file_deleted',
] as const;
