import { textOf } from '../../src/playground/slack/read-message.ts';
import type { World } from '../world.ts';
import { ask, type Talk } from './at-the-wire.ts';

/** How a conversation ended for somebody who answered as people do. */
export interface Outcome {
  readonly talk: Talk;
  readonly end: 'reviewed' | 'nothing' | 'stuck';
  /** The kinds of the solution that was chosen, as its card says them. */
  readonly chosen: string;
  /** Every question of the required stage, as it was first asked. */
  readonly asked: readonly string[];
  /** How often the dry run sent questions back. */
  readonly refusals: number;
}

export interface Wish {
  readonly intent: string;
  readonly clarified?: string;
  readonly choice?: number;
  /** What is called for by name; everything else is answered from what the card offers. */
  readonly name: string;
}

const ROUNDS_MAX = 5;
const QUESTION = /^(\d+)\. (.+?): (.*)$/u;

interface Asked {
  readonly number: number;
  readonly label: string;
  readonly text: string;
  readonly problem: string | undefined;
}

/**
 * Leads a conversation to its review as somebody who reads the cards and knows nothing else: takes
 * what is suggested, else the first option, else what the text gives as an example.
 */
export async function lead(world: World, wish: Wish): Promise<Outcome> {
  const talk = await ask(world, { intent: wish.intent });
  if (talk.text().includes('A few questions first')) await talk.say(wish.clarified ?? 'skip');
  if (!talk.text().includes('Solutions')) {
    return { talk, end: 'nothing', chosen: '', asked: [], refusals: 0 };
  }
  const chosen = chosenIn(talk, wish.choice ?? 1);
  await talk.say(String(wish.choice ?? 1));
  await talk.sees('Required settings');
  const asked = questionsIn(talk);
  let refusals = 0;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    await answer(talk, wish.name, round);
    await throughTheRest(talk);
    if (isReviewed(talk)) break;
    if (!talk.text().includes('Other requirements')) continue;
    refusals += 1;
  }
  const end = isReviewed(talk) ? 'reviewed' : 'stuck';
  return {
    talk,
    end,
    chosen,
    asked: asked.map(({ label, text }) => `${label}: ${text}`),
    refusals,
  };
}

function isReviewed(talk: Talk): boolean {
  return talk.text().includes('The cluster accepted this in a dry run');
}

function chosenIn(talk: Talk, number: number): string {
  const lines = textOf(talk.card('Solutions')).split('\n');
  const at = lines.findIndex((line) => new RegExp(`^\\*?${number}\\. `, 'u').test(line));
  return lines[at + 1] ?? '';
}

async function answer(talk: Talk, name: string, round: number): Promise<void> {
  const open = questionsIn(talk).filter(({ text }) => !text.startsWith('✓'));
  const given = open.flatMap((question) => {
    const value = valueFor(question, name, round);
    return value === undefined ? [] : [`${question.number}. ${value}`];
  });
  if (given.length > 0) await talk.say(given.join('\n'));
}

/** The rest has defaults: nobody who is in a hurry reads on. */
async function throughTheRest(talk: Talk): Promise<void> {
  for (let stage = 0; stage < 4 && !isReviewed(talk); stage += 1) {
    const before = talk.text();
    await talk.say(before.includes('Other requirements') ? 'N/A' : 'skip');
    if (talk.text() === before) return;
  }
}

function questionsIn(talk: Talk): Asked[] {
  const card = talk
    .cards()
    .toReversed()
    .find((one) => textOf(one).includes('Required settings'));
  const lines = card ? textOf(card).split('\n') : [];
  return lines.flatMap((line, index) => {
    const [, number, label, text] = QUESTION.exec(line) ?? [];
    if (number === undefined || label === undefined || text === undefined) return [];
    const next = lines[index + 1];
    const problem = next?.startsWith('⚠️') ? next : undefined;
    return [{ number: Number(number), label: label.replaceAll('*', ''), text, problem }];
  });
}

function valueFor({ label, text, problem }: Asked, name: string, round: number) {
  if (text.includes('Suggested: ') && problem === undefined) return undefined;
  const options = /Options: (.+?)(?: and \d+ more)?\.(?: Suggested|$)/u
    .exec(text)?.[1]
    ?.split(', ');
  if (options) return options.includes('a-team') ? 'a-team' : options[0];
  if (/\bname\b/iu.test(label) && round === 0) return name;
  const example = /(?:such as|e\.g\.,?|for example,?|like) [“"`']?([\w./:@*-]*\w)/iu.exec(
    text,
  )?.[1];
  if (example !== undefined && round < 2) return example;
  if (problem?.includes('name=value')) return 'app=shop';
  const words = `${label} ${text} ${problem ?? ''}`;
  if (/\b(?:yes or no|true or false)\b/iu.test(words)) return 'yes';
  if (/\b(?:number|how many|how much|port|count)\b/iu.test(words)) return '5';
  if (/\bimage\b/iu.test(words)) return 'nginx:1.27';
  if (/\b(?:host|domain|hostname)/iu.test(words)) return 'shop.example.com';
  if (/\b(?:url|repository)\b/iu.test(words)) return 'https://example.com/shop.git';
  if (/\b(?:schedule|cron)\b/iu.test(words)) return '0 3 * * *';
  if (/\b(?:storage|memory|disk)\b/iu.test(words)) return '5Gi';
  return name;
}
