import { shortened } from '../../chat/shortened.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { type Claim, type Evidence, quoteKey } from '../../domain/mining/evidence.ts';
import { ALSO_SHOWN, type ShownQuote } from '../../workflows/candidate/state.ts';

/** Longest name beside a quote that is kept in a session, in characters. */
const ABOUT_MAX = 80;

/** What a reviewer wants to know first. */
const ORDER: Readonly<Record<Candidate['type'], readonly Claim[]>> = {
  pattern: ['purpose', 'reason', 'resource', 'warning', 'rule'],
  policy: ['rule', 'reason', 'warning', 'resource', 'purpose'],
};

/**
 * The quotes that say most, at most `limit`, each once with all that it shows: one of each claim first, then
 * the second of each; the same words and the same resource only once as long as others are left.
 */
export function tellingQuotes(
  evidence: readonly Evidence[],
  { type, limit }: { readonly type: Candidate['type']; readonly limit: number },
): readonly ShownQuote[] {
  const ranks = evidence.map((one, index) => {
    const before = evidence.slice(0, index).filter(({ claim }) => claim === one.claim);
    const isRepeat = evidence.slice(0, index).some(({ quote }) => quote === one.quote);
    const isSameThing = one.about !== undefined && before.some(({ about }) => about === one.about);
    return { one, index, round: before.length, isLate: isRepeat || isSameThing };
  });
  const sorted = ranks.toSorted(
    (a, b) =>
      Number(a.isLate) - Number(b.isLate) ||
      a.round - b.round ||
      ORDER[type].indexOf(a.one.claim) - ORDER[type].indexOf(b.one.claim) ||
      a.index - b.index,
  );
  const different = Map.groupBy(
    sorted.map(({ one }) => one),
    quoteKey,
  );
  const shown = [...different.values()].flatMap(onceOf).slice(0, limit);
  const rank = (claim: Claim): number => ORDER[type].indexOf(claim);
  return shown.toSorted((a, b) => rank(a.claim) - rank(b.claim));
}

function onceOf([first, ...others]: readonly Evidence[]): ShownQuote[] {
  if (!first) return [];
  const also = others.slice(0, ALSO_SHOWN).map(({ claim, about }) => ({
    claim,
    ...(about === undefined ? {} : { about: shortened(about, ABOUT_MAX) }),
  }));
  return [also.length === 0 ? first : { ...first, also }];
}
