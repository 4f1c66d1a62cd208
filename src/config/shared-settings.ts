import { z } from 'zod';
import { blankAsMissing, text } from './environment.ts';

/** Where records and knowledge are, and what this process does with them. */
export interface SharedConfig {
  /** `bot`: hears and decides. `worker`: does what was decided. `all`: both. */
  readonly role: 'all' | 'bot' | 'worker';
  /** Undefined: the records are in the SQLite file, which one process owns. */
  readonly redis: { readonly url: string } | undefined;
  /** Undefined: what is known is in the SQLite file. */
  readonly qdrant: { readonly url: string; readonly apiKey: string | undefined } | undefined;
  /** Who turns texts into vectors. `none`: search goes by words alone. */
  readonly embedder:
    | { readonly kind: 'none' }
    | { readonly kind: 'builtin' }
    | {
        readonly kind: 'openai';
        /** Undefined: OpenAI's own. */
        readonly baseUrl: string | undefined;
        readonly apiKey: string;
        readonly model: string;
        readonly dimensions: number;
      };
}

export const SharedEnvironment = {
  DOTAI_ROLE: z.preprocess(
    blankAsMissing,
    z.enum(['all', 'bot', 'worker'], 'must be all, bot or worker').default('all'),
  ),
  REDIS_URL: z.preprocess(
    blankAsMissing,
    z
      .url({
        protocol: /^rediss?$/u,
        error: 'must be a URL that begins with redis:// or rediss://',
      })
      .optional(),
  ),
  QDRANT_URL: z.preprocess(
    blankAsMissing,
    z
      .url({ protocol: /^https?$/u, error: 'must be a URL that begins with http:// or https://' })
      .optional(),
  ),
  QDRANT_API_KEY: text,
  DOTAI_EMBEDDER: z.preprocess(
    blankAsMissing,
    z.enum(['builtin', 'openai', 'none'], 'must be builtin, openai or none').default('builtin'),
  ),
  DOTAI_EMBEDDER_URL: z.preprocess(
    blankAsMissing,
    z
      .url({ protocol: /^https?$/u, error: 'must be a URL that begins with http:// or https://' })
      .optional(),
  ),
  DOTAI_EMBEDDER_KEY: text,
  DOTAI_EMBEDDER_MODEL: z.preprocess(blankAsMissing, z.string().default('text-embedding-3-small')),
  DOTAI_EMBEDDER_DIMENSIONS: z.preprocess(
    blankAsMissing,
    z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(65_536, 'must be at most 65536')
      .default(1_536),
  ),
};

const SharedSettings = z.object(SharedEnvironment);
type SharedSettings = z.infer<typeof SharedSettings>;
type EmbedderSettings = Pick<
  SharedSettings,
  Extract<keyof SharedSettings, `DOTAI_EMBEDDER${string}`>
>;

export function sharedOf(settings: SharedSettings): SharedConfig {
  const { DOTAI_ROLE: role, REDIS_URL: redis, QDRANT_URL: qdrant } = settings;
  return {
    role,
    redis: redis === undefined ? undefined : { url: redis },
    qdrant: qdrant === undefined ? undefined : { url: qdrant, apiKey: settings.QDRANT_API_KEY },
    embedder: embedderOf(settings),
  };
}

export function embedderOf(settings: EmbedderSettings): SharedConfig['embedder'] {
  const { DOTAI_EMBEDDER: kind, DOTAI_EMBEDDER_KEY: apiKey } = settings;
  if (kind !== 'openai') return { kind };
  return {
    kind,
    baseUrl: settings.DOTAI_EMBEDDER_URL,
    // An endpoint within one's own walls often wants none; the client sends what it is given.
    apiKey: apiKey ?? 'none',
    model: settings.DOTAI_EMBEDDER_MODEL,
    dimensions: settings.DOTAI_EMBEDDER_DIMENSIONS,
  };
}

/** What several processes share must be where all of them reach it. */
export function sharedProblems(settings: SharedSettings): string[] {
  const { DOTAI_ROLE: role, REDIS_URL, QDRANT_URL, QDRANT_API_KEY } = settings;
  const missing = (name: string): string => `${name} is missing, and DOTAI_ROLE says ${role}`;
  return [
    ...(role !== 'all' && REDIS_URL === undefined ? [missing('REDIS_URL')] : []),
    ...(role !== 'all' && QDRANT_URL === undefined ? [missing('QDRANT_URL')] : []),
    ...(role === 'all' && REDIS_URL !== undefined && QDRANT_URL === undefined
      ? ['QDRANT_URL is missing, and REDIS_URL is set: where records are shared, so is knowledge']
      : []),
    ...(role === 'all' && QDRANT_API_KEY !== undefined && QDRANT_URL === undefined
      ? ['QDRANT_URL is missing, and there is a QDRANT_API_KEY']
      : []),
    ...embedderProblems(settings),
  ];
}

export function embedderProblems(settings: EmbedderSettings): string[] {
  const { DOTAI_EMBEDDER: kind, DOTAI_EMBEDDER_KEY: key, DOTAI_EMBEDDER_URL: url } = settings;
  return kind === 'openai' && key === undefined && url === undefined
    ? ['DOTAI_EMBEDDER_KEY or DOTAI_EMBEDDER_URL is missing, and DOTAI_EMBEDDER says openai']
    : [];
}
