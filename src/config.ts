import { existsSync } from 'node:fs';
import { z } from 'zod';
import { blankAsMissing, problemsIn, text } from './config/environment.ts';
import { readOrganisation } from './config/organisation-file.ts';
import {
  embedderOf,
  embedderProblems,
  type SharedConfig,
  SharedEnvironment,
  sharedOf,
  sharedProblems,
} from './config/shared-settings.ts';
import { Failure } from './domain/failure.ts';
import type { Organisation } from './domain/organisation.ts';

/** Everything that settings decide, checked. The only module that reads `process.env`. */
export interface Config extends SharedConfig {
  readonly slack:
    | {
        readonly botToken: string;
        readonly appToken: string | undefined;
        readonly signingSecret: string | undefined;
        readonly apiUrl: string | undefined;
      }
    | undefined;
  readonly kubernetes: {
    readonly kubeconfigPath: string | undefined;
    readonly context: string | undefined;
  };
  /** Who answers where language must be understood. */
  readonly model:
    | { readonly kind: 'offline' }
    | {
        readonly kind: 'anthropic';
        readonly apiKey: string;
        readonly baseUrl: string | undefined;
        /** Names of models: `fast` for batches and replies, `reasoning` for assembly and rules. */
        readonly models: Readonly<Record<'fast' | 'reasoning', string>>;
      };
  /** Folder of the SQLite file. */
  readonly dataDirectory: string;
  /** Port of the HTTP receiver, where there is no app token. */
  readonly port: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly organisation: Organisation;
  /** True only where the demo has started its own cluster. */
  readonly isDemo: boolean;
  /** Set where nothing may be written to the cluster, whoever approves: why, for the people. */
  readonly closedBecause?: string;
}

/** Current at the SDK's release 1.12; any name that the service knows can be set instead. */
const DEFAULT_MODELS = { fast: 'claude-haiku-5-5', reasoning: 'claude-sonnet-5-5' } as const;

const ModelEnvironment = {
  ANTHROPIC_API_KEY: z.preprocess(
    blankAsMissing,
    z.string().trim().regex(/^\S+$/u, 'must be a key: it has a blank in it').optional(),
  ),
  ANTHROPIC_BASE_URL: z.preprocess(
    blankAsMissing,
    z
      .url({ protocol: /^https?$/u, error: 'must be a URL that begins with http:// or https://' })
      .regex(/(?<!\/v1)(?<!\/v1\/)$/u, 'must not end in /v1, which is added to it')
      .optional(),
  ),
  DOTAI_MODEL: z.preprocess(
    blankAsMissing,
    z.enum(['anthropic', 'offline'], 'must be anthropic or offline').optional(),
  ),
  DOTAI_MODEL_FAST: z.preprocess(blankAsMissing, z.string().default(DEFAULT_MODELS.fast)),
  DOTAI_MODEL_REASONING: z.preprocess(blankAsMissing, z.string().default(DEFAULT_MODELS.reasoning)),
};

const Environment = z.object({
  SLACK_BOT_TOKEN: z.preprocess(
    blankAsMissing,
    z.string().startsWith('xoxb-', 'must be a bot token: it starts with xoxb-').optional(),
  ),
  SLACK_APP_TOKEN: z.preprocess(
    blankAsMissing,
    z.string().startsWith('xapp-', 'must be an app-level token: it starts with xapp-').optional(),
  ),
  SLACK_SIGNING_SECRET: text,
  SLACK_API_URL: z.preprocess(blankAsMissing, z.url('must be a URL').optional()),
  KUBECONFIG: text,
  DOTAI_KUBE_CONTEXT: text,
  DOTAI_DATA_DIR: z.preprocess(blankAsMissing, z.string().default('./data')),
  DOTAI_CONFIG: text,
  ...ModelEnvironment,
  ...SharedEnvironment,
  DOTAI_LOG_LEVEL: z.preprocess(
    blankAsMissing,
    z
      .enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error')
      .default('info'),
  ),
  PORT: z.preprocess(
    blankAsMissing,
    z.coerce.number('must be a number').int().min(0).max(65_535, 'must be a port').default(3_000),
  ),
});

/**
 * Reads the environment and `dotai.yaml`. Throws `Failure('invalid-input')` whose message lists
 * every problem at once.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = ownEnvironment(),
): Config {
  const parsed = Environment.safeParse(environment);
  const organisation = readOrganisation(environment['DOTAI_CONFIG']);
  const problems = [
    ...problemsIn(environment, Environment, (settings) => [
      ...slackProblems(settings),
      ...modelProblems(settings),
      ...sharedProblems(settings),
    ]),
    ...organisation.problems,
  ];
  if (!parsed.success || organisation.value === undefined || problems.length > 0) {
    throw problemsFailure(problems);
  }
  return configOf(parsed.data, organisation.value);
}

/** The environment, completed by `.env` of the working folder: what stands in both counts as it was set. */
function ownEnvironment(): NodeJS.ProcessEnv {
  if (!existsSync('.env')) return process.env;
  try {
    process.loadEnvFile('.env');
  } catch (cause) {
    throw new Failure('invalid-input', 'The file .env cannot be read.', { cause });
  }
  return process.env;
}

