import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { BOT_EVENTS, BOT_SCOPES, MESSAGE_SHORTCUTS, SLASH_COMMAND } from './app-contract.ts';

const Manifest = z.object({
  display_information: z.object({
    name: z.string().max(35),
    description: z.string().max(140),
  }),
  features: z.object({
    app_home: z.object({ home_tab_enabled: z.boolean(), messages_tab_enabled: z.boolean() }),
    slash_commands: z.array(z.object({ command: z.string(), should_escape: z.boolean() })).max(50),
    shortcuts: z.array(z.object({ type: z.string(), callback_id: z.string() })).max(10),
    agent_view: z.object({ suggested_prompts: z.array(z.unknown()).max(4) }),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.boolean() }),
    socket_mode_enabled: z.boolean(),
  }),
});

let manifest: z.infer<typeof Manifest>;
let guide: string;

beforeAll(async () => {
  const root = new URL('../../../', import.meta.url);
  manifest = Manifest.parse(parse(await readFile(new URL('app-manifest.yml', root), 'utf8')));
  guide = await readFile(new URL('docs/slack.md', root), 'utf8');
});

describe('app-manifest.yml', () => {
  it('has the command and the shortcuts that the code listens to', () => {
    const { slash_commands: commands, shortcuts } = manifest.features;

    expect(commands).toEqual([{ command: SLASH_COMMAND, should_escape: false }]);
    expect(shortcuts).toEqual(
      Object.keys(MESSAGE_SHORTCUTS).map((id) => ({ type: 'message', callback_id: id })),
    );
  });

  it('asks for the scopes that the code needs and no others', () => {
    expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual(Object.keys(BOT_SCOPES).toSorted());
  });

  it('subscribes to the events that the code hears', () => {
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(BOT_EVENTS);
  });

  it('turns on what the code relies on', () => {
    expect(manifest.settings).toMatchObject({
      interactivity: { is_enabled: true },
      socket_mode_enabled: true,
    });
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
    });
  });
});

it('docs/slack.md says what every scope is for', () => {
  for (const scope of Object.keys(BOT_SCOPES)) expect(guide).toContain(`\`${scope}\``);
});
