import { afterEach, expect, it } from 'vitest';
import { type ClaudeStage, startClaudeStage } from '../../../test/claude/stage.ts';
import { applyOpenRequirements } from '../../prompts/apply-open-requirements.ts';

const TEXT = 'be fast, the admin password is hunter2secret!';
const DESCRIPTION = { id: '1', path: 'spec.description', type: 'string', description: '' } as const;

let stage: ClaudeStage;

afterEach(() => stage.stop());

/** Claude sets the description to the placeholder that it was given, for these words. */
async function setFor(...quotes: readonly string[]): Promise<unknown> {
  let round = 0;
  stage = await startClaudeStage(() => {
    const because = quotes[round] ?? '';
    round += 1;
    const value = because === '' ? [] : [{ id: '1', value: '⟨secret-1⟩', because }];
    return { type: 'output', output: { values: value, unmet: [] } };
  });
  const answer = await stage.model.ask(applyOpenRequirements, {
    text: TEXT,
    fields: [DESCRIPTION],
  });
  return answer.output.values;
}

it('sets no secret for words that do not hold it: the answer is refused, then asked for anew', async () => {
  expect(await setFor('be fast')).toEqual([]);
  expect(stage.claude.requests).toHaveLength(2);
  expect(stage.claude.requests[1]?.repair?.reason).toContain('A value holds ⟨secret-1⟩');
  expect(JSON.stringify(stage.claude.requests)).not.toContain('hunter2secret');
});

it('sets one for words that hold it', async () => {
  expect(await setFor('the admin password is ⟨secret-1⟩')).toMatchObject([
    { value: 'hunter2secret!' },
  ]);
  expect(stage.claude.requests).toHaveLength(1);
});

it('fails where no answer leaves it out', async () => {
  await expect(setFor('be fast', 'be fast')).rejects.toMatchObject({ kind: 'bad-model-output' });
});
