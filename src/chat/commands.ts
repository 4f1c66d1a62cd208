/** One command, as the help tells of it. */
export interface CommandEntry {
  readonly words: readonly string[];
  readonly usage: string;
  /** A slash command does not reach it: it is said by name, in a thread or with a file. */
  readonly isMention?: boolean;
  readonly example: string;
  /** One short sentence. */
  readonly does: string;
  /** Who can do it; full members where it is not said. */
  readonly isFor?: 'anybody' | 'curators';
}

export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly [CommandEntry, ...CommandEntry[]];
}

export const RECOMMEND: CommandEntry = {
  words: ['recommend'],
  usage: 'recommend WHAT YOU NEED',
  example: 'recommend create a PostgreSQL database in AWS',
  does: 'Finds what this cluster has for it, asks what is missing, has it approved and applies it.',
};

/** Every command with its usage, in the order of the help. */
export const COMMAND_GROUPS: readonly CommandGroup[] = [
  { title: 'Ask', commands: [RECOMMEND] },
  {
    title: 'Capabilities',
    commands: [
      {
        words: ['capabilities', 'list'],
        usage: 'capabilities list [WORDS] [page N]',
        example: 'capabilities list aws',
        does: 'What this cluster can do, by resource type.',
        isFor: 'anybody',
      },
      {
        words: ['capabilities', 'show'],
        usage: 'capabilities show NAME',
        example: 'capabilities show deployments.apps',
        does: 'One resource type, and what its fields let you set.',
        isFor: 'anybody',
      },
      {
        words: ['capabilities', 'search'],
        usage: 'capabilities search TEXT',
        example: 'capabilities search message queue',
        does: 'Resource types that fit a description.',
        isFor: 'anybody',
      },
      {
        words: ['capabilities', 'scan'],
        usage: 'capabilities scan all | NAMES',
        example: 'capabilities scan deployments.apps',
        does: 'Reads the cluster again.',
        isFor: 'curators',
      },
      {
        words: ['capabilities', 'progress'],
        usage: 'capabilities progress',
        example: 'capabilities progress',
        does: 'How far the scan is, or what came of the last one.',
        isFor: 'anybody',
      },
      {
        words: ['capabilities', 'cancel'],
        usage: 'capabilities cancel',
        example: 'capabilities cancel',
        does: 'Cancels the scan; what it read is kept.',
      },
      {
        words: ['capabilities', 'delete'],
        usage: 'capabilities delete NAME | all',
        example: 'capabilities delete deployments.apps',
        does: 'Forgets what is known; the next scan describes it anew.',
        isFor: 'curators',
      },
    ],
  },
  {
    title: 'Policies',
    commands: [
      {
        words: ['policies', 'new'],
        usage: 'policies new [SENTENCE]',
        example: 'policies new Databases in AWS should always run in the us-east-1 region',
        does: 'Makes a policy of a sentence.',
      },
      {
        words: ['policies', 'list'],
        usage: 'policies list [WORDS] [page N]',
        example: 'policies list draft',
        does: 'The policies that guide me, and drafts.',
      },
      {
        words: ['policies', 'show'],
        usage: 'policies show ID | WORDS',
        example: 'policies show AWS databases',
        does: 'One policy: its rules, why, and how the cluster enforces it now.',
      },
      {
        words: ['policies', 'coverage'],
        usage: 'policies coverage ID [page N]',
        example: 'policies coverage pol-0123456789ab',
        does: 'The resource types that it covers, or leaves out and why.',
      },
      {
        words: ['policies', 'search'],
        usage: 'policies search TEXT',
        example: 'policies search where may data be stored',
        does: 'Policies that fit a description.',
      },
      {
        words: ['policies', 'edit'],
        usage: 'policies edit ID | WORDS',
        example: 'policies edit pol-0123456789ab',
        does: 'Makes a new version.',
        isFor: 'curators',
      },
      {
        words: ['policies', 'delete'],
        usage: 'policies delete ID | WORDS',
        example: 'policies delete pol-0123456789ab',
        does: 'Removes one, and asks about its enforcement.',
        isFor: 'curators',
      },
      {
        words: ['policies', 'import'],
        usage: 'policies import',
        example: 'policies import',
        does: 'Proposes the cluster’s own admission and Kyverno policies as yours.',
        isFor: 'curators',
      },
    ],
  },
  {
    title: 'Patterns',
    commands: [
      {
        words: ['patterns', 'new'],
        usage: 'patterns new [NAME]',
        example: 'patterns new AWS public services',
        does: 'Teaches me what you deploy together, when and why.',
      },
      {
        words: ['patterns', 'list'],
        usage: 'patterns list [WORDS] [page N]',
        example: 'patterns list aws',
        does: 'The patterns that I know, and drafts.',
      },
      {
        words: ['patterns', 'show'],
        usage: 'patterns show ID | WORDS',
        example: 'patterns show AWS public services',
        does: 'One pattern: when it applies, why, and what it was learned from.',
      },
      {
        words: ['patterns', 'search'],
        usage: 'patterns search TEXT',
        example: 'patterns search reachable from the internet',
        does: 'Patterns that fit a description.',
      },
      {
        words: ['patterns', 'edit'],
        usage: 'patterns edit ID | WORDS',
        example: 'patterns edit pat-0123456789ab',
        does: 'Makes a new version.',
        isFor: 'curators',
      },
      {
        words: ['patterns', 'delete'],
        usage: 'patterns delete ID | WORDS',
        example: 'patterns delete pat-0123456789ab',
        does: 'Forgets one, after asking.',
        isFor: 'curators',
      },
    ],
  },
  {
    title: 'Found in conversations',
    commands: [
      {
        words: ['capture'],
        usage: 'capture this',
        isMention: true,
        example: 'capture this',
        does: 'In a thread: proposes what it says as a pattern or a policy.',
      },
      {
        words: ['learn'],
        usage: 'learn from this',
        isMention: true,
        example: 'learn from this',
        does: 'With a Markdown, text or YAML file: proposes what is written there.',
      },
      {
        words: ['patterns', 'mine'],
        usage: 'patterns mine #CHANNEL [since 90d]',
        example: 'patterns mine #platform since 90d',
        does: 'Looks for patterns and policies in a channel.',
        isFor: 'curators',
      },
      {
        words: ['patterns', 'unmine'],
        usage: 'patterns unmine #CHANNEL',
        example: 'patterns unmine #platform',
        does: 'A channel is not read any more.',
        isFor: 'curators',
      },
      {
        words: ['candidates', 'list'],
        usage: 'candidates list [page N]',
        example: 'candidates list',
        does: 'What was found and waits for a decision.',
      },
      {
        words: ['candidates', 'review'],
        usage: 'candidates review ID | WORDS',
        example: 'candidates review cand-0123456789ab',
        does: 'One of them, with its quotes: accept, edit, merge or reject.',
        isFor: 'curators',
      },
    ],
  },
  {
    title: 'About me',
    commands: [
      {
        words: ['status'],
        usage: 'status',
        example: 'status',
        does: 'What I work with, and what I was taught.',
        isFor: 'anybody',
      },
      {
        words: ['help'],
        usage: 'help',
        example: 'help',
        does: 'Shows this list.',
        isFor: 'anybody',
      },
    ],
  },
];

export const COMMANDS: readonly CommandEntry[] = COMMAND_GROUPS.flatMap(({ commands }) => commands);
