import type { Candidate } from '../../domain/mining/candidate.ts';
import type { Claim, Evidence } from '../../domain/mining/evidence.ts';

/** What a reviewer wants to know first. */
const ORDER: Readonly<Record<Candidate['type'], readonly Claim[]>> = {
  pattern: ['purpose', 'reason', 'resource', 'warning', 'rule'],
  policy: ['rule', 'reason', 'warning', 'resource', 'purpose'],
};

/**
 * The quotes that say most, at most `limit`: one of each claim first, then the second of each; the same
 * words and the same resource only once as long as others are left.
 */
export function tellingQuotes(
  evidence: readonly Evidence[],
  { type, limit }: { readonly type: Candidate['type']; readonly limit: number },
): readonly Evidence[] {
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
  const shown = sorted.slice(0, limit).map(({ one }) => one);
  const rank = (claim: Claim): number => ORDER[type].indexOf(claim);
  return shown.toSorted((a, b) => rank(a.claim) - rank(b.claim));
}