function configOf(settings: z.infer<typeof Environment>, organisation: Organisation): Config {
  const { SLACK_BOT_TOKEN: botToken } = settings;
  return {
    slack:
      botToken === undefined
        ? undefined
        : {
            botToken,
            appToken: settings.SLACK_APP_TOKEN,
            signingSecret: settings.SLACK_SIGNING_SECRET,
            apiUrl: settings.SLACK_API_URL,
          },
    kubernetes: {
      kubeconfigPath: settings.KUBECONFIG,
      context: settings.DOTAI_KUBE_CONTEXT,
    },
    model: modelOf(settings),
    ...sharedOf(settings),
    dataDirectory: settings.DOTAI_DATA_DIR,
    port: settings.PORT,
    logLevel: settings.DOTAI_LOG_LEVEL,
    organisation,
    isDemo: false,
  };
}

type ModelSettings = Pick<z.infer<typeof Environment>, keyof typeof ModelEnvironment>;

/** A key alone is enough: whoever sets one wants it used. */
function modelOf(settings: ModelSettings): Config['model'] {
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl, DOTAI_MODEL: kind } = settings;
  if (apiKey === undefined || kind === 'offline') return { kind: 'offline' };
  const { DOTAI_MODEL_FAST: fast, DOTAI_MODEL_REASONING: reasoning } = settings;
  return { kind: 'anthropic', apiKey, baseUrl, models: { fast, reasoning } };
}

function modelProblems({ ANTHROPIC_API_KEY, DOTAI_MODEL }: ModelSettings): string[] {
  return DOTAI_MODEL === 'anthropic' && ANTHROPIC_API_KEY === undefined
    ? ['ANTHROPIC_API_KEY is missing, and DOTAI_MODEL says anthropic']
    : [];
}

/** What the demo takes from the environment and from `dotai.yaml`; it has tokens of its own. */
export interface DemoSettings {
  /** Undefined: the demo's usual port. */
  readonly port: number | undefined;
  readonly organisation: Organisation;
  readonly kubeconfigPath: string | undefined;
  readonly context: string | undefined;
  readonly model: Config['model'];
  readonly embedder: Config['embedder'];
}

const DemoEnvironment = Environment.pick({
  KUBECONFIG: true,
  DOTAI_KUBE_CONTEXT: true,
  DOTAI_CONFIG: true,
  ANTHROPIC_API_KEY: true,
  ANTHROPIC_BASE_URL: true,
  DOTAI_MODEL: true,
  DOTAI_MODEL_FAST: true,
  DOTAI_MODEL_REASONING: true,
  DOTAI_EMBEDDER: true,
  DOTAI_EMBEDDER_URL: true,
  DOTAI_EMBEDDER_KEY: true,
  DOTAI_EMBEDDER_MODEL: true,
  DOTAI_EMBEDDER_DIMENSIONS: true,
}).extend({
  DOTAI_DEMO_PORT: z.preprocess(
    blankAsMissing,
    z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(0, 'must be a port')
      .max(65_535, 'must be a port')
      .optional(),
  ),
});

/** As `readConfig`, for `npm run demo`. Throws `Failure('invalid-input')` with every problem. */
export function readDemoSettings(
  environment: Readonly<Record<string, string | undefined>> = ownEnvironment(),
): DemoSettings {
  const parsed = DemoEnvironment.safeParse(environment);
  const organisation = readOrganisation(environment['DOTAI_CONFIG']);
  const problems = [
    ...problemsIn(environment, DemoEnvironment, (settings) => [
      ...modelProblems(settings),
      ...embedderProblems(settings),
    ]),
    ...organisation.problems,
  ];
  if (!parsed.success || organisation.value === undefined || problems.length > 0) {
    throw problemsFailure(problems);
  }
  const { data } = parsed;
  return {
    port: data.DOTAI_DEMO_PORT,
    organisation: organisation.value,
    kubeconfigPath: data.KUBECONFIG,
    context: data.DOTAI_KUBE_CONTEXT,
    model: modelOf(data),
    embedder: embedderOf(data),
  };
}

function problemsFailure(problems: readonly string[]): Failure {
  const list = problems.map((problem) => `  - ${problem}`).join('\n');
  return new Failure('invalid-input', `The settings need a look:\n${list}`);
}

/**
 * A bot token without a way to hear, or a way to hear without a bot token, is a lost setting. A process
 * with a part in the work is no first try: it needs both, a worker, which only speaks, the token alone.
 */
function slackProblems(settings: z.infer<typeof Environment>): string[] {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, DOTAI_ROLE: role } = settings;
  const canHear = SLACK_APP_TOKEN !== undefined || SLACK_SIGNING_SECRET !== undefined;
  const mustHear = role === 'bot' || (role === 'all' && SLACK_BOT_TOKEN !== undefined);
  const mustSpeak = role !== 'all' || canHear;
  const because = role === 'all' ? '' : `, and DOTAI_ROLE says ${role}`;
  return [
    ...(mustSpeak && SLACK_BOT_TOKEN === undefined ? [`SLACK_BOT_TOKEN is missing${because}`] : []),
    ...(mustHear && !canHear
      ? [`SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is missing${because}`]
      : []),
  ];
}
