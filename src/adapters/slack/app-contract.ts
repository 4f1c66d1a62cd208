/**
 * What the Slack app must be allowed and subscribed to for this adapter to work. `app-manifest.yml`
 * says the same to Slack; a test compares the two.
 */

export const SLASH_COMMAND = '/dotai';

/**
 * "Recommend for this message" and the like, each with the command that the message's text completes: slash
 * commands do not work in threads, shortcuts do.
 */
export const MESSAGE_SHORTCUTS: Readonly<Record<string, string>> = {
  'recommend-for-message': 'recommend',
  'policy-for-message': 'policies new',
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
] as const;
