import type { About, FileOnPage, Snapshot } from '../page-protocol.ts';
import { readManifest } from '../slack/manifest.ts';
import { teamUrl } from '../slack/core.ts';
import type { LocalSlack } from '../slack/local-slack.ts';
import type { Person, SharedFile } from '../slack/state.ts';
import { isMember, modalsOf, sees, seesFile } from './visible.ts';

/** Everything that a person sees now. */
export function snapshotFor(slack: LocalSlack, about: About, person: Person): Snapshot {
  const state = slack.state();
  return {
    about,
    people: state.people,
    userGroups: state.userGroups,
    channels: state.channels.filter((channel) => isMember(channel, person)),
    messages: state.messages.filter((message) => sees(state, person, message)),
    files: state.files.filter((file) => seesFile(state, person, file)).map(fileOnPage),
    modals: modalsOf(state, person),
    home: slack.homeOf(person.id),
    isBotConnected: slack.isAppConnected(),
  };
}

export function fileOnPage({ content: _content, ...file }: SharedFile): FileOnPage {
  return file;
}

type Said = Pick<About, 'model' | 'cluster' | 'notices' | 'parts'>;

/** What the page says of the bot: what its manifest says, and what the demo knows of its surroundings. */
export function createAbout(options: {
  readonly slack: LocalSlack;
  readonly manifest: string;
  readonly isDemoCluster: boolean;
  readonly said: () => Said;
}): () => About {
  const { slack, isDemoCluster, said } = options;
  const { slash_commands, shortcuts, agent_view } = readManifest(options.manifest).features;
  const { teamName, botUserId, botName } = slack.identity;
  const fixed = {
    teamName,
    botUserId,
    botName,
    teamUrl: `${teamUrl(slack.identity)}/`,
    isDemoCluster,
    commands: slash_commands.map(({ command, description, usage_hint: usageHint }) => ({
      command,
      description,
      usageHint,
    })),
    shortcuts: shortcuts.flatMap(({ type, callback_id: callbackId, name, description }) =>
      type === 'message' ? [{ callbackId, name, description }] : [],
    ),
    suggestedPrompts: agent_view?.suggested_prompts ?? [],
    ...(agent_view ? { agentDescription: agent_view.agent_description } : {}),
  };
  return () => ({ ...fixed, ...said() });
}
