import type { InteractiveElement } from '../../slack/validate/elements.ts';
import type { BlockType } from '../../slack/validate/blocks.ts';
import type { BlockOf } from './block-of.ts';
import type { ElementOf } from './element-props.ts';

/** One of every block and of every element, for tests: a new type without one does not compile. */

function plain(text: string) {
  return { type: 'plain_text' as const, text };
}
function option(text: string) {
  return { text: plain(text), value: text.toLowerCase() };
}
function richText(text: string) {
  const section = {
    type: 'rich_text_section' as const,
    elements: [{ type: 'text' as const, text }],
  };
  return { type: 'rich_text' as const, elements: [section] };
}

const PICTURE = {
  type: 'image',
  image_url: 'https://example.com/a.png',
  alt_text: 'A map',
} as const;
const OPTIONS = [option('Small'), option('Large')];
const TASK = { type: 'task_card', task_id: '1', title: 'Look around', status: 'complete' } as const;

export const ELEMENT_EXAMPLES: {
  readonly [Type in InteractiveElement['type']]: ElementOf<Type>;
} = {
  button: { type: 'button', text: plain('Approve'), action_id: 'a', style: 'primary' },
  overflow: { type: 'overflow', options: OPTIONS },
  static_select: { type: 'static_select', options: OPTIONS, initial_option: option('Large') },
  multi_static_select: {
    type: 'multi_static_select',
    option_groups: [{ label: plain('Sizes'), options: OPTIONS }],
    initial_options: [option('Small')],
  },
  external_select: { type: 'external_select', initial_option: option('Found') },
  multi_external_select: { type: 'multi_external_select', initial_options: [option('Found')] },
  users_select: { type: 'users_select', initial_user: 'U1' },
  multi_users_select: { type: 'multi_users_select', initial_users: ['U1'] },
  channels_select: { type: 'channels_select', initial_channel: 'C1' },
  multi_channels_select: { type: 'multi_channels_select', initial_channels: ['C1'] },
  conversations_select: { type: 'conversations_select', initial_conversation: 'C1' },
  multi_conversations_select: {
    type: 'multi_conversations_select',
    initial_conversations: ['C1'],
  },
  checkboxes: { type: 'checkboxes', options: OPTIONS, initial_options: [option('Small')] },
  radio_buttons: { type: 'radio_buttons', options: OPTIONS, initial_option: option('Small') },
  datepicker: { type: 'datepicker', initial_date: '2026-11-23' },
  timepicker: { type: 'timepicker', initial_time: '10:30' },
  datetimepicker: { type: 'datetimepicker', initial_date_time: 1_795_000_000 },
  plain_text_input: { type: 'plain_text_input', initial_value: 'typed' },
  number_input: { type: 'number_input', is_decimal_allowed: false, initial_value: '3' },
  email_text_input: { type: 'email_text_input', initial_value: 'a@example.com' },
  url_text_input: { type: 'url_text_input', initial_value: 'https://example.com' },
  rich_text_input: { type: 'rich_text_input', initial_value: richText('typed') },
  file_input: { type: 'file_input' },
  feedback_buttons: {
    type: 'feedback_buttons',
    positive_button: { text: plain('Good'), value: 'good' },
    negative_button: { text: plain('Bad'), value: 'bad' },
  },
  icon_button: { type: 'icon_button', icon: 'trash', text: plain('Delete') },
};

const ROWS = [
  [
    { type: 'raw_text' as const, text: 'Name' },
    { type: 'raw_text' as const, text: 'Cost' },
  ],
  [
    { type: 'raw_text' as const, text: '*my-db*' },
    { type: 'raw_number' as const, value: 3, text: '$3' },
  ],
];

export const BLOCK_EXAMPLES: { readonly [Type in BlockType]: BlockOf<Type> } = {
  actions: { type: 'actions', elements: [ELEMENT_EXAMPLES.button] },
  alert: { type: 'alert', text: plain('Take care'), level: 'warning' },
  card: { type: 'card', hero_image: PICTURE, title: { type: 'mrkdwn', text: '*RDS*' } },
  carousel: {
    type: 'carousel',
    elements: [{ type: 'card', body: { type: 'mrkdwn', text: 'First card' } }],
  },
  container: {
    type: 'container',
    title: plain('Details'),
    child_blocks: [{ type: 'divider' }, { type: 'section', text: plain('Inside') }],
  },
  context: { type: 'context', elements: [PICTURE, { type: 'mrkdwn', text: 'Asked by <@U1>' }] },
  context_actions: { type: 'context_actions', elements: [ELEMENT_EXAMPLES.feedback_buttons] },
  data_table: { type: 'data_table', caption: 'Databases', rows: ROWS },
  divider: { type: 'divider' },
  header: { type: 'header', text: plain('Solutions *as written*') },
  image: { ...PICTURE, title: plain('Regions') },
  input: { type: 'input', label: plain('Size'), element: ELEMENT_EXAMPLES.static_select },
  markdown: { type: 'markdown', text: '**Bold** ![far](https://example.com/b.png)' },
  plan: { type: 'plan', title: 'Finding solutions', tasks: [TASK] },
  rich_text: richText('Rich *as written*'),
  section: {
    type: 'section',
    text: { type: 'mrkdwn', text: '*1. RDS* &lt;@U1&gt;', verbatim: true },
    fields: [plain('Namespace')],
    accessory: ELEMENT_EXAMPLES.overflow,
  },
  table: { type: 'table', rows: ROWS },
  task_card: TASK,
};
