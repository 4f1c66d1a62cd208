import { afterEach, describe, expect, it } from 'vitest';
import { portableDatabase } from '../../../test/capability-summaries.ts';
import type { AnswerClaude, ClaudeAnswer } from '../../../test/claude/claude-server.ts';
import { MODELS, PROMPTS, startClaudeStage, type ClaudeStage } from '../../../test/claude/stage.ts';
import { assembleSolutions, type SolutionDraft } from '../../prompts/assemble-solutions.ts';
import { wordQuestions } from '../../prompts/word-questions.ts';

const input = {
  intent: 'a PostgreSQL database in AWS',
  clarifications: [],
  capabilities: [portableDatabase],
  patterns: [],
};
const draft: SolutionDraft = {
  title: 'A database',
  capabilityIds: [portableDatabase.id],
  match: 90,
  reasons: ['It is one.'],
  lacks: [],
  patternIds: [],
};
const good: ClaudeAnswer = { type: 'output', output: { solutions: [draft] } };
const invented: ClaudeAnswer = {
  type: 'output',
  output: { solutions: [{ ...draft, capabilityIds: ['made-up'] }] },
};

const stages: ClaudeStage[] = [];

async function stageOf(
  answer: AnswerClaude,
  parts: Parameters<typeof startClaudeStage>[1] = {},
): Promise<ClaudeStage> {
  const stage = await startClaudeStage(answer, parts);
  stages.push(stage);
  return stage;
}

/** One answer after the other, the last one for ever. */
function inTurn(...answers: ClaudeAnswer[]): AnswerClaude {
  return (_, index) => answers[Math.min(index, answers.length - 1)] ?? good;
}

afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.stop();
});

describe('a question to Claude', () => {
  it('is answered by structured output, and the answer says who gave it', async () => {
    const { model, claude, ledger } = await stageOf(() => good);

    const answer = await model.ask(assembleSolutions, input, {
      sessionId: 's1',
      actor: { platform: 'slack', workspace: 'T1', id: 'U1' },
    });

    expect(answer).toEqual({
      output: { solutions: [draft] },
      by: MODELS.reasoning,
      prompt: `assemble-solutions@${PROMPTS.get('assemble-solutions')?.version}`,
    });
    expect(model.name).toBe('Claude (claude-sonnet-5-5)');
    const [request] = claude.requests;
    expect(request?.system).toBe(PROMPTS.get('assemble-solutions')?.system);
    expect(request?.user).toContain('a PostgreSQL database in AWS');
    expect(ledger.calls).toMatchObject([
      { task: 'assemble-solutions', sessionId: 's1', actor: 'slack:T1:U1', outcome: 'answered' },
    ]);
  });

  it('goes to the model of its prompt’s tier, with the effort of that tier', async () => {
    const { model, claude } = await stageOf((request) =>
      request.model === MODELS.fast ? { type: 'output', output: { questions: [] } } : good,
    );

    await model.ask(assembleSolutions, input);
    await model.ask(wordQuestions, { intent: 'x', solutionTitle: 'x', fields: [] });

    expect(claude.requests.map(({ model: name, effort }) => [name, effort])).toEqual([
      [MODELS.reasoning, 'medium'],
      [MODELS.fast, 'low'],
    ]);
  });

  it('is asked once more with the first answer and what is wrong with it', async () => {
    const { model, claude, ledger } = await stageOf(inTurn(invented, good));

    const { output } = await model.ask(assembleSolutions, input);

    expect(output.solutions).toEqual([draft]);
    expect(claude.requests[1]?.repair?.answer).toContain('made-up');
    expect(claude.requests[1]?.repair?.reason).toContain('made-up was not offered');
    expect(claude.requests[1]?.user).toBe(claude.requests[0]?.user);
    expect(ledger.calls.map(({ outcome }) => outcome)).toEqual(['wrong', 'answered']);
  });

  it.each<[string, ClaudeAnswer]>([
    ['a made-up resource', invented],
    ['text that is no JSON', { type: 'text', text: 'Here you are: {"solutions":' }],
    ['another shape', { type: 'text', text: '{"solutions": "none"}' }],
    ['nothing', { type: 'text', text: '' }],
    [
      'a number outside its limits',
      { type: 'output', output: { solutions: [{ ...draft, match: 101 }] } },
    ],
  ])('fails as bad output after two answers with %s', async (_, answer) => {
    const { model, claude, ledger } = await stageOf(() => answer);

    const failure: unknown = await model
      .ask(assembleSolutions, input)
      .catch((error: unknown) => error);

    expect(failure).toMatchObject({ name: 'Failure', kind: 'bad-model-output' });
    expect(String(failure)).not.toContain('made-up');
    expect(claude.requests).toHaveLength(2);
    expect(ledger.calls.map(({ outcome }) => outcome)).toEqual(['wrong', 'wrong']);
  });
});
