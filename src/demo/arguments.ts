import { parseArgs } from 'node:util';

/** What was typed after `npm run demo --`. */
export interface DemoArguments {
  readonly shows: 'page' | 'terminal' | 'script';
  /** Whether what was done before is forgotten first. */
  readonly isFresh: boolean;
  readonly opensBrowser: boolean;
  readonly port: number | undefined;
  /** The person's own cluster: undefined for the demo's, empty for the kubeconfig that kubectl uses. */
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  /** Writes to the person's own cluster are allowed without asking. */
  readonly allowsWrites: boolean;
}

export const DEMO_USAGE = `npm run demo               a Slack, a cluster and the bot on this machine, in a page of your browser
npm run demo -- OPTIONS
  --port PORT            where the page is (default: 4100, or DOTAI_DEMO_PORT)
  --open                 opens the page in your browser
  --fresh                forgets first what was done in the demo before
  --terminal             a chat in this terminal in the place of the page
  --script               plays one whole conversation in this terminal, and ends
  --kubeconfig [PATH]    uses your own cluster (default: KUBECONFIG, or ~/.kube/config): reads it, sends
                         it dry runs, and asks whether approved changes may be written to it
  --context NAME         which context of the kubeconfig (default: DOTAI_KUBE_CONTEXT, or the current one)
  --allow-writes         the answer to that question is yes
  --help                 shows this`;

const OPTIONS = {
  port: { type: 'string' },
  open: { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  terminal: { type: 'boolean', default: false },
  script: { type: 'boolean', default: false },
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  'allow-writes': { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof valuesOf>;

/** Reads the words, or says in a sentence what is wrong with them. */
export function readDemoArguments(
  words: readonly string[],
): { readonly arguments: DemoArguments } | { readonly problem: string } {
  try {
    const values = valuesOf(words);
    const problem = contradictionIn(values) ?? portProblem(values.port);
    return problem === undefined ? { arguments: argumentsFrom(values) } : { problem };
  } catch (error) {
    if (isMistyped(error)) return { problem: error.message };
    throw error;
  }
}

function valuesOf(words: readonly string[]) {
  return parseArgs({ args: withKubeconfigValue(words), options: OPTIONS }).values;
}

/** `parseArgs` knows no option whose value may be left out. */
function withKubeconfigValue(words: readonly string[]): string[] {
  return words.map((word, index) => {
    const next = words[index + 1];
    const isAlone = word === '--kubeconfig' && (next === undefined || next.startsWith('-'));
    return isAlone ? '--kubeconfig=' : word;
  });
}

/** Words that `parseArgs` does not know. */
export function isMistyped(error: unknown): error is Error {
  return (
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  );
}

function contradictionIn(values: Values): string | undefined {
  const { script, terminal, open, port, kubeconfig, context } = values;
  const others = Object.entries(values).filter(
    ([name, value]) => name !== 'script' && value !== false && value !== undefined,
  );
  if (script && others.length > 0) {
    return '--script plays on its own and leaves nothing behind: it takes no other option.';
  }
  if (terminal && (open || port !== undefined)) {
    return '--open and --port are about the page, and --terminal shows none.';
  }
  if (kubeconfig === undefined && (context !== undefined || values['allow-writes'])) {
    return '--context and --allow-writes are about your own cluster: add --kubeconfig.';
  }
  return undefined;
}

function portProblem(port: string | undefined): string | undefined {
  if (port === undefined || (/^\d{1,5}$/u.test(port) && Number(port) <= 65_535)) return undefined;
  return `--port ${port}: a port is a number from 0 to 65535.`;
}

function argumentsFrom(values: Values): DemoArguments {
  const { script, terminal, port } = values;
  return {
    shows: script ? 'script' : terminal ? 'terminal' : 'page',
    isFresh: values.fresh,
    opensBrowser: values.open,
    port: port === undefined ? undefined : Number(port),
    kubeconfig: values.kubeconfig,
    context: values.context,
    allowsWrites: values['allow-writes'],
  };
}
