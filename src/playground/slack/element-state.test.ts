import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../domain/failure.ts';
import { type FieldValue, filled } from './fill.ts';
import { type LocalSlack, startLocalSlack } from './local-slack.ts';
import type { Message } from './state.ts';
import { placedBlocks } from './validate/block-rules.ts';
import { Block } from './validate/blocks.ts';
import type { InteractiveElement } from './validate/elements.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (value: string) => ({ text: plain(value.toUpperCase()), value });
const options = ['a', 'b', 'c'].map(option);
const rich = {
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'hello' }] }],
};
const feedback = (value: string) => ({ text: plain(value), value });

type Type = InteractiveElement['type'];

interface Sample {
  readonly element?: object;
  /** What may be entered, and what it then holds where that differs. */
  readonly good: object;
  readonly held?: object;
  /** What the page would let nobody enter. */
  readonly bad: readonly unknown[];
  /** How it is filled in by what is written on it, and what it then holds; undefined for neither. */
  readonly fill?: readonly [FieldValue, object];
}

/** One of every element there is: a new one does not compile until it stands here. */
const SAMPLES: Readonly<Record<Type, Sample>> = {
  plain_text_input: {
    good: { value: 'x' },
    bad: [{ value: 1 }, { value: 'x'.repeat(3_001) }, {}, 'x'],
    fill: ['x', { value: 'x' }],
  },
  number_input: {
    element: { is_decimal_allowed: false },
    good: { value: '' },
    held: { value: null },
    bad: [{ value: 4 }],
    fill: ['4', { value: '4' }],
  },
  email_text_input: { good: { value: 'a@b.c' }, bad: [{}], fill: ['a@b.c', { value: 'a@b.c' }] },
  url_text_input: { good: { value: 'https://b.c' }, bad: [{}], fill: ['', { value: null }] },
  rich_text_input: {
    good: { rich_text_value: rich },
    bad: [{ rich_text_value: 'hello' }, { rich_text_value: { type: 'section' } }],
    fill: ['hello', { rich_text_value: rich }],
  },
  static_select: {
    element: { option_groups: [{ label: plain('all'), options }] },
    good: { selected_option: option('b') },
    bad: [{ selected_option: option('z') }, { selected_option: { ...option('a'), value: 'b' } }],
    fill: ['B', { selected_option: option('b') }],
  },
  radio_buttons: {
    element: { options },
    good: { selected_option: option('c') },
    bad: [{ selected_option: 'c' }, {}],
    fill: ['c', { selected_option: option('c') }],
  },
  overflow: {
    element: { options },
    good: { selected_option: option('a') },
    bad: [{ selected_option: null }, { selected_option: option('z') }],
    fill: ['A', { selected_option: option('a') }],
  },
  external_select: {
    good: { selected_option: { text: { text: 'Z' }, value: 'z' } },
    held: { selected_option: { text: { ...plain('Z'), emoji: true }, value: 'z' } },
    bad: [{ selected_option: { value: 'z' } }],
    fill: ['A', { selected_option: option('a') }],
  },
  multi_static_select: {
    element: { options, max_selected_items: 2 },
    good: { selected_options: [option('a'), option('b')] },
    bad: [{ selected_options: options }, { selected_options: [option('a'), option('a')] }],
    fill: [['a', 'C'], { selected_options: [option('a'), option('c')] }],
  },
  multi_external_select: {
    element: { max_selected_items: 1 },
    good: { selected_options: [] },
    bad: [{ selected_options: [option('y'), option('z')] }],
    fill: [['A'], { selected_options: [option('a')] }],
  },
  checkboxes: {
    element: { options },
    good: { selected_options: [option('a')] },
    bad: [{ selected_options: [option('z')] }, { selected_options: null }],
    fill: [true, { selected_options: [option('a')] }],
  },
  users_select: {
    good: { selected_user: 'U0000000BEN' },
    bad: [{ selected_user: 'U00000GONE0' }, { selected_user: 'U404' }, {}],
    fill: ['U0000000BEN', { selected_user: 'U0000000BEN' }],
  },
  multi_users_select: {
    element: { max_selected_items: 2 },
    good: { selected_users: ['U0000000BEN', 'U000DOTAI'] },
    bad: [{ selected_users: ['U404'] }, { selected_users: 'U0000000BEN' }],
    fill: [['U0000000BEN'], { selected_users: ['U0000000BEN'] }],
  },
  channels_select: {
    good: { selected_channel: 'C0000RANDOM' },
    bad: [{ selected_channel: 'C0SECRET' }, { selected_channel: 'D0000000BEN' }],
    fill: ['C0000RANDOM', { selected_channel: 'C0000RANDOM' }],
  },
  multi_channels_select: {
    good: { selected_channels: [] },
    bad: [{ selected_channels: ['C00PLATFORM', 'C00PLATFORM'] }],
    fill: [['C0000RANDOM'], { selected_channels: ['C0000RANDOM'] }],
  },
  conversations_select: {
    good: { selected_conversation: null },
    bad: [{ selected_conversation: 'D0000000BEN' }, { selected_conversation: 'C0SECRET' }],
    fill: ['C00PLATFORM', { selected_conversation: 'C00PLATFORM' }],
  },
  multi_conversations_select: {
    good: { selected_conversations: ['C00PLATFORM'] },
    bad: [{ selected_conversations: ['D0000000BEN'] }],
    fill: [['C00PLATFORM'], { selected_conversations: ['C00PLATFORM'] }],
  },
  datepicker: {
    good: { selected_date: '2026-02-28' },
    bad: [{ selected_date: '2026-02-30' }, { selected_date: 'tomorrow' }],
    fill: ['2026-02-28', { selected_date: '2026-02-28' }],
  },
  timepicker: {
    good: { selected_time: '23:59' },
    bad: [{ selected_time: '24:00' }, { selected_time: '9:00' }],
    fill: ['09:30', { selected_time: '09:30' }],
  },
  datetimepicker: {
    good: { selected_date_time: 1_767_225_600 },
    bad: [{ selected_date_time: 1_767_225_600_000 }, { selected_date_time: '1767225600' }],
    fill: ['2026-01-01T00:00:00Z', { selected_date_time: 1_767_225_600 }],
  },
  feedback_buttons: {
    element: { positive_button: feedback('good'), negative_button: feedback('bad') },
    good: { value: 'bad' },
    bad: [{ value: 'so so' }, {}],
    fill: ['good', { value: 'good' }],
  },
  button: { element: { text: plain('Go'), value: 'v' }, good: {}, held: { value: 'v' }, bad: [] },
  icon_button: {
    element: { icon: 'trash', text: plain('Delete'), value: 'v' },
    good: {},
    held: { value: 'v' },
    bad: [],
  },
  file_input: { good: {}, bad: [{ files: [] }] },
};

