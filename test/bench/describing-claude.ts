import { setTimeout as sleep } from 'node:timers/promises';
import { estimateTokens } from '../../src/domain/tokens.ts';
import {
  CLAUDE_KEY,
  type ClaudeRequest,
  type ClaudeServer,
  startClaudeServer,
} from '../claude/claude-server.ts';

/** How long one answer takes. */
const ANSWER_MS = 2_000;

/** Claude's double, which says of each kind what a real answer would be as long as. */
export interface DescribingClaude {
  readonly environment: Readonly<Record<string, string>>;
  /** How many requests it has had. */
  requests(): number;
  /** Tokens in and out of all answers, none of them from a cache: more than would be billed. */
  tokens(): number;
  /** How many kinds it has described. */
  kinds(): number;
  /** Most requests that were under way at one time. */
  mostAtOnce(): number;
  /** Milliseconds from the first request to the last answer. */
  tookMs(): number;
  /** Throws when it was asked wrongly. */
  close(): Promise<void>;
}

export async function startDescribingClaude(): Promise<DescribingClaude> {
  let kinds = 0;
  let tokens = 0;
  let atOnce = 0;
  let mostAtOnce = 0;
  let firstAtMs = Number.NaN;
  let lastAtMs = Number.NaN;
  const server: ClaudeServer = await startClaudeServer({
    async answer(request) {
      if (Number.isNaN(firstAtMs)) firstAtMs = performance.now();
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      await sleep(ANSWER_MS);
      atOnce -= 1;
      lastAtMs = performance.now();
      const output = described(request);
      kinds += output.kinds.length;
      tokens += tokensIn(request) + estimateTokens(JSON.stringify(output));
      return { type: 'output', output };
    },
  });
  return {
    environment: { ANTHROPIC_API_KEY: CLAUDE_KEY, ANTHROPIC_BASE_URL: server.url },
    requests: () => server.requests.length,
    tokens: () => tokens,
    kinds: () => kinds,
    mostAtOnce: () => mostAtOnce,
    tookMs: () => lastAtMs - firstAtMs,
    async close() {
      await server.stop();
      const [violation] = server.violations;
      if (violation !== undefined) throw new Error(`Claude was asked wrongly: ${violation}`);
    },
  };
}

function tokensIn({ system, body, schema }: ClaudeRequest): number {
  return estimateTokens(system) + estimateTokens(JSON.stringify([body.messages, schema]));
}

/** `k1 | Bucket.s3.aws.example.org | managed, complexity low`. */
const KIND = /(?:^|<kinds>)(k\d+) \| [^|\n]+ \| (golden-path|managed|core)/gmu;

function described({ user }: ClaudeRequest) {
  return {
    kinds: [...user.matchAll(KIND)].map(([, id = '', abstraction = '']) => ({
      id,
      tags: ['storage', 'object storage', 'files', 'backup', 'archive', 'assets', 'media', 'logs'],
      providers: [],
      abstraction,
      complexity: 'medium',
      description:
        'Makes one managed thing of this service with the settings that its schema offers, and keeps it as it was asked for. Its state can be read from its conditions.',
      useCase: 'Use it when an application needs such a thing and nobody wants to run it.',
      confidence: 0.8,
    })),
  };
}
