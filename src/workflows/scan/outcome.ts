import type { CardElement } from '../../chat/card.ts';
import { bold, line, type Line } from '../../chat/text.ts';
import { duration, quantity } from './progress.ts';
import type { ScanState } from './state.ts';
import { unknownNamesText } from './unknown-names.ts';

/** What came of a scan that went to its end. */
export function outcome(state: ScanState): CardElement[] {
  const { known, startedAt, updatedAt, unknownNames } = state;
  const seconds = Math.round((Date.parse(updatedAt) - Date.parse(startedAt)) / 1_000);
  return [
    {
      type: 'text',
      line: line`${bold(quantity(known, 'capability'))} known, read in ${duration(Math.max(1, seconds))}.`,
    },
    { type: 'facts', facts: facts(state) },
    ...(unknownNames.length === 0 ? [] : [warning(unknownNamesText(unknownNames))]),
    ...unreadDocuments(state),
    ...undescribedKinds(state),
    ...missingVectors(state),
  ];
}

/** "2 schema documents could not be read" */
export function unread(count: number): string {
  return `${quantity(count, 'schema document')} could not be read`;
}

function facts({ counts, gone, known, knownByModel, names, ...rest }: ScanState) {
  const byModel = rest.describes || knownByModel > 0;
  return [
    ...(byModel
      ? [
          { label: 'Described by the model', value: [quantity(knownByModel, 'kind')] },
          { label: 'Described by code', value: [quantity(known - knownByModel, 'kind')] },
        ]
      : []),
    // What is named is read whether it changed or not.
    ...(names
      ? [{ label: 'Read again', value: [quantity(counts.described, 'kind')] }]
      : [
          { label: 'New or changed', value: [quantity(counts.described, 'kind')] },
          { label: 'Unchanged', value: [quantity(counts.unchanged, 'kind')] },
          { label: 'Gone', value: [quantity(gone, 'kind')] },
        ]),
  ];
}

function unreadDocuments({ counts, failures }: ScanState): CardElement[] {
  if (counts.failures === 0) return [];
  return [
    warning(
      `${unread(counts.failures)}. What was known of their kinds is kept; the next scan tries again.`,
    ),
    list(
      failures.map(({ document, reason }) => line`${bold(document)}: ${reason}`),
      counts.failures,
    ),
  ];
}

function undescribedKinds(state: ScanState): CardElement[] {
  const { descriptions, undescribed, describingProblem, names } = state;
  if (describingProblem !== undefined) {
    return [
      warning(
        `The language model was not asked to describe what is new: ${describingProblem} The next scan tries again.`,
      ),
    ];
  }
  const { failures } = descriptions;
  if (failures === 0) return [];
  return [
    warning(
      `${quantity(failures, 'kind')} could not be described by the language model ${
        names
          ? 'and can be found by what was known of them before.'
          : 'and can be found by what code made of them; the next scan tries again.'
      }`,
    ),
    list(
      undescribed.map(({ kind, reason }) => line`${bold(kind)}: ${reason}`),
      failures,
    ),
  ];
}

function missingVectors({ vectors, vectorProblem }: ScanState): CardElement[] {
  if (vectorProblem !== undefined) {
    return [warning(`Search goes by words until the next scan: ${vectorProblem}`)];
  }
  const missing = vectors.total - vectors.done;
  if (missing <= 0) return [];
  return [
    warning(
      `${quantity(missing, 'kind')} without a vector: found by words alone until the next scan.`,
    ),
  ];
}

function list(items: readonly Line[], total: number): CardElement {
  const rest = total - items.length;
  return {
    type: 'list',
    isOrdered: false,
    items: rest > 0 ? [...items, [`… and ${rest} more`]] : [...items],
  };
}

function warning(text: string): CardElement {
  return { type: 'alert', level: 'warning', line: [text] };
}
