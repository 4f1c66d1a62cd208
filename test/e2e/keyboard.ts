import type { Page } from 'playwright-core';

type Role = Parameters<Page['getByRole']>[0];

export interface Wanted {
  readonly role: Role;
  readonly name: string | RegExp;
}

/** More stops than any place of the page has. */
const STOPS_MAX = 120;

/** A person who has no mouse. */
export interface Keyboard {
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Presses Tab, or `key`, until this has the focus. Throws with all that was passed. */
  goTo(wanted: Wanted, key?: string): Promise<void>;
  /** Goes to a button, backwards where `key` says so, and presses it. */
  use(name: string | RegExp, key?: string): Promise<void>;
  /** What was in the way so far and did not show that it had the focus, or was not in sight. */
  unseen(): readonly string[];
}

export function keyboardOf(page: Page): Keyboard {
  const unseen: string[] = [];
  let before: Stop | undefined;

  async function step(key: string): Promise<string> {
    await page.keyboard.press(key);
    const { lookBefore, look, hidden } = await page.evaluate<Look>(LOOK_NOW);
    // Whoever looks the same with the focus and without it does not show it.
    if (before && before.look === lookBefore)
      unseen.push(`${before.words}: looks the same with the focus`);
    before = undefined;
    if (look === undefined) return '(nothing)';
    const [line = ''] = (await page.locator(':focus').ariaSnapshot()).split('\n');
    const words = line.replace(/^- |:$/gu, '');
    if (hidden !== undefined) unseen.push(`${words}: ${hidden}`);
    before = { words, look };
    return words;
  }
  async function goTo({ role, name }: Wanted, key = 'Tab'): Promise<void> {
    const wanted = page.getByRole(role, { name, exact: typeof name === 'string' });
    await wanted.first().waitFor();
    const passed: string[] = [];
    before = undefined;
    while (passed.length < STOPS_MAX) {
      passed.push(await step(key));
      if ((await wanted.and(page.locator(':focus')).count()) > 0) return;
    }
    throw new Error(`${role} ${name} was not among what ${key} led to:\n${passed.join('\n')}`);
  }
  return {
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    goTo,
    async use(name, key) {
      await goTo({ role: 'button', name }, key);
      await page.keyboard.press('Enter');
    },
    unseen: () => unseen,
  };
}

/** Something that has had the focus, and how it looked then. */
interface Stop {
  readonly words: string;
  readonly look: string;
}

interface Look {
  /** Of what had the focus when this was asked before; undefined where it is gone, or has it still. */
  readonly lookBefore?: string;
  /** Of what has it now; undefined where nothing has. */
  readonly look?: string;
  /** Why that cannot be seen. */
  readonly hidden?: string;
}

/** A field shows its caret; a ring may stand on what surrounds it. */
const LOOK = `(element) => {
  const isField = element.matches('input:not([type=checkbox]):not([type=radio]), textarea');
  if (isField && document.activeElement === element) return 'caret';
  const looks = [];
  for (let at = element, depth = 0; at && depth < 4; at = at.parentElement, depth += 1) {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, textDecorationLine } =
      getComputedStyle(at);
    const outline = outlineStyle === 'none' ? 'none' : [outlineStyle, outlineWidth, outlineColor].join(' ');
    looks.push([outline, boxShadow, borderColor, backgroundColor, textDecorationLine].join('|'));
  }
  return looks.join('\\n');
}`;

/** Why it cannot be seen; undefined where it can. The middle of what is not clipped must be its own. */
const HIDDEN = `(element) => {
  let { left, top, right, bottom } = element.getBoundingClientRect();
  const clips = [{ left: 0, top: 0, right: innerWidth, bottom: innerHeight }];
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (getComputedStyle(at).overflow !== 'visible') clips.push(at.getBoundingClientRect());
  }
  for (const clip of clips) {
    left = Math.max(left, clip.left);
    top = Math.max(top, clip.top);
    right = Math.min(right, clip.right);
    bottom = Math.min(bottom, clip.bottom);
  }
  if (right - left < 2 || bottom - top < 2) return 'is not in sight';
  const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const isOwn = element.contains(there) || there?.contains(element) || there?.closest('label')?.control === element;
  return isOwn ? undefined : 'is covered by ' + (there?.outerHTML.slice(0, 80) ?? 'nothing');
}`;

const LOOK_NOW = `(() => {
  const lookOf = ${LOOK};
  const { stopBefore } = globalThis;
  const active = document.activeElement === document.body ? undefined : document.activeElement;
  globalThis.stopBefore = active;
  return {
    lookBefore: stopBefore?.isConnected && stopBefore !== active ? lookOf(stopBefore) : undefined,
    look: active && lookOf(active),
    hidden: active && (${HIDDEN})(active),
  };
})()`;
