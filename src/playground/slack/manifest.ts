import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const SlashCommand = z.object({
  command: z.string(),
  description: z.string().default(''),
  usage_hint: z.string().default(''),
  /** Whether typed names reach the app as mentions by id. */
  should_escape: z.boolean().default(false),
});

const Shortcut = z.object({
  type: z.enum(['message', 'global']),
  callback_id: z.string(),
  name: z.string().default(''),
  description: z.string().default(''),
});

const AgentView = z.object({
  agent_description: z.string().default(''),
  suggested_prompts: z.array(z.object({ title: z.string(), message: z.string() })).default([]),
});

/** The parts of an app manifest that decide what the app may do, is told and shows of itself. */
export const AppManifest = z.object({
  features: z
    .object({
      slash_commands: z.array(SlashCommand).default([]),
      shortcuts: z.array(Shortcut).default([]),
      agent_view: AgentView.optional(),
    })
    .default({ slash_commands: [], shortcuts: [] }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z
      .object({ bot_events: z.array(z.string()).default([]) })
      .default({ bot_events: [] }),
  }),
});
export type AppManifest = z.input<typeof AppManifest>;

/** `manifest` is a parsed manifest or the path of a YAML file. Throws what zod or YAML says of it. */
export function readManifest(manifest: AppManifest | string): z.output<typeof AppManifest> {
  const written: unknown =
    typeof manifest === 'string' ? parse(readFileSync(manifest, 'utf8')) : manifest;
  return AppManifest.parse(written);
}

/** What an app was granted. Without a manifest it may do everything. */
export interface Grants {
  hasScope(scope: string): boolean;
  readonly scopes: readonly string[];
  hasCommand(command: string): boolean;
  escapesNames(command: string): boolean;
  hasShortcut(callbackId: string): boolean;
  hasEvent(name: string): boolean;
}

/** `manifest` as `readManifest` takes it. */
export function grantsOf(manifest: AppManifest | string | undefined): Grants {
  if (manifest === undefined) {
    const always = (): boolean => true;
    return {
      scopes: [],
      hasScope: always,
      hasCommand: always,
      escapesNames: () => false,
      hasShortcut: always,
      hasEvent: always,
    };
  }
  const read = readManifest(manifest);
  const scopes = read.oauth_config.scopes.bot;
  const events = read.settings.event_subscriptions.bot_events;
  return {
    scopes,
    hasScope: (scope) => scopes.includes(scope),
    hasCommand: (name) => read.features.slash_commands.some(({ command }) => command === name),
    escapesNames: (name) =>
      read.features.slash_commands.some((known) => known.command === name && known.should_escape),
    hasShortcut: (id) => read.features.shortcuts.some(({ callback_id }) => callback_id === id),
    hasEvent: (name) => events.includes(name),
  };
}
