import { describe, expect, it } from 'vitest';
import { ELEMENT_EXAMPLES } from './block-examples.ts';
import {
  chosenIds,
  chosenOptions,
  idsState,
  momentState,
  optionsState,
  pickedMoment,
} from './element-state.ts';

const small = { text: { type: 'plain_text', text: 'Small' }, value: 'small' };
const {
  static_select: select,
  multi_static_select: several,
  radio_buttons: radio,
  checkboxes,
  users_select: user,
  multi_conversations_select: conversations,
  datepicker,
  timepicker,
  datetimepicker,
} = ELEMENT_EXAMPLES;

describe('what options are chosen', () => {
  it.each([
    [select, { type: 'static_select', selected_option: small }],
    [several, { type: 'multi_static_select', selected_options: [small] }],
    [radio, { type: 'radio_buttons', selected_option: small }],
    [checkboxes, { type: 'checkboxes', selected_options: [small] }],
  ] as const)('is told in the words of Slack, and read again', (element, state) => {
    expect(optionsState(element, [small])).toEqual(state);
    expect(chosenOptions(element, state)).toEqual([small]);
  });

  it('is what the app chose until somebody chooses, even nothing', () => {
    expect(chosenOptions(select, undefined)).toEqual([select.initial_option]);
    expect(chosenOptions(select, optionsState(select, []))).toEqual([]);
    expect(chosenOptions(several, optionsState(several, []))).toEqual([]);
  });
});

describe('which people and places are chosen', () => {
  it('is told in the words of Slack, and read again', () => {
    expect(idsState(user, ['U2'])).toEqual({ type: 'users_select', selected_user: 'U2' });
    expect(chosenIds(user, idsState(user, ['U2']))).toEqual(['U2']);
    const held = idsState(conversations, ['C2', 'C3']);
    expect(held).toEqual({
      type: 'multi_conversations_select',
      selected_conversations: ['C2', 'C3'],
    });
    expect(chosenIds(conversations, held)).toEqual(['C2', 'C3']);
  });

  it('is what the app chose until somebody chooses, even nobody', () => {
    expect(chosenIds(user, undefined)).toEqual(['U1']);
    expect(chosenIds(user, idsState(user, []))).toEqual([]);
  });
});

describe('what moment is picked', () => {
  it.each([
    [datepicker, '2027-01-02', { type: 'datepicker', selected_date: '2027-01-02' }],
    [timepicker, '09:15', { type: 'timepicker', selected_time: '09:15' }],
    [
      datetimepicker,
      '2027-01-02T09:15',
      {
        type: 'datetimepicker',
        selected_date_time: new Date(2027, 0, 2, 9, 15).getTime() / 1_000,
      },
    ],
  ] as const)('is told in the words of Slack, and read again', (element, value, state) => {
    expect(momentState(element, value)).toEqual(state);
    expect(pickedMoment(element, state)).toBe(value);
    expect(pickedMoment(element, momentState(element, ''))).toBe('');
  });

  it('is what the app picked until somebody picks', () => {
    expect(pickedMoment(datepicker, undefined)).toBe('2026-11-23');
  });
});
