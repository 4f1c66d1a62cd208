import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** The parts of an app manifest that decide what the app may do and what it is told. */
export const AppManifest = z.object({
  features: z
    .object({
      slash_commands: z.array(z.object({ command: z.string() })).default([]),
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
export type AppManifest = z.infer<typeof AppManifest>;

/** What an app was granted. Without a manifest it may do everything. */
export interface Grants {
  hasScope(scope: string): boolean;
  readonly scopes: readonly string[];
  hasCommand(command: string): boolean;
  hasEvent(name: string): boolean;
}

/** `manifest` is a parsed manifest or the path of a YAML file. */
export function grantsOf(manifest: AppManifest | string | undefined): Grants {
  if (manifest === undefined) {
    const always = (): boolean => true;
    return { hasScope: always, scopes: [], hasCommand: always, hasEvent: always };
  }
  const read =
    typeof manifest === 'string'
      ? AppManifest.parse(parse(readFileSync(manifest, 'utf8')))
      : manifest;
  const scopes = read.oauth_config.scopes.bot;
  const events = read.settings.event_subscriptions.bot_events;
  return {
    scopes,
    hasScope: (scope) => scopes.includes(scope),
    hasCommand: (name) => read.features.slash_commands.some(({ command }) => command === name),
    hasEvent: (name) => events.includes(name),
  };
}
