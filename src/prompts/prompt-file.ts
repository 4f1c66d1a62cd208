import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Task } from '../ports/language-model.ts';
import { renderValues } from './prompt-values.ts';

const FrontMatter = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  /** Raised whenever the file or its contract changes; stored with every answer. */
  version: z.number().int().positive(),
  purpose: z.string().min(1),
  /** `fast`: a small model does. `reasoning`: a strong one earns its price. */
  tier: z.enum(['fast', 'reasoning']),
  inputs: z.array(z.string()).min(1),
});

/** One file of prompts/, read. `system` is the same for every call; only `user` has places. */
export interface PromptFile extends z.infer<typeof FrontMatter> {
  readonly system: string;
  readonly user: string;
}

const SHAPE = /^---\n(?<front>.*?)\n---\n+# System\n+(?<system>.+?)\n+# User\n+(?<user>.+)$/su;
const PLACE = /\{\{(\w+)\}\}/gu;

/** Throws an Error that names what is wrong with the file. */
export function parsePromptFile(text: string): PromptFile {
  const parts = SHAPE.exec(text)?.groups;
  if (!parts) throw new Error('It is not front matter, "# System" and "# User", in this order.');
  const { front = '', system = '', user = '' } = parts;
  const prompt = { ...FrontMatter.parse(parse(front)), system: system.trim(), user: user.trim() };
  const fault = faultOf(prompt);
  if (fault) throw new Error(fault);
  return prompt;
}

/**
 * Reads every prompt of a folder and holds it against its task: the same ids, the same inputs.
 * Throws one Error that names every problem, so that a process with a broken prompt never starts.
 */
export function loadPrompts(
  folder: string,
  tasks: readonly Task<unknown, unknown>[],
): ReadonlyMap<string, PromptFile> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'));
  const prompts = new Map<string, PromptFile>();
  const problems: string[] = [];
  for (const file of files) {
    const prompt = attempt(() => parsePromptFile(readFileSync(join(folder, file), 'utf8')));
    if (typeof prompt === 'string') problems.push(`${file}: ${prompt}`);
    else if (`${prompt.id}.md` !== file) problems.push(`${file}: its id is ${prompt.id}`);
    else prompts.set(prompt.id, prompt);
  }
  for (const task of tasks) {
    const prompt = prompts.get(task.id);
    const fault = prompt ? contractFault(prompt, task) : 'there is no such readable file';
    if (fault) problems.push(`${task.id}.md: ${fault}`);
  }
  for (const id of prompts.keys()) {
    if (!tasks.some((task) => task.id === id)) problems.push(`${id}.md: no task uses it`);
  }
  if (problems.length > 0) throw new Error(`Broken prompts:\n${problems.join('\n')}`);
  return prompts;
}

/** One call's two messages, and the way back from what they hide. */
export interface RenderedPrompt {
  readonly system: string;
  readonly user: string;
  /** Undoes in an answer what rendering did to the values that it quotes or refers to. */
  readonly restore: (output: unknown) => unknown;
  /** What is wrong with an answer, not yet restored, that sets a secret which nothing asks to be set. */
  readonly misplaced: (output: unknown) => string | undefined;
}

/** The place of what a person said, in the prompts of tasks that read values out of it. */
const SAID = 'text';

/**
 * The two messages of one call. Every value is escaped, so that none can close a tag or open one, and
 * has placeholders for the secrets in it.
 * Throws an Error when the values are not exactly the prompt's inputs.
 */
export function renderPrompt(
  prompt: PromptFile,
  values: Readonly<Record<string, string>>,
): RenderedPrompt {
  const { inputs, system } = prompt;
  const fault = difference(inputs, Object.keys(values));
  if (fault) throw new Error(`${prompt.id}: its values and its inputs differ in ${fault}`);
  const { texts, restore, misplaced } = renderValues(
    inputs.map((place) => values[place] ?? ''),
    system,
    inputs.indexOf(SAID),
  );
  const user = prompt.user.replaceAll(
    PLACE,
    (_, place: string) => texts[inputs.indexOf(place)] ?? '',
  );
  return { system, user, restore, misplaced };
}

/** How an answer names the prompt that made it: `assemble-solutions@1`. */
export function promptReference({ id, version }: PromptFile): string {
  return `${id}@${version}`;
}

function faultOf({ inputs, system, user }: PromptFile): string | undefined {
  if (system.search(PLACE) >= 0) return 'its system part has a place, so it could not be cached';
  const fault = difference(inputs, placesOf(user));
  if (fault) return `its places and its inputs differ in ${fault}`;
  const bare = inputs.find((place) => !user.includes(`<${place}>{{${place}}}</${place}>`));
  return bare && `its place ${bare} does not stand within a tag of the same name`;
}

function contractFault(prompt: PromptFile, task: Task<unknown, unknown>): string | undefined {
  if (!(task.input instanceof z.ZodObject)) return 'its input is no object';
  const fault = difference(prompt.inputs, Object.keys(task.input.shape));
  return fault && `its inputs and its contract's differ in ${fault}`;
}

function placesOf(text: string): readonly string[] {
  return [...text.matchAll(PLACE)].map(([, place = '']) => place);
}

/** Names in one list only, or twice in the second. Undefined when both hold the same names once. */
function difference(one: readonly string[], other: readonly string[]): string | undefined {
  const odd = [
    ...one.filter((name) => !other.includes(name)),
    ...other.filter((name, index) => !one.includes(name) || other.indexOf(name) !== index),
  ];
  return odd.length === 0 ? undefined : odd.join(', ');
}

function attempt<Value>(act: () => Value): Value | string {
  try {
    return act();
  } catch (error) {
    return error instanceof z.ZodError ? z.prettifyError(error) : String(error);
  }
}
