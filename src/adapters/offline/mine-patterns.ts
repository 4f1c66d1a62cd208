import { QUOTE_MAX } from '../../domain/mining/evidence.ts';
import { createKindMentions } from '../../domain/mining/kind-mentions.ts';
import { isVerbatim } from '../../domain/mining/quote.ts';
import { exposureOfPattern } from '../../domain/pattern/exposure.ts';
import { purposesIn } from '../../domain/pattern/purposes.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import { foreignIn } from '../../prompts/instruction.ts';
import {
  minePatterns,
  type MinedCandidate,
  type MinePatternsInput,
  type MinePatternsOutput,
} from '../../prompts/mine-patterns.ts';
import { statementsIn, type Statement } from './mine-patterns-reading.ts';
import { isOfSome, ruleAndReason } from './mine-patterns-rule.ts';
import { themesOf, type Theme } from './mine-patterns-themes.ts';
import { cutAt, patternTitle, subjectOf, thingsIn, triggersOf } from './mine-patterns-words.ts';

const CANDIDATES_MAX = 10;
const SENTENCE_MAX = 300;
const RATIONALE_MAX = 600;
const QUOTES_MAX = 6;
const RESOURCES_MAX = 8;

/**
 * Reads rules off the form of sentences: who says that something is always or never so, what is named in
 * it, and why. It finds plain sentences in several languages and passes over what only the sense of a
 * conversation would tell. Whatever the task's own look would refuse is left out.
 */
export function solveMinePatterns(input: MinePatternsInput): MinePatternsOutput {
  const { resources } = input;
  const mentionsIn = createKindMentions(resources);
  const candidates = input.conversations.flatMap(({ id, lines }) =>
    themesOf(statementsIn(lines, { mentionsIn, resources }), resources)
      .map((theme) => candidateOf(theme, { conversation: id, resources }))
      .map((candidate) => withShownQuotes(candidate, lines))
      .filter((candidate) => minePatterns.verify(input, { candidates: [candidate] }) === undefined),
  );
  return { candidates: candidates.slice(0, CANDIDATES_MAX) };
}

function candidateOf(
  theme: Theme,
  {
    conversation,
    resources,
  }: { readonly conversation: string; readonly resources: MinePatternsInput['resources'] },
): MinedCandidate {
  const [first] = theme;
  const isPolicy = first.type === 'policy';
  const { rule } = ruleAndReason(first.text);
  const used = distinct(theme.flatMap((one) => (isPolicy ? one.subjects : one.used)));
  const avoided = distinct(theme.flatMap((one) => one.avoided)).filter((id) => !used.includes(id));
  const strangers = distinct(theme.flatMap((one) => one.strangers));
  const purposes = distinct(theme.flatMap((one) => one.purposes));
  const kindOf = (id: string) => resources.find((one) => one.id === id);
  const tags = [...used, ...avoided].flatMap((id) => kindOf(id)?.words.slice(0, 2) ?? []);
  const words = tags.length > 0 ? tags : thingsIn(subjectOf(rule));
  const kinds = used.flatMap((id) => kindOf(id)?.kind ?? []);
  return {
    conversation,
    type: isPolicy ? 'policy' : 'pattern',
    title: isPolicy
      ? cutAt(withoutForeign(rule), SENTENCE_MAX)
      : patternTitle(purposes, [...kinds, ...strangers], {
          rule: withoutForeign(rule),
          sentence: first.text,
        }),
    triggers: [...triggersOf(purposes, { asked: first.asked, words })],
    resourceIds: used.slice(0, RESOURCES_MAX),
    avoidedIds: avoided.slice(0, RESOURCES_MAX),
    unknownResources: strangers.slice(0, 5),
    rationale: rationaleOf(theme),
    quotes: quotesOf(theme),
  };
}

function rationaleOf(theme: Theme): string {
  const reasons = theme.flatMap(({ type, text, reasons: further }) => {
    const { rule, reason } = ruleAndReason(text);
    const when = type === 'pattern' && saysWhen(rule) ? [rule] : [];
    return [...when, reason, ...further.map((one) => one.text)];
  });
  const shown = distinct(reasons).filter(
    (text) => text !== '' && foreignIn(text) === undefined && redactSecrets(text) === text,
  );
  return cutAt(
    shown.map((text) => (/[.!?。！]$/u.test(text) ? text : `${text}.`)).join(' '),
    RATIONALE_MAX,
  );
}

/** Whether conditions can be read from it, which are read from rationales alone, or people must know one. */
function saysWhen(rule: string): boolean {
  return exposureOfPattern(rule) !== undefined || purposesIn(rule).length > 0 || isOfSome(rule);
}

function quotesOf(theme: Theme): MinedCandidate['quotes'] {
  const quotes = theme.flatMap(({ type, line, text, used, avoided, reasons }) => [
    { line, text, ...claimOf(type, { used, avoided }) },
    ...reasons.map((reason) => ({ ...reason, claim: 'reason' as const })),
  ]);
  return quotes.slice(0, QUOTES_MAX);
}

function claimOf(
  type: Statement['type'],
  { used, avoided }: Pick<Statement, 'used' | 'avoided'>,
): Pick<MinedCandidate['quotes'][number], 'claim' | 'about'> {
  if (type === 'policy') return { claim: 'rule' };
  const [about] = type === 'warning' ? avoided : used;
  return {
    claim: type === 'warning' ? 'warning' : 'resource',
    ...(about !== undefined && { about }),
  };
}

/** What stands otherwise in the line, as where a quotation was taken out of it, is no quote. */
function withShownQuotes(
  candidate: MinedCandidate,
  lines: MinePatternsInput['conversations'][number]['lines'],
): MinedCandidate {
  const quotes = candidate.quotes
    .map((quote) => ({ ...quote, text: cutAtWord(quote.text) }))
    .filter(({ line, text }) => {
      const said = lines.find(({ id }) => id === line)?.text;
      return said !== undefined && isVerbatim(text, said);
    });
  return { ...candidate, quotes };
}

function cutAtWord(text: string): string {
  return text.length <= QUOTE_MAX ? text : text.slice(0, QUOTE_MAX).replace(/\s\S*$/u, '');
}

function withoutForeign(text: string): string {
  return text
    .replaceAll(/\(?\bhttps?:\/\/[^\s<>()]*\)?/giu, '')
    .replaceAll(/<[^>]*>|(?<!\S)@(?:here|channel|everyone|someone)\b/giu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

function distinct(items: readonly string[]): string[] {
  return [...new Set(items)];
}