const samples = Object.entries(SAMPLES);

const IN_CONTEXT = ['feedback_buttons', 'icon_button'];
const IN_ACTIONS = ['button', 'overflow', ...IN_CONTEXT];

function blockWith(type: string, more: object = {}) {
  const element = { type, action_id: 'value', ...more };
  const block_id = 'field';
  return IN_ACTIONS.includes(type)
    ? {
        type: IN_CONTEXT.includes(type) ? 'context_actions' : 'actions',
        block_id,
        elements: [element],
      }
    : { type: 'input', block_id, label: plain('Field'), dispatch_action: true, element };
}

const NAMES_ON_WIRE = { block_id: 'field', action_id: 'value' };
const NAME = { blockId: 'field', actionId: 'value' };

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startLocalSlack({
    channels: [
      {
        id: 'C00PLATFORM',
        name: 'platform',
        kind: 'public',
        members: ['U0000000ANA', 'U000DOTAI'],
        isArchived: false,
      },
      { id: 'C0000RANDOM', name: 'random', kind: 'public', members: [], isArchived: false },
      {
        id: 'C0SECRET',
        name: 'secret',
        kind: 'private',
        members: ['U0000000BEN'],
        isArchived: false,
      },
      {
        id: 'D0000000BEN',
        name: '',
        kind: 'im',
        members: ['U0000000BEN', 'U000DOTAI'],
        isArchived: false,
      },
    ],
  });
});
afterEach(() => slack.close());

/** A message as if the app could have sent it: inputs stand in views only. */
function messageWith(block: object): Message {
  const message = { channel: 'C00PLATFORM', ts: '1.000001', user: 'U000DOTAI', text: '' };
  const blocks = [Block.parse(block)];
  return { ...message, blocks, files: [], reactions: [], isBroadcast: false };
}

function fieldOf(type: string, more: object = {}) {
  const [placed] = placedBlocks([Block.parse(blockWith(type, more))]);
  const [element] = placed?.elements ?? [];
  if (!placed || !element) throw new Error('no element');
  return { label: 'Field', placed, element, isOptional: false };
}

/** What the app is told of the element. Nobody listens, and the envelope is on record. */
async function told(block: object, state: unknown): Promise<unknown> {
  await slack.as('ana').use(messageWith(block), NAME, state);
  return slack.envelopes.at(-1)?.body['actions'];
}

describe('every element', () => {
  it.each(samples.filter(([type]) => type !== 'file_input'))(
    'is used with what it offers: %s',
    async (type, { element, good, held }) => {
      const actions = await told(blockWith(type, element), { type, ...good });

      expect(actions).toMatchObject([{ type, ...NAMES_ON_WIRE, ...(held ?? good) }]);
    },
  );

  it.each(samples)('refuses what nobody could enter: %s', async (type, { element, bad }) => {
    const shown = messageWith(blockWith(type, element));
    for (const state of bad) {
      await expect(slack.as('ana').use(shown, NAME, state)).rejects.toBeInstanceOf(Failure);
    }
    expect(slack.envelopes).toEqual([]);
  });

  it.each(samples)('is filled in by its words: %s', async (type, { element, fill }) => {
    const field = fieldOf(type, element);
    const [value, held] = fill ?? ['x', undefined];
    const state = await filled(field, value, async () => options.map((one) => ({ ...one }))).catch(
      () => undefined,
    );

    expect(state).toEqual(held && { type, ...held });
  });
});

describe('an icon button for some', () => {
  it('is not there for others', async () => {
    const icon = { icon: 'trash', text: plain('Delete'), visible_to_user_ids: ['U0000000BEN'] };
    const shown = messageWith(blockWith('icon_button', icon));

    await expect(slack.as('ana').use(shown, NAME)).rejects.toThrow('for others');
    expect(await slack.as('ben').use(shown, NAME)).toEqual({ error: 'no_connection' });
  });
});
