import { parseArgs } from 'node:util';
import { type EmbedderName, embedderName } from './embedding.ts';
import type { ModelName } from './tolerance.ts';

/** Parts by group, in the order in which they run. */
export const PARTS = {
  intents: ['platform', 'unseen', 'recordings'],
  tasks: ['interpret-reply', 'clarify-intent', 'write-for-me', 'apply-open', 'unseen-tasks'],
  mining: ['mining', 'unseen-mining'],
} as const;

export type IntentPart = (typeof PARTS.intents)[number];

export type PartName = (typeof PARTS)[keyof typeof PARTS][number];

export const USAGE = `npm run eval -- [intents|tasks|mining] [options]
npm run eval -- retrieval [options]   the search alone; --help tells its options
npm run eval -- policies [options]    sentences as rules; --help tells its options

  --only PART           one of ${[...PARTS.intents, ...PARTS.tasks, ...PARTS.mining].join(', ')}; may stand several times
  --case NAME           one case alone, with its whole trace
  --model MODEL         offline (default) or anthropic, which needs ANTHROPIC_API_KEY
  --embedder EMBEDDER   builtin (default), or none: search by words alone
  --compare             against the last saved run; the exit code is 1 where it is worse
  --against MODEL       against the saved run of that model
  --save                this run is the one to compare with from now on
  --json FILE           the results for machines
  --help                this text`;

export interface EvalOptions {
  readonly model: ModelName;
  readonly embedder: EmbedderName;
  readonly parts: readonly PartName[];
  /** Only cases of that name, told with their whole trace. */
  readonly caseName: string | undefined;
  readonly jsonFile: string | undefined;
  readonly saves: boolean;
  /** Whose saved run this one is held against. */
  readonly against: ModelName | undefined;
}

const ALL_PARTS: readonly PartName[] = [...PARTS.intents, ...PARTS.tasks, ...PARTS.mining];

/** Undefined where help is asked for. Throws an Error that says what is wrong with the words given. */
export function readOptions(given: readonly string[]): EvalOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: {
      model: { type: 'string', default: 'offline' },
      embedder: { type: 'string', default: 'builtin' },
      only: { type: 'string', multiple: true, default: [] },
      case: { type: 'string' },
      json: { type: 'string' },
      save: { type: 'boolean', default: false },
      compare: { type: 'boolean', default: false },
      against: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const model = modelName(values.model);
  const against = values.against === undefined ? undefined : modelName(values.against);
  if (values.save && values.case !== undefined) {
    throw new Error('One case alone is not saved: leave out --case or --save.');
  }
  return {
    model,
    embedder: embedderName(values.embedder),
    parts: partsOf(positionals, values.only),
    caseName: values.case,
    jsonFile: values.json,
    saves: values.save,
    against: against ?? (values.compare ? model : undefined),
  };
}

function modelName(text: string): ModelName {
  if (text === 'offline' || text === 'anthropic') return text;
  throw new Error(`There is no model “${text}”: offline or anthropic.`);
}

function partsOf(groups: readonly string[], only: readonly string[]): readonly PartName[] {
  const inGroups = groups.flatMap((group): readonly PartName[] => {
    if (group === 'intents' || group === 'tasks' || group === 'mining') return PARTS[group];
    throw new Error(`There is no group “${group}”: intents, tasks or mining.`);
  });
  const named = only.map((name) => {
    const part = ALL_PARTS.find((one) => one === name);
    if (part) return part;
    throw new Error(`There is no part “${name}”: ${ALL_PARTS.join(', ')}.`);
  });
  const chosen = new Set([...inGroups, ...named]);
  return chosen.size === 0 ? ALL_PARTS : ALL_PARTS.filter((part) => chosen.has(part));
}
