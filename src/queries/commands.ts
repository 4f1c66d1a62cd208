import type { CapabilityQueries } from './capabilities.ts';
import type { CandidateQueries } from './candidates.ts';
import {
  greetingCard,
  helpCard,
  incompleteCommandCard,
  introductionCard,
  unknownCommandCard,
} from './help.ts';
import type { PatternQueries } from './patterns.ts';
import type { PolicyQueries } from './policies.ts';
import { endedScanCard, type ScanQueries } from './scans.ts';
import type { Actor } from '../chat/actor.ts';
import type { Card } from '../chat/card.ts';
import type { Command } from '../chat/command.ts';

export interface CommandQueries {
  readonly capabilities: CapabilityQueries;
  readonly scans: ScanQueries;
  readonly policies: PolicyQueries;
  readonly patterns: PatternQueries;
  readonly candidates: CandidateQueries;
  readonly status: (viewer: Actor) => Promise<Card>;
}

/** Answers commands that open no conversation. Throws what the queries throw. */
export async function answerCommand(
  queries: CommandQueries,
  { command, actor }: { readonly command: Command; readonly actor: Actor },
): Promise<Card> {
  if (isOfTaught(command)) return answerOfTaught(queries, { command, actor });
  const { capabilities, scans, status } = queries;
  switch (command.type) {
    case 'list-capabilities':
      return capabilities.list(command);
    case 'show-capability':
      return capabilities.show(command.name);
    case 'search-capabilities':
      return capabilities.search(command.text);
    // What follows opens nothing only where a scan runs, or none does, or the name is not clear.
    case 'scan-capabilities':
      return scans.progress(actor, { joins: true });
    case 'scan-progress':
      return scans.progress(actor);
    case 'cancel-scan':
      return command.scanId === undefined ? scans.progress(actor) : endedScanCard();
    case 'delete-capability':
      return capabilities.toDelete(command.name);
    case 'delete-all-capabilities':
      return capabilities.nothingToDelete();
    case 'status':
      return status(actor);
    case 'unknown':
      return unknownCommandCard(command);
    case 'incomplete':
      return incompleteCommandCard(command);
    case 'greeting':
      return greetingCard();
    case 'introduction':
      return introductionCard();
    case 'help':
      return helpCard(command.topic);
    case 'recommend':
    case 'new-policy':
    case 'import-policies':
    case 'new-pattern':
    case 'mine-channel':
    case 'stop-mining':
    case 'capture':
    case 'learn':
    case 'review-candidate':
      return helpCard();
  }
}

/** Commands about what people taught, or what was found, that open nothing or not always. */
const OF_TAUGHT = [
  'list-policies',
  'show-policy',
  'show-policy-coverage',
  'search-policies',
  'edit-policy',
  'delete-policy',
  'list-patterns',
  'show-pattern',
  'search-patterns',
  'edit-pattern',
  'delete-pattern',
  'list-candidates',
] as const;
type OfTaught = Extract<Command, { type: (typeof OF_TAUGHT)[number] }>;

function isOfTaught(command: Command): command is OfTaught {
  return OF_TAUGHT.some((type) => type === command.type);
}

async function answerOfTaught(
  { policies, patterns, candidates }: CommandQueries,
  { command, actor }: { readonly command: OfTaught; readonly actor: Actor },
): Promise<Card> {
  switch (command.type) {
    case 'list-policies':
      return policies.list(command);
    case 'show-policy':
      return policies.show(command.name, actor);
    case 'show-policy-coverage':
      return policies.coverage(command);
    case 'search-policies':
      return policies.search(command.text);
    // Editing and deleting open nothing only where it is not clear which one is meant.
    case 'edit-policy':
      return policies.toChoose(command.name, 'edit');
    case 'delete-policy':
      return policies.toChoose(command.name, 'delete');
    case 'list-patterns':
      return patterns.list(command);
    case 'show-pattern':
      return patterns.show(command.name, actor);
    case 'search-patterns':
      return patterns.search(command.text);
    case 'edit-pattern':
      return patterns.toChoose(command.name, 'edit');
    case 'delete-pattern':
      return patterns.toChoose(command.name, 'delete');
    case 'list-candidates':
      return candidates.list(command, actor);
  }
}
