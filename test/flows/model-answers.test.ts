import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { approve } from './approve.ts';
import { ANSWERS, ask, atQuestions, errorsIn } from './at-the-wire.ts';
import { type ClaudeWorld, startClaudeWorld } from './claude-world.ts';

let one: ClaudeWorld;

beforeAll(async () => {
  one = await startClaudeWorld();
});

afterAll(() => one.close());

const Clarified = z.object({ questions: z.array(z.looseObject({ text: z.string() })) });
const Ranked = z.object({ solutions: z.array(z.looseObject({ title: z.string() })) });
const Worded = z.object({
  questions: z.array(z.object({ id: z.string(), label: z.string(), text: z.string() })),
});
const Asked = z.object({
  questions: z.array(z.looseObject({ id: z.string(), label: z.string() })),
});

describe('a whole recommendation with Claude', () => {
  it('is understood, ranked and worded by Claude, with two calls before solutions show', async () => {
    one.asked();
    one.next('clarify-intent', (rules) => {
      const { questions } = Clarified.parse(rules);
      const asked = questions.map((question) => ({
        ...question,
        text: 'Who shall run it for you?',
      }));
      return { type: 'output', output: { questions: asked.slice(0, 1), searchWords: ['sql'] } };
    });
    one.next('assemble-solutions', (rules) => {
      const [first, ...others] = Ranked.parse(rules).solutions;
      const solutions = [{ ...first, title: 'A database of your own' }, ...others];
      return { type: 'output', output: { solutions } };
    });
    one.next('word-questions', (rules) => {
      const questions = Worded.parse(rules).questions.map((question) =>
        question.label === 'Size' ? { ...question, text: 'How much will you store?' } : question,
      );
      return { type: 'output', output: { questions } };
    });

    const talk = await ask(one.world);
    expect(talk.text()).toContain('Who shall run it for you?');
    await talk.say('skip');
    await talk.sees('A database of your own');
    expect(one.asked()).toEqual(['clarify-intent', 'assemble-solutions']);

    await talk.say('1');
    await talk.sees('How much will you store?');
    await talk.say(ANSWERS);
    await talk.say('skip');
    await talk.say('skip');
    await talk.say('N/A');
    await approve(talk);

    expect(one.asked()).toEqual(['word-questions']);
    expect(talk.text()).not.toContain('built-in rules');
    expect(one.world.cluster.objects().some((object) => hasName(object, 'my-db'))).toBe(true);
  });

  it('words the questions of the chosen solution only, and once', async () => {
    const worded: string[] = [];
    one.always('word-questions', (rules, input) => {
      worded.push(z.looseObject({ solutionTitle: z.string() }).parse(input).solutionTitle);
      return { type: 'output', output: rules };
    });
    const talk = await atQuestions(one.world, { choice: '2' });
    one.always('word-questions', undefined);

    expect(worded).toHaveLength(1);
    expect(textOf(talk.card('Chosen: '))).toContain(worded[0]);
  });

  it('is asked for replies that code cannot read, and for no other', async () => {
    const talk = await atQuestions(one.world);
    one.asked();
    await talk.say('1. orders, 2. a-team');
    await talk.say('thanks!');
    expect(one.asked()).toEqual([]);

    one.next('interpret-reply', (_, input) => {
      const size = Asked.parse(input).questions.find(({ label }) => label === 'Size');
      const answers = [{ questionId: size?.id, value: 'small' }];
      return { type: 'output', output: { isAnswer: true, answers } };
    });
    await talk.say('the least that money can buy');

    expect(one.asked()).toEqual(['interpret-reply']);
    expect(textOf(talk.newest())).toMatch(/Size\W*: ✓ small/u);
  });
});

it('breaks no rule of Slack or of the service, and logs no error', () => {
  expect({
    slack: one.world.slack.violations,
    claude: one.claude.violations,
    errors: errorsIn(one.world),
  }).toEqual({ slack: [], claude: [], errors: [] });
});

function hasName({ metadata }: { readonly metadata?: unknown }, name: string): boolean {
  const parsed = z.looseObject({ name: z.string() }).safeParse(metadata);
  return parsed.success && parsed.data.name === name;
}
