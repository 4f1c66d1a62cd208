import type { RecommendState } from './state.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import { bold, type Line } from '../../chat/text.ts';
import type { PatternTrace, Solution } from '../../domain/solution.ts';

/** The button that asks for it. */
export const EXPLAIN_ORDER = 'explain-order';

const WHY_ORDER =
  /^(?:but )?why (?:(?:is|was|are|were|in) )?(?:(?:this|that|the|these|those|they|it) )?(?:order|rank(?:ed|s|ing)?|scores?|ordered)(?: (?:like )?(?:this|that|so))?[ ?.!]*$/iu;
const WHY_FIRST =
  /^why (?:is|was) (?:(?:solution |number )?#?\d{1,2}|that|this|it) (?:ranked )?(?:the )?(?:first|best|second|third|last|on top|higher|lower)[ ?.!]*$/iu;
const WHY_NOT = /^(?:but )?why not (.{1,120}?)[ ?.!]*$/iu;

/** The answer to a press of that button. It changes nothing, so whoever works there may ask. */
export function whyPressed(
  { owner, state }: SessionOf<RecommendState>,
  inbound: InboundEvent,
): Line | undefined {
  if (inbound.type !== 'button-pressed' || inbound.action.name !== EXPLAIN_ORDER) return undefined;
  const isInside = inbound.actor.workspace === owner.workspace;
  return isInside && state.solutions.length > 0 ? orderLine(state) : undefined;
}

/**
 * The answer to "why this order?" and "why not PATTERN?", from what was stored with the solutions.
 * Undefined where something else was said, or no solution was found yet.
 */
export function whyAnswer(state: RecommendState, text: string): Line | undefined {
  if (state.solutions.length === 0) return undefined;
  const said = text.trim().replaceAll(/\s+/gu, ' ');
  if (WHY_ORDER.test(said) || WHY_FIRST.test(said)) return orderLine(state);
  const [, named] = WHY_NOT.exec(said) ?? [];
  return named === undefined ? undefined : whyNot(state, named);
}

function whyNot(state: RecommendState, named: string): Line | undefined {
  const { patternTrace = [] } = state;
  const wanted = named.replace(/^(?:the )?pattern\b[: ]*/iu, '').replace(/^the /iu, '');
  const isMeant = ({ id, name }: PatternTrace): boolean =>
    [id, name].some((one) => bare(one) === bare(wanted));
  const trace = patternTrace.find((one) => isMeant(one));
  if (trace) return [bold(trace.name), ...standingSpans(trace, state.solutions)];
  if (!/^(?:the )?pattern\b/iu.test(named)) return undefined;
  const names = patternTrace.map(({ name }) => name).join(', ');
  const found = names === '' ? 'No pattern was found for it' : `These were found for it: ${names}`;
  return [`No pattern of that name was found for this request. ${found}.`];
}

function bare(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/["'“”‘’«»`*_]|\s+pattern$/gu, '')
    .trim();
}

/** What each solution's rank is made of, and how every pattern that was found stands to each. */
export function orderLine({ solutions, patternTrace = [] }: RecommendState): Line {
  const ranks = solutions.flatMap((solution, index): Line => [
    `\n${index + 1}. `,
    bold(solution.title),
    ` – ${scoreText(solution)}`,
  ]);
  const patterns = patternTrace.flatMap((trace): Line => [
    '\n• ',
    bold(trace.name),
    ...standingSpans(trace, solutions),
  ]);
  const none = '\n\nNo pattern was found for this request.';
  return [
    'Ranked by how much of the request each meets, out of 100.',
    ...ranks,
    ...(patterns.length === 0 ? [none] : ['\n\nPatterns that were found:', ...patterns]),
  ];
}

function scoreText(solution: Solution): string {
  const { score, patterns, policies = [] } = solution;
  const [total, match] = [Math.round(score.total), Math.round(score.match)];
  const impossible = policies.find(({ stands }) => stands === 'impossible');
  const kept = policies.filter(({ stands }) => stands === 'kept').length;
  const sum = [
    total === match && patterns.length === 0 ? '' : `match ${match}`,
    patternText(
      patterns.map(({ name }) => name),
      points(score),
    ),
    impossible ? impossibleText(score, impossible.sentence) : '',
    kept > 0 && !impossible ? `keeps ${kept === 1 ? '1 policy' : `${kept} policies`}` : '',
  ].filter((part) => part !== '');
  const ranked = sum.length === 0 ? `${total}.` : `${total}: ${sum.join(', ')}.`;
  return [ranked, ...countedWords(solution)].join(' ');
}

/** Reasons that are named again, of those on the card. */
const COUNTED_MAX = 3;

/** What of the request a solution meets, and what it does not: of this its match is made. */
function countedWords({ reasons, lacks }: Solution): string[] {
  const met = reasons.slice(0, COUNTED_MAX).map((reason) => reason.replace(/[.\s]+$/u, ''));
  return [
    ...(met.length === 0 ? [] : [`What counted: ${met.join('; ')}.`]),
    ...(lacks.length === 0 ? [] : [`Not covered: ${lacks.join('; ')}.`]),
  ];
}

/** A policy that came since has not moved it. */
function impossibleText({ total, match }: Solution['score'], sentence: string): string {
  const words = `it cannot keep “${sentence}”`;
  return total < match ? `put behind the others: ${words}` : words;
}

/** Points for patterns are given once, however many of them a solution follows. */
function patternText(names: readonly string[], added: number): string {
  const [first, ...others] = names;
  if (first === undefined) return '';
  if (added === 0) return `${others.length === 0 ? 'pattern' : 'patterns'} ${listed(names)}`;
  const lifted = `${added} more for the pattern ${first}`;
  if (others.length === 0) return lifted;
  const verb = others.length === 1 ? 'adds' : 'add';
  return `${lifted} (${listed(others)} ${verb} none: they are given once, not for each pattern)`;
}

/** What patterns added; nothing where a policy has put the solution behind others. */
function points({ total, match, pattern }: Solution['score']): number {
  return pattern > 0 && total > match ? Math.round(total - match) : 0;
}

/** What stands before the reason in this answer anyway. */
const SAID_ALREADY = /^(?:Applies|It does not apply): /u;

/** Solutions for which the reason is the same are named together, those to which it applies first. */
function standingSpans(
  { unusable, standings }: PatternTrace,
  solutions: readonly Solution[],
): Line {
  if (unusable !== undefined) return [`: of no use here. ${unusable}`];
  const placed = solutions.flatMap(({ id }, index) =>
    standings
      .filter(({ solutionId }) => solutionId === id)
      .map(({ applies, reason }) => ({ applies, reason, place: index + 1 })),
  );
  const groups = Map.groupBy(placed, ({ applies, reason }) => `${applies} ${reason}`);
  const texts = [...groups.values()].map((group) => {
    const applies = group.some((one) => one.applies);
    const places = group.map(({ place }) => place);
    const where = places.length === solutions.length ? (applies ? 'all' : 'any') : listed(places);
    const why = (group[0]?.reason ?? '').replace(SAID_ALREADY, '');
    const text = `${applies ? 'applies to' : 'not to'} ${where}: ${why}`;
    return { applies, text };
  });
  const ordered = [
    ...texts.filter(({ applies }) => applies),
    ...texts.filter(({ applies }) => !applies),
  ];
  return ordered.map(({ text }) => `\n   ${text}`);
}

function listed(items: readonly (string | number)[]): string {
  const before = items.slice(0, -1);
  const last = String(items.at(-1));
  return before.length === 0 ? last : `${before.join(', ')} and ${last}`;
}
