/**
 * What Slack holds in one place. Longer payloads are refused, as Slack refuses them. Lengths count
 * UTF-16 units, which is the strictest reading of Slack's "characters".
 *
 * Source: https://docs.slack.dev/reference/block-kit and https://docs.slack.dev/surfaces/modals
 */
export const LIMITS = {
  messageBlocks: 50,
  viewBlocks: 100,
  messageText: 40_000,
  textObject: 3_000,
  sectionField: 2_000,
  sectionFields: 10,
  header: 150,
  actionsElements: 25,
  contextElements: 10,
  contextActionsElements: 5,
  label: 2_000,
  altText: 2_000,
  imageUrl: 3_000,
  placeholder: 150,
  inputValue: 3_000,
  identifier: 255,
  options: 100,
  optionGroups: 100,
  listedOptions: 10,
  overflowOptions: 5,
  optionText: 75,
  /** The documents say 150, the types and the servers of many say 75: the smaller one holds. */
  optionValue: 75,
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  markdownTogether: 12_000,
  tableRows: 100,
  tableColumns: 20,
  tableCharacters: 10_000,
  dataTableRows: 101,
  cardTitle: 150,
  cardBody: 200,
  cardActions: 3,
  carouselCards: 10,
  containerTitle: 150,
  containerBlocks: 10,
  alertText: 200,
  viewTitle: 24,
  privateMetadata: 3_000,
  viewStack: 3,
  suggestedPrompts: 4,
} as const;

/** A trigger opens one view, and within this time. https://docs.slack.dev/interactivity/handling-user-interaction */
export const TRIGGER_LIFE_MS = 3_000;

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export const RESPONSE_URL_USES = 5;
export const RESPONSE_URL_LIFE_MS = 30 * 60_000;

/** https://docs.slack.dev/reference/methods/conversations.history: at most, and at the slow tier. */
export const HISTORY_PAGE = 1_000;
export const SLOW_PAGE = 15;

/** How long Slack waits for an acknowledgement. */
export const ACKNOWLEDGE_WITHIN_MS = 3_000;

/** Waits before the retries of an event: almost at once, a minute, five minutes. */
export const EVENT_RETRY_DELAYS_MS: readonly number[] = [0, 60_000, 300_000];

/** https://docs.slack.dev/apis/events-api/using-socket-mode#using-multiple-connections */
export const SOCKET_CONNECTIONS = 10;

/** https://docs.slack.dev/reference/methods/assistant.threads.setStatus */
export const STATUS_LIFE_MS = 2 * 60_000;
