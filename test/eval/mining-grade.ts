import type { ResourceKind } from '../../src/domain/kind.ts';
import { resourceNameOf } from '../../src/domain/kind.ts';
import type { FoundCandidate } from '../../src/domain/mining/find.ts';
import type { CaseResult, Mark } from './figures.ts';
import { matchesAny, matchesKind } from './kind-pattern.ts';
import type { ExpectedFind, MiningLabel } from './labels/mining/label.ts';
import { messageId } from './mining-stage.ts';

interface Pair {
  readonly expected: ExpectedFind;
  readonly found: FoundCandidate;
}

/** How much of what was found is as the label wants it, and how much of what it wants was found. */
export function gradeMining(
  { expects }: MiningLabel,
  found: readonly FoundCandidate[],
): Pick<CaseResult, 'marks' | 'remarks'> {
  const pairs: Pair[] = [];
  for (const expected of expects) {
    const match = found.find(
      (one) => isFound(expected, one) && pairs.every((pair) => pair.found !== one),
    );
    if (match) pairs.push({ expected, found: match });
  }
  const missed = expects.filter((one) => pairs.every(({ expected }) => expected !== one));
  const extra = found.filter((one) => pairs.every((pair) => pair.found !== one));
  const resources = pairs.map(resourceMarks);
  const quotes = pairs.map(quoteMarks);
  return {
    marks: {
      right: { got: missed.length + extra.length === 0 ? 1 : 0, of: 1 },
      'find-precision': { got: pairs.length, of: found.length },
      'find-recall': { got: pairs.length, of: expects.length },
      'resource-precision': sumOf(resources.map(({ precision }) => precision)),
      'resource-recall': sumOf(resources.map(({ recall }) => recall)),
      'quote-precision': sumOf(quotes.map(({ precision }) => precision)),
      'quote-recall': sumOf(quotes.map(({ recall }) => recall)),
    },
    remarks: [
      ...missed.map(({ type, words }) => `misses a ${type}: ${words.source}`),
      ...extra.map(({ candidate }) => `finds a ${candidate.type}: ${candidate.title}`),
      ...resources.flatMap(({ remarks }) => remarks),
      ...quotes.flatMap(({ remarks }) => remarks),
    ],
  };
}

/** A pattern by one of its resources at least, a policy by its words. */
function isFound({ type, resources = [], avoided = [], words }: ExpectedFind, one: FoundCandidate) {
  const { candidate } = one;
  const said = [candidate.title, ...candidate.triggers, candidate.rationale].join('\n');
  if (candidate.type !== type || !words.test(said)) return false;
  if (type === 'policy' || resources.length === 0) return true;
  const named = [...candidate.resources, ...(resources.length === 0 ? candidate.avoided : [])];
  return named.some((kind) => matchesAny([...resources, ...avoided], kind));
}

interface Marked {
  readonly precision: Mark;
  readonly recall: Mark;
  readonly remarks: readonly string[];
}

function resourceMarks({ expected, found }: Pair): Marked {
  const { resources = [], optional = [], avoided = [], unknown = [] } = expected;
  const { candidate } = found;
  const used = held(candidate.resources, { wanted: resources, allowed: optional });
  const kept = held(candidate.avoided, { wanted: avoided, allowed: [] });
  const strange = candidate.unknownResources.filter((one) => !unknown.includes(one));
  const unsaid = unknown.filter((one) => !candidate.unknownResources.includes(one));
  const wrong = [...used.wrong, ...kept.wrong, ...strange];
  const lacking = [...used.lacking, ...kept.lacking, ...unsaid];
  const given =
    candidate.resources.length + candidate.avoided.length + candidate.unknownResources.length;
  const wanted = resources.length + avoided.length + unknown.length;
  return {
    precision: { got: given - wrong.length, of: given },
    recall: { got: wanted - lacking.length, of: wanted },
    remarks: [
      ...wrong.map((one) => `“${candidate.title}” names ${one}`),
      ...lacking.map((one) => `“${candidate.title}” lacks ${one}`),
    ],
  };
}

function held(
  kinds: readonly ResourceKind[],
  { wanted, allowed }: { readonly wanted: readonly string[]; readonly allowed: readonly string[] },
): { readonly wrong: readonly string[]; readonly lacking: readonly string[] } {
  return {
    wrong: kinds
      .filter((kind) => !matchesAny([...wanted, ...allowed], kind))
      .map((kind) => resourceNameOf(kind)),
    lacking: wanted.filter((pattern) => !kinds.some((kind) => matchesKind(pattern, kind))),
  };
}

/** A quote is right where the line shows it; that it stands there word for word, code has seen to. */
function quoteMarks({ expected, found }: Pair): Marked {
  const lines = expected.from.map((line) => messageId(line - 1));
  const quoted = found.evidence.map(({ source, quote }) => {
    // A document is one line of its label.
    return { line: source.type === 'message' ? source.message : messageId(0), quote };
  });
  const right = quoted.filter(({ line }) => lines.includes(line));
  return {
    precision: { got: right.length, of: quoted.length },
    recall: { got: right.length > 0 ? 1 : 0, of: 1 },
    remarks: quoted
      .filter((one) => !right.includes(one))
      .map(({ quote }) => `quotes “${quote.slice(0, 80)}”`),
  };
}

function sumOf(marks: readonly Mark[]): Mark {
  return {
    got: marks.reduce((sum, { got }) => sum + got, 0),
    of: marks.reduce((sum, { of }) => sum + of, 0),
  };
}
