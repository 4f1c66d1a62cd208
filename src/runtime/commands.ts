import type { CommandAnswers, OpeningPlan } from './command-answers.ts';
import { type PermissionDependencies, requireRole } from '../activities/permissions.ts';
import type { Command } from '../chat/command.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import { Failure } from '../domain/failure.ts';
import { answerCommand, type CommandQueries } from '../queries/commands.ts';

/** Longest request, in characters. */
const INTENT_MAX = 4_000;

/** One scan at a time, whoever begins it. */
export const SCAN_KEY = 'scan';

/** What commands do: some open a conversation for whoever may, the others are answered by a card. */
export function createCommandAnswers(
  people: PermissionDependencies,
  queries: CommandQueries,
): CommandAnswers {
  return {
    openingFor: (command, inbound) => openingFor(people, command, inbound),
    answerCommand: (command, { actor }) => answerCommand(queries, { command, actor }),
  };
}

async function openingFor(
  people: PermissionDependencies,
  command: Command,
  { actor }: InboundEvent,
): Promise<OpeningPlan | undefined> {
  switch (command.type) {
    case 'recommend':
      refuseLong(command.intent);
      await requireRole(people, { actor, role: 'requesters' });
      return { workflow: 'recommend', input: { intent: command.intent } };
    case 'scan-capabilities':
      await requireRole(people, { actor, role: 'curators' });
      return { workflow: 'scan', input: { reason: 'asked' }, key: SCAN_KEY };
    case 'list-capabilities':
    case 'show-capability':
    case 'search-capabilities':
    case 'status':
    case 'help':
    case 'greeting':
    case 'unknown':
    case 'incomplete':
      return undefined;
  }
}

function refuseLong({ length }: string): void {
  if (length <= INTENT_MAX) return;
  throw new Failure(
    'invalid-input',
    `That is ${length} characters. Say what you need in at most ${INTENT_MAX}; details can follow in the thread.`,
  );
}
