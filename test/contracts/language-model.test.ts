import { afterEach, describe } from 'vitest';
import { createOfflineModel } from '../../src/adapters/offline/language-model.ts';
import { assembleSolutions } from '../../src/prompts/assemble-solutions.ts';
import { interpretReply } from '../../src/prompts/interpret-reply.ts';
import type { AnswerClaude } from '../claude/claude-server.ts';
import { PROMPTS, startClaudeStage, type ClaudeStage } from '../claude/stage.ts';
import { CONTRACT_INPUTS, languageModelContract } from './language-model.ts';

describe('the built-in rules', () => {
  languageModelContract(async () => createOfflineModel());
});

describe('Claude', () => {
  const stages: ClaudeStage[] = [];
  const offline = createOfflineModel();

  /** What the rules would answer: that it is Claude's makes no difference to the contract. */
  const answer: AnswerClaude = async ({ system }) => {
    const { assembling, reading } = CONTRACT_INPUTS;
    const { output } =
      system === PROMPTS.get(assembleSolutions.id)?.system
        ? await offline.ask(assembleSolutions, assembling)
        : await offline.ask(interpretReply, reading);
    return { type: 'output', output };
  };

  languageModelContract(async () => {
    const stage = await startClaudeStage(answer);
    stages.push(stage);
    return stage.model;
  });

  afterEach(async () => {
    for (const stage of stages.splice(0)) await stage.stop();
  });
});
