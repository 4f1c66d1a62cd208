import { z } from 'zod';
import { Claim, QUOTE_MAX } from '../domain/mining/evidence.ts';
import { unfoundedIn } from '../domain/mining/founded-words.ts';
import { isPlanted } from '../domain/mining/planted.ts';
import { isStopWord, wordsOf } from '../domain/knowledge/words.ts';
import { isVerbatim } from '../domain/mining/quote.ts';
import { isTorn } from '../domain/mining/torn-quote.ts';
import {
  PATTERN_NAME_MAX,
  PATTERN_RESOURCES_MAX,
  PATTERN_TRIGGER_MAX,
} from '../domain/pattern/pattern.ts';
import { redactSecrets } from '../domain/redaction.ts';
import type { Task } from '../ports/language-model.ts';
import { sizeFault } from './answer-size.ts';
import { foreignIn } from './instruction.ts';
import { notOffered, repeated } from './offered.ts';
import { lineOf } from './shown-fields.ts';

/** Longest sentence of a policy and longest rationale, in characters. */
const SENTENCE_MAX = 300;
const MINED_RATIONALE_MAX = 600;

const MinePatternsInput = z.strictObject({
  conversations: z
    .array(
      z.object({
        id: z.string(),
        lines: z.array(z.object({ id: z.string(), speaker: z.string(), text: z.string() })),
      }),
    )
    .min(1),
  resources: z.array(
    z.object({ id: z.string(), name: z.string(), kind: z.string(), words: z.array(z.string()) }),
  ),
});
export type MinePatternsInput = z.infer<typeof MinePatternsInput>;

const MinedCandidate = z.object({
  conversation: z.string().max(10),
  type: z.enum(['pattern', 'policy']),
  title: z
    .string()
    .min(1)
    .max(SENTENCE_MAX)
    .describe(
      `A pattern: its purpose, at most ${PATTERN_NAME_MAX} characters. A policy: its sentence.`,
    ),
  triggers: z
    .array(z.string().min(2).max(PATTERN_TRIGGER_MAX))
    .max(8)
    .describe('Lower case kinds of infrastructure by which it should be found.'),
  resourceIds: z
    .array(z.string().max(10))
    .max(PATTERN_RESOURCES_MAX)
    .describe('A pattern: what to deploy. A policy: what it is about.'),
  avoidedIds: z.array(z.string().max(10)).max(PATTERN_RESOURCES_MAX),
  unknownResources: z
    .array(z.string().min(2).max(100))
    .max(5)
    .describe('Resources meant to be deployed that are not listed, as they were said.'),
  rationale: z
    .string()
    .max(MINED_RATIONALE_MAX)
    .describe('Why and when, from what was said; empty where nobody said it.'),
  quotes: z
    .array(
      z.object({
        line: z.string().max(10),
        text: z.string().min(1).max(QUOTE_MAX).describe('Word for word.'),
        claim: Claim,
        about: z.string().max(120).optional().describe('A resource claim or warning: its id.'),
      }),
    )
    .min(1)
    .max(6),
});
export type MinedCandidate = z.infer<typeof MinedCandidate>;

const MinePatternsOutput = z.object({
  candidates: z.array(MinedCandidate).max(10).describe('Empty where nothing was laid down.'),
});
export type MinePatternsOutput = z.infer<typeof MinePatternsOutput>;

/** Contract of prompts/mine-patterns.md. Change either side and raise `version` there. */
export const minePatterns: Task<MinePatternsInput, MinePatternsOutput> = {
  id: 'mine-patterns',
  input: MinePatternsInput,
  output: MinePatternsOutput,
  values: ({ conversations, resources }) => ({
    conversations: conversations.map(conversationText).join('\n\n'),
    resources: resources
      .map(({ id, name, kind, words }) => lineOf([id, name, kind, words.join(', ')]))
      .join('\n'),
  }),
  verify: (input, output) => {
    for (const [place, candidate] of output.candidates.entries()) {
      const fault = candidateFault(input, candidate);
      if (fault !== undefined) return `Candidate ${place + 1}: ${fault}`;
    }
    return sizeFault(output);
  },
};

