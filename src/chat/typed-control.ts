/** What a person says about the conversation itself. */
export type Control =
  | 'skip'
  | 'back'
  | 'cancel'
  /** Take every suggestion. */
  | 'all'
  | 'done'
  | 'show-yaml'
  | 'not-applicable'
  | 'restart'
  | 'deploy';

const PHRASES: Readonly<Record<Control, readonly string[]>> = {
  skip: ['skip', 'skip it', 'skip this', 'skip these', 'skip the rest', 'skip all', 'next'],
  back: ['back', 'go back', 'previous', 'one step back'],
  cancel: ['cancel', 'stop', 'abort', 'quit', 'never mind', 'nevermind', 'forget it', 'cancel it'],
  all: [
    'all',
    'all of them',
    'all defaults',
    'defaults',
    'use defaults',
    'use the defaults',
    'suggestions',
    'use suggestions',
    'use the suggestions',
    'take all',
    'take the suggestions',
    'accept all',
    'accept',
  ],
  done: ['done', "that's all", 'that is all', 'continue', 'proceed', 'go on', 'finished'],
  'show-yaml': [
    'yaml',
    'show yaml',
    'show the yaml',
    'show me the yaml',
    'show manifests',
    'show the manifests',
    'show me the manifests',
  ],
  'not-applicable': [
    'n/a',
    'na',
    'none',
    'nothing',
    'nothing else',
    'no more',
    'not applicable',
    'no requirements',
    'no additional requirements',
    'no further requirements',
  ],
  restart: ['restart', 'start over', 'start again', 'begin again'],
  deploy: [
    'deploy',
    'deploy it',
    'deploy them',
    'deploy now',
    'apply',
    'apply it',
    'apply them',
    'ship it',
    'request approval',
    'ask for approval',
  ],
};

/** Characters of the longest phrase, with room for politeness and punctuation. */
const CONTROL_MAX = 100;

/** The control word that a message consists of, politeness and punctuation aside. */
export function controlIn(text: string): Control | undefined {
  const trimmed = text.trim();
  if (trimmed.length > CONTROL_MAX) return undefined;
  const said = trimmed
    .toLowerCase()
    .replace(/’/gu, "'")
    .replace(/^(?:please|ok|okay|then|just)[, ]+/u, '')
    .replace(/[\s.!]+$/u, '')
    .replace(/[, ]+please$/u, '')
    .replace(/\s+/gu, ' ');
  return CONTROLS.find((control) => PHRASES[control].includes(said));
}

const CONTROLS = [
  'skip',
  'back',
  'cancel',
  'all',
  'done',
  'show-yaml',
  'not-applicable',
  'restart',
  'deploy',
] as const satisfies readonly Control[];
