import {
  type ClaudeRequest,
  type ClaudeServer,
  CLAUDE_KEY,
  startClaudeServer,
} from '../claude/claude-server.ts';

/** A Claude that describes kinds in its own words, once it is let. */
export interface DescribingClaude {
  readonly server: ClaudeServer;
  /** What a worker is told of it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The kinds that were asked for, a list a request, oldest first: `Bucket.s3.example.org`. */
  asked(): readonly (readonly string[])[];
  /** Those of them that were answered. */
  answered(): readonly string[];
  /** From now on so many requests are answered; the others wait until more are. */
  allow(requests: number): void;
  /** Those that wait were given up by whoever asked: they take no turn of others. */
  forget(): void;
}

/** How a kind's first line begins in prompts/describe-capabilities.md. */
const KIND = /^(?:<kinds>)?(k\d+) \| (\S+) \| (core|managed|golden-path)\b/gmu;

/** Answers nothing before it is allowed to. */
export async function startDescribingClaude(): Promise<DescribingClaude> {
  const answered: string[] = [];
  const waiting: (() => void)[] = [];
  let allowed = 0;

  async function turn(): Promise<void> {
    if (allowed > 0) allowed -= 1;
    else await new Promise<void>((resolve) => void waiting.push(resolve));
  }

  const server = await startClaudeServer({
    async answer({ user }) {
      await turn();
      const kinds = kindsIn(user);
      answered.push(...kinds.map(({ name }) => name));
      return { type: 'output', output: { kinds: kinds.map(described) } };
    },
  });
  return {
    server,
    environment: { ANTHROPIC_API_KEY: CLAUDE_KEY, ANTHROPIC_BASE_URL: server.url },
    asked: () => server.requests.map(namesIn),
    answered: () => answered,
    allow(requests) {
      const now = waiting.splice(0, requests);
      allowed += requests - now.length;
      for (const go of now) go();
    },
    forget: () => void waiting.splice(0),
  };
}

function namesIn({ user }: ClaudeRequest): readonly string[] {
  return kindsIn(user).map(({ name }) => name);
}

function kindsIn(user: string) {
  return [...user.matchAll(KIND)].map(([, id = '', name = '', abstraction = '']) => ({
    id,
    name,
    abstraction,
  }));
}

function described({ id, name, abstraction }: ReturnType<typeof kindsIn>[number]) {
  return {
    id,
    tags: ['looked at'],
    providers: [],
    abstraction,
    complexity: 'low',
    description: `${name} was looked at.`,
    useCase: 'Use it where it is looked for.',
    confidence: 0.9,
  };
}
