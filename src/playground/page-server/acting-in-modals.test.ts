import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PageApp, entering, option, startPageApp } from '../../../test/playground/page-app.ts';
import type { Act } from '../page-protocol.ts';

let app: PageApp;

beforeEach(async () => {
  app = await startPageApp();
});
afterEach(() => app.world.close());

describe('a modal', () => {
  it('is filled in, corrected and submitted', async () => {
    const view = await app.opened();
    const at = { type: 'submit', viewId: view.id } as const;
    await app.act('ana', entering(view, 'mail', { value: 'nobody' }));
    await app.act('ana', entering(view, 'page', { value: 'example' }));
    expect(await app.act('ana', at)).toEqual({
      ok: true,
      errors: {
        name: 'Please complete this required field.',
        mail: 'Please enter a valid email address.',
        page: 'Please enter a valid URL.',
      },
    });
    expect(app.submitted).toEqual([]);

    await app.act('ana', entering(view, 'mail', { value: 'ana@example.com' }));
    await app.act('ana', entering(view, 'page', { value: 'https://example.com/a' }));
    await app.act('ana', entering(view, 'name', { value: 'taken' }));
    expect(await app.act('ana', at)).toEqual({ ok: true, errors: { name: 'That name is taken.' } });

    await app.act('ana', entering(view, 'name', { value: 'orders' }));
    await app.act('ana', entering(view, 'size', { selected_option: option('m') }));
    expect(await app.act('ana', at)).toEqual({ ok: true });
    expect(app.submitted.at(-1)).toMatchObject({
      name: { value: { type: 'plain_text_input', value: 'orders' } },
      size: { value: { type: 'static_select', selected_option: option('m') } },
      region: { value: { type: 'external_select', selected_option: null } },
    });
    expect(app.world.slack.views('ana')).toEqual([]);
  });

  it('offers what the app finds, and takes it', async () => {
    const view = await app.opened();
    const at = { shown: { viewId: view.id }, blockId: 'region', actionId: 'value' };
    const found = await app.act('ana', { type: 'suggest', ...at, query: 'eu' });
    expect(found).toEqual({ ok: true, options: [option('eu-1'), option('eu-2')] });
    expect(await app.act('ana', { type: 'suggest', ...at, query: '' })).toEqual({
      ok: true,
      options: [],
    });
    const chosen = found.ok ? found.options?.[0] : undefined;
    await app.act('ana', entering(view, 'region', { selected_option: chosen }));
    expect(app.world.slack.views('ana')[0]?.entered['region']).toMatchObject({
      value: { selected_option: { value: 'eu-1' } },
    });
    expect(
      await app.act('ana', { type: 'suggest', ...at, blockId: 'size', query: 'eu' }),
    ).toMatchObject({ ok: false });
  });

  it('tells the app of a field at once only where it asks for that', async () => {
    const view = await app.opened();
    app.used.length = 0;
    const at = { type: 'use', shown: { viewId: view.id }, actionId: 'value' } as const;
    await app.act('ana', { ...at, blockId: 'name', state: { value: 'orders' } });
    await app.act('ana', { ...at, blockId: 'told', state: { value: 'now' } });

    expect(app.used).toMatchObject([
      {
        actions: [{ block_id: 'told', value: 'now' }],
        view: { state: { values: { name: { value: { value: 'orders' } } } } },
      },
    ]);
  });

  it('belongs to one person, who may close it', async () => {
    const view = await app.opened();
    const close: Act = { type: 'close', viewId: view.id };
    for (const does of [close, { type: 'submit', viewId: view.id } as const]) {
      expect(await app.act('ben', does)).toMatchObject({ ok: false });
    }
    expect(await app.act('ben', entering(view, 'name', { value: 'x' }))).toMatchObject({
      ok: false,
    });
    expect(await app.act('ana', close)).toEqual({ ok: true });
    expect(app.heard).toContain('closed');
    expect(await app.act('ana', close)).toEqual({
      ok: false,
      error: 'The form is not open any more.',
    });
  });

  it('stays open, with what was entered, when the app does not answer', async () => {
    const view = await app.opened();
    await app.act('ana', entering(view, 'name', { value: 'orders' }));
    app.world.slack.faults.nextDelivery({ lose: true });
    expect(await app.act('ana', { type: 'submit', viewId: view.id })).toEqual({
      ok: false,
      error: 'We had some trouble connecting. Try again?',
    });
    expect(app.world.slack.views('ana')[0]?.entered['name']).toEqual({
      value: { type: 'plain_text_input', value: 'orders' },
    });
  });
});