/** Only the beginning of a line stands at the margin: no message can forge another one. */
function conversationText({ id, lines }: MinePatternsInput['conversations'][number]): string {
  const shown = lines.map(({ id: line, speaker, text }) => {
    const said = text
      .split('\n')
      .map((row) => row.replaceAll(/\s+/gu, ' ').trim())
      .filter((row) => row !== '');
    return `${line}${speaker === '' ? '' : ` ${speaker}`}: ${said.join('\n   ')}`;
  });
  return [id, ...shown].join('\n');
}

function candidateFault(
  { conversations, resources }: MinePatternsInput,
  candidate: MinedCandidate,
): string | undefined {
  const { resourceIds, avoidedIds } = candidate;
  const conversation = conversations.find(({ id }) => id === candidate.conversation);
  if (!conversation) return `there is no conversation ${candidate.conversation}.`;
  const named = [...resourceIds, ...avoidedIds];
  const stranger = notOffered(named, resources);
  if (stranger !== undefined) return `the resource ${stranger} was not offered.`;
  const twice = repeated(named);
  if (twice !== undefined) return `the resource ${twice} stands twice.`;
  if (candidate.type === 'pattern' && named.length + candidate.unknownResources.length === 0) {
    return 'a pattern names at least one resource.';
  }
  return wordsFault(candidate, { conversation, resources }) ?? quotesFault(candidate, conversation);
}

type ReadConversation = MinePatternsInput['conversations'][number];

function wordsFault(
  { type, title, triggers, unknownResources, rationale }: MinedCandidate,
  given: {
    readonly conversation: ReadConversation;
    readonly resources: MinePatternsInput['resources'];
  },
): string | undefined {
  if (type === 'pattern' && title.length > PATTERN_NAME_MAX) {
    return `its title has more than ${PATTERN_NAME_MAX} characters.`;
  }
  const loud = triggers.find((trigger) => trigger !== trigger.toLowerCase());
  if (loud !== undefined) return 'a trigger is not in lower case.';
  const empty = triggers.find((trigger) => wordsOf(trigger).every((word) => isStopWord(word)));
  if (empty !== undefined) return `the trigger ${empty} names nothing.`;
  const again = repeated(triggers);
  if (again !== undefined) return 'a trigger stands twice.';
  const texts = [title, ...triggers, ...unknownResources, rationale];
  if (texts.some((text) => redactSecrets(text) !== text)) return 'it holds a secret.';
  const foreign = texts.map((text) => foreignIn(text)).find((what) => what !== undefined);
  if (foreign !== undefined) return `its words hold ${foreign}.`;
  if (texts.some((text) => isPlanted(text))) return 'its words hold an instruction.';
  const said = given.conversation.lines.map(({ text }) => text);
  const names = given.resources.flatMap(({ name, kind, words }) => [name, kind, ...words]);
  const invented = unfoundedIn([title, rationale].join('\n'), [...said, ...names]);
  if (invented !== undefined) return 'its title or rationale has a name or number nobody said.';
  const unsaid = unknownResources.find((one) => !said.some((text) => isVerbatim(one, text)));
  return unsaid === undefined ? undefined : 'an unknown resource is not as it was said.';
}

function quotesFault({ quotes }: MinedCandidate, { lines }: ReadConversation): string | undefined {
  for (const [place, { line, text }] of quotes.entries()) {
    const said = lines.find(({ id }) => id === line);
    if (!said) return `quote ${place + 1} is of a line that is not there.`;
    if (!isVerbatim(text, said.text)) return `quote ${place + 1} is not in ${line} word for word.`;
    if (isTorn(text, said.text)) return `quote ${place + 1} leaves out what denies it in ${line}.`;
    if (redactSecrets(text) !== text) return `quote ${place + 1} holds a secret.`;
    if (isPlanted(text)) return `quote ${place + 1} holds an instruction.`;
  }
  return undefined;
}
