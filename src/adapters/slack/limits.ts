import { shortened } from '../../chat/shortened.ts';

/**
 * Slack's numbers. Lengths are UTF-16 code units, the strictest way to count; what is longer makes
 * Slack refuse the whole message (`invalid_blocks`, `msg_too_long`) or view.
 *
 * Sources: https://docs.slack.dev/reference/block-kit/blocks and its pages for each block,
 * https://docs.slack.dev/reference/block-kit/block-elements, and where a line names another.
 */
export const LIMITS = {
  /** https://docs.slack.dev/reference/methods/chat.postMessage: 4,000 advised, 40,000 hard. */
  messageText: 4_000,
  messageBlocks: 50,
  /** Modals and the App Home. https://docs.slack.dev/surfaces/modals */
  viewBlocks: 100,
  /**
   * All text in the blocks of one message. The number is documented for markdown blocks only;
   * other blocks are refused (`msg_blocks_too_long`) a little above it.
   */
  blocksText: 12_000,
  sectionText: 3_000,
  sectionFields: 10,
  sectionField: 2_000,
  headerText: 150,
  contextElements: 10,
  /** Not documented; a section's limit is kept. */
  contextText: 3_000,
  /** One rich text block. Not documented; a section's limit is kept. */
  richText: 3_000,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  actionId: 255,
  blockId: 255,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  tableRows: 100,
  tableColumns: 20,
  /** All cells together; documented for data_table, kept for table. */
  tableText: 10_000,
  /** A second table is refused. https://docs.slack.dev/reference/block-kit/blocks/table-block */
  messageTables: 1,
  inputLabel: 2_000,
  inputHint: 2_000,
  placeholder: 150,
  plainTextInput: 3_000,
  options: 100,
  optionText: 75,
  /** The reference says 150; longer ones than 75 were refused in select menus. */
  optionValue: 75,
  optionDescription: 75,
  /** Radio buttons and checkboxes. */
  checkboxOptions: 10,
  /** `title`, `submit` and `close` of a modal. */
  viewTitle: 24,
  privateMetadata: 3_000,
  callbackId: 255,
  /** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
  responseUrlUses: 5,
  responseUrlLifeMs: 30 * 60_000,
} as const;

/** `shortened`, for text that may not be empty or blank: `instead` stands in for it. */
export function clipFilled(text: string, max: number, instead: string): string {
  return shortened(text.trim() === '' ? instead : text, max);
}

/**
 * The first lines of a text that fit into `max` code units, with a last line that says how many
 * more there are. Text of a single overlong line is cut within it.
 */
export function clipLines(text: string, max: number): string {
  if (text.length <= max) return text;
  const all = text.split('\n');
  const room = max - moreLines(all.length).length - 1;
  const kept: string[] = [];
  let used = 0;
  for (const line of all) {
    used += line.length + 1;
    if (used > room) break;
    kept.push(line);
  }
  if (kept.length === 0) return shortened(text, max);
  return [...kept, moreLines(all.length - kept.length)].join('\n');
}

function moreLines(count: number): string {
  return `… ${count} more ${count === 1 ? 'line' : 'lines'}`;
}
