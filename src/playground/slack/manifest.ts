import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const SlashCommand = z.object({
  command: z.string(),
  /** Whether typed names reach the app as mentions by id. */
  should_escape: z.boolean().default(false),
});

/** The parts of an app manifest that decide what the app may do and what it is told. */
export const AppManifest = z.object({
  features: z
    .object({
      slash_commands: z.array(SlashCommand).default([]),
      shortcuts: z
        .array(z.object({ type: z.enum(['message', 'global']), callback_id: z.string() }))
        .default([]),
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

/** What an app was granted. Without a manifest it may do everything. */
export interface Grants {
  hasScope(scope: string): boolean;
  readonly scopes: readonly string[];
  hasCommand(command: string): boolean;
  escapesNames(command: string): boolean;
  hasShortcut(callbackId: string): boolean;
  hasEvent(name: string): boolean;
}

/** `manifest` is a parsed manifest or the path of a YAML file. */
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
  const written: unknown =
    typeof manifest === 'string' ? parse(readFileSync(manifest, 'utf8')) : manifest;
  const read = AppManifest.parse(written);
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
