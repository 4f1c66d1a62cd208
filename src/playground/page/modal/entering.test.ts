import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Act, ActAnswer } from '../../page-protocol.ts';
import { createEntering, ENTER_AFTER_MS, type Enter } from './entering.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const OK: ActAnswer = { ok: true };
const AWAY: ActAnswer = { ok: false, error: 'The server does not answer.' };

function typed(value: string, blockId = 'name'): Enter {
  const state = { type: 'plain_text_input', value };
  return { type: 'enter', shown: { viewId: 'V1' }, blockId, actionId: 'value', state };
}

/** A server that notes what arrives, and answers as told. */
function aServer(answers: (act: Act) => ActAnswer | Promise<ActAnswer> = () => OK) {
  const arrived: Act[] = [];
  return {
    arrived,
    act: async (act: Act): Promise<ActAnswer> => {
      arrived.push(act);
      return answers(act);
    },
  };
}

describe('what is typed', () => {
  it('is told once, when the person pauses', async () => {
    const server = aServer();
    const entering = createEntering(server.act);

    entering.enterSoon(typed('m'));
    await vi.advanceTimersByTimeAsync(ENTER_AFTER_MS - 1);
    entering.enterSoon(typed('my'));
    await vi.advanceTimersByTimeAsync(ENTER_AFTER_MS - 1);
    expect(server.arrived).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);

    expect(server.arrived).toEqual([typed('my')]);
  });

  it('is told before anything else is done, each field with its last value', async () => {
    const server = aServer();
    const entering = createEntering(server.act);
    entering.enterSoon(typed('my-db'));
    entering.enterSoon(typed('a-team', 'namespace'));

    await entering.act({ type: 'submit', viewId: 'V1' });
    await vi.runAllTimersAsync();

    expect(server.arrived).toEqual([
      typed('my-db'),
      typed('a-team', 'namespace'),
      { type: 'submit', viewId: 'V1' },
    ]);
  });

  it('never overtakes an earlier value of the same field', async () => {
    const waiting: (() => void)[] = [];
    const server = aServer(() => new Promise((resolve) => void waiting.push(() => resolve(OK))));
    const entering = createEntering(server.act);
    void entering.act(typed('one'));
    void entering.act(typed('two'));
    const last = entering.act(typed('three'));
    expect(server.arrived).toEqual([typed('one')]);

    waiting.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(server.arrived).toEqual([typed('one'), typed('three')]);
    waiting.shift()?.();

    expect(await last).toEqual(OK);
  });

  it('is told again where it did not arrive, and said so until it does', async () => {
    let isAway = true;
    const server = aServer(() => (isAway ? AWAY : OK));
    const entering = createEntering(server.act);
    entering.enterSoon(typed('my-db'));
    await vi.advanceTimersByTimeAsync(ENTER_AFTER_MS);

    expect(await entering.flush()).toEqual(AWAY);
    isAway = false;
    expect(await entering.flush()).toEqual(OK);
    expect(await entering.flush()).toEqual(OK);

    expect(server.arrived).toEqual([typed('my-db'), typed('my-db'), typed('my-db')]);
  });
});

describe('what waits to be told', () => {
  it('is forgotten where its field is gone from the view', async () => {
    const server = aServer();
    const entering = createEntering(server.act);
    entering.enterSoon(typed('my-db'));
    entering.enterSoon(typed('old', 'gone'));

    expect(await entering.flush(({ blockId }) => blockId === 'name')).toEqual(OK);

    expect(server.arrived).toEqual([typed('my-db')]);
  });

  it('reaches the app too where the field is dispatched', async () => {
    const server = aServer();
    const entering = createEntering(server.act);

    entering.enterSoon(typed('my'), { isDispatched: true });
    await vi.advanceTimersByTimeAsync(ENTER_AFTER_MS);

    expect(server.arrived).toEqual([typed('my'), { ...typed('my'), type: 'use' }]);
  });

  it('waits for the next flush once paused', async () => {
    const server = aServer();
    const entering = createEntering(server.act);
    entering.enterSoon(typed('my-db'));

    entering.pause();
    await vi.runAllTimersAsync();
    expect(server.arrived).toEqual([]);
    await entering.flush();

    expect(server.arrived).toEqual([typed('my-db')]);
  });

  it('taken back, is not told', async () => {
    const server = aServer();
    const entering = createEntering(server.act);
    entering.enterSoon(typed('my-db'));

    entering.forget(typed('my-db'));
    await entering.flush();

    expect(server.arrived).toEqual([]);
  });
});
