import type { About, Snapshot } from '../../page-protocol.ts';
import type { Channel, Message, Person } from '../../slack/state.ts';
import type { Note } from './notes.ts';

/** Valid by default, for tests: override what matters. */
export function aPerson(changes: Partial<Person> = {}): Person {
  return {
    id: 'U1',
    name: 'ana',
    realName: 'Ana Ruiz',
    standing: 'member',
    isAdmin: false,
    timeZone: 'UTC',
    ...changes,
  };
}

export function aChannel(changes: Partial<Channel> = {}): Channel {
  return {
    id: 'C1',
    name: 'platform',
    kind: 'public',
    members: ['U1', 'U2', 'UBOT'],
    isArchived: false,
    ...changes,
  };
}

export function aMessage(changes: Partial<Message> = {}): Message {
  return {
    channel: 'C1',
    ts: '1700000000.000100',
    isBroadcast: false,
    user: 'U1',
    text: 'Hello',
    blocks: [],
    files: [],
    reactions: [],
    ...changes,
  };
}

export function aNote(changes: Partial<Note> = {}): Note {
  return { id: 1, channel: 'C1', ts: '1700000000.000000', text: 'No such command.', ...changes };
}

const ABOUT: About = {
  teamName: 'Acme',
  botUserId: 'UBOT',
  botName: 'dotai',
  teamUrl: 'https://acme.slack.com/',
  model: 'offline, built-in rules',
  cluster: 'demo cluster on this machine',
  isDemoCluster: true,
  notices: [],
  commands: [
    {
      command: '/dotai',
      description: 'Ask',
      usageHint: 'recommend WHAT YOU NEED | capabilities list | help',
    },
  ],
  shortcuts: [],
  suggestedPrompts: [],
};

export function aSnapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    about: ABOUT,
    people: [aPerson(), aPerson({ id: 'U2', name: 'ben', realName: 'Ben Okafor' })],
    userGroups: [],
    channels: [aChannel()],
    messages: [],
    files: [],
    modals: [],
    home: undefined,
    isBotConnected: true,
    ...changes,
  };
}
