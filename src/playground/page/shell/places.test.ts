import { expect, it } from 'vitest';
import { aChannel, aSnapshot } from '../state/builders.ts';
import type { Place } from '../state/route.ts';
import { channelAt, placeToShow, titleOf } from './places.ts';

const direct = aChannel({ id: 'D1', kind: 'im', name: '' });
const channels = [direct, aChannel()];
const wide = { channels, isNarrow: false };
const narrow = { channels, isNarrow: true };
const platform: Place = { kind: 'channel', channel: 'C1' };
const nowhere: Place = { kind: 'channel', channel: 'C9' };

it('stays where one is', () => {
  expect(placeToShow(platform, wide)).toBe(platform);
  expect(placeToShow(platform, narrow)).toBe(platform);
});

it('shows the first channel in a wide window, and the list in a narrow one', () => {
  for (const place of [nowhere, { kind: 'list' } as const]) {
    expect(placeToShow(place, wide)).toEqual(platform);
    expect(placeToShow(place, narrow)).toEqual({ kind: 'list' });
  }
});

it('shows the app to who is in no channel', () => {
  expect(placeToShow(nowhere, { channels: [], isNarrow: false })).toEqual({
    kind: 'app',
    tab: 'home',
  });
});

it('shows a direct conversation as the messages of the app', () => {
  const messages: Place = { kind: 'app', tab: 'messages' };

  expect(placeToShow({ kind: 'channel', channel: 'D1' }, wide)).toEqual(messages);
  expect(channelAt(messages, aSnapshot({ channels }))).toBe(direct);
  expect(channelAt({ kind: 'app', tab: 'home' }, aSnapshot({ channels }))).toBeUndefined();
});

it('names every place', () => {
  const snapshot = aSnapshot({ channels });

  expect(titleOf(platform, snapshot)).toBe('#platform, Acme');
  expect(titleOf({ kind: 'app', tab: 'home' }, snapshot)).toBe('dotai, Acme');
  expect(titleOf(nowhere, snapshot)).toBe('Acme');
});
