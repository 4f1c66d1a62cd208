import type { Clause } from './derive-rules-clauses.ts';
import type { FieldDemand, Reading } from './derive-rules-settings.ts';
import { listedValues } from './derive-rules-values.ts';

const KIND_OF_METADATA = /\b(label|annotation)s?\b/iu;
const NAME = String.raw`["'“”‘’]?([A-Za-z\d](?:[\w.\/\-]*[A-Za-z\d])?)["'“”‘’]?`;
const NAMED_AFTER = new RegExp(
  String.raw`\b(?:label|annotation)s?(?:\s+(?:named|called|with the (?:key|name)|for))?\s+(?:the\s+)?${NAME}((?:\s*(?:,|and|or)\s*${NAME})*)`,
  'iu',
);
const NAMED_BEFORE = new RegExp(String.raw`${NAME}\s+(?:label|annotation)\b`, 'iu');

/** Words that stand there and name no label. */
const NO_NAME = new Set(
  'a an the must should with that be is are have has set of to one any its their some no not'.split(
    ' ',
  ),
);

/** "must have a label owner", "labels team and cost-center", "the label env must be one of prod, dev". */
export function readLabels(clause: Clause): Reading | undefined {
  const { text, isNegative } = clause;
  const kind = KIND_OF_METADATA.exec(text)?.[1]?.toLowerCase();
  if (kind === undefined) return undefined;
  const names = namesIn(text);
  if (names.length === 0) return { type: 'unclear', because: `It names no ${kind}.` };
  const said = demandOf(clause);
  const demands = names.map((key): FieldDemand => ({
    ...(isNegative && said.demand === 'exists' ? { demand: 'absent', values: [] } : said),
    key,
    isMeant: ({ path }) => path === `metadata.${kind}s` || path === `metadata.${kind}s['${key}']`,
  }));
  return { type: 'demands', demands };
}

function namesIn(text: string): readonly string[] {
  const after = NAMED_AFTER.exec(text);
  const first = after?.[1];
  if (first !== undefined && !NO_NAME.has(first.toLowerCase())) {
    const more = [...(after?.[2] ?? '').matchAll(new RegExp(NAME, 'gu'))].flatMap(
      ([, name]) => name ?? [],
    );
    const others = more.filter((name) => !/^(?:and|or)$/iu.test(name) && !NO_NAME.has(name));
    return [...new Set([first, ...others])];
  }
  const before = NAMED_BEFORE.exec(text)?.[1];
  return before === undefined || NO_NAME.has(before.toLowerCase()) ? [] : [before];
}

/** "The label env must be prod or dev" names values; "must have the label owner" does not. */
function demandOf(clause: Clause): Pick<FieldDemand, 'demand' | 'values'> {
  const { text, isNegative } = clause;
  const behind =
    /\b(?:label|annotation)s?\b.*\b((?:must|should|shall|may)\s+.*\b(?:be|equal)\s+.+|(?:with (?:the )?value|set to|one of|=)\s*.+)$/iu.exec(
      text,
    )?.[1];
  if (behind === undefined || /\bbe (?:set|defined|present|there)\b/iu.test(behind)) {
    return { demand: 'exists', values: [] };
  }
  const values = listedValues({
    text: behind.replace(/^(?:with (?:the )?value|set to|one of|=)\s*/iu, 'must be '),
    isNegative,
  });
  if (values.length === 0) return { demand: 'exists', values: [] };
  return { demand: isNegative ? 'noneOf' : 'oneOf', values: [...values] };
}
