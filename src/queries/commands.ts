import type { CapabilityQueries } from './capabilities.ts';
import { greetingCard, helpCard, incompleteCommandCard, unknownCommandCard } from './help.ts';
import type { Card } from '../chat/card.ts';
import type { Command } from '../chat/command.ts';

/** Answers commands that open no conversation. Throws what the queries throw. */
export async function answerCommand(
  command: Command,
  capabilities: CapabilityQueries,
): Promise<Card> {
  switch (command.type) {
    case 'list-capabilities':
      return capabilities.list(command);
    case 'show-capability':
      return capabilities.show(command.name);
    case 'search-capabilities':
      return capabilities.search(command.text);
    case 'unknown':
      return unknownCommandCard(command);
    case 'incomplete':
      return incompleteCommandCard(command);
    case 'greeting':
      return greetingCard();
    case 'help':
    case 'recommend':
    case 'scan-capabilities':
      return helpCard();
  }
}
