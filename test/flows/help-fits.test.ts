import { expect, it } from 'vitest';
import { renderBlocks } from '../../src/adapters/slack/render.ts';
import { LIMITS } from '../../src/adapters/slack/limits.ts';
import { COMMANDS } from '../../src/chat/commands.ts';
import { helpCard } from '../../src/queries/help.ts';

it('the help fits into one message, and no command of it is cut off', () => {
  const blocks = renderBlocks({ card: helpCard(), sessionId: '', surface: 'message' });
  const shown = JSON.stringify(blocks);

  expect(blocks.length).toBeLessThanOrEqual(LIMITS.messageBlocks);
  expect(shown).not.toContain('The rest does not fit');
  for (const { usage, does, isMention } of COMMANDS) {
    expect(shown).toContain(`${isMention ? '@' : '/'}dotai ${usage}`);
    expect(shown).toContain(does);
  }
});
