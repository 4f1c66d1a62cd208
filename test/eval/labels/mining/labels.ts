import type { MiningLabel } from './label.ts';
import { UNSEEN_CHANNELS } from './unseen-channels.ts';
import { UNSEEN_ENGLISH } from './unseen-english.ts';
import { UNSEEN_HOSTILE } from './unseen-hostile.ts';
import { UNSEEN_LANGUAGES } from './unseen-languages.ts';
import { UNSEEN_NOTHING } from './unseen-nothing.ts';
import { WORKED_ENGLISH } from './worked-english.ts';
import { WORKED_HOSTILE } from './worked-hostile.ts';
import { WORKED_LANGUAGES } from './worked-languages.ts';
import { WORKED_CHANNELS } from './worked-channels.ts';
import { WORKED_NOTHING } from './worked-nothing.ts';

/** Conversations on which the built-in rules are worked. */
export const MINING: readonly MiningLabel[] = [
  ...WORKED_ENGLISH,
  ...WORKED_NOTHING,
  ...WORKED_LANGUAGES,
  ...WORKED_HOSTILE,
  ...WORKED_CHANNELS,
];

/** Held out: what they are really worth. */
export const UNSEEN_MINING: readonly MiningLabel[] = [
  ...UNSEEN_ENGLISH,
  ...UNSEEN_NOTHING,
  ...UNSEEN_LANGUAGES,
  ...UNSEEN_HOSTILE,
  ...UNSEEN_CHANNELS,
];
