import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '@slack/bolt';
import {
  type PageServer,
  type PageServerOptions,
  startPageServer,
} from '../../src/playground/page-server/page-server.ts';
import {
  type LocalSlack,
  type LocalSlackOptions,
  startLocalSlack,
} from '../../src/playground/slack/local-slack.ts';
import type { StreamEvent } from '../../src/playground/page-protocol.ts';
import { type Heard, listen } from './page-client.ts';
import { type BoltApp, startSocketApp } from './slack-bolt-app.ts';

/** A page's server, the Slack behind it, and a small app in that. */
export interface PageWorld {
  readonly slack: LocalSlack;
  readonly server: PageServer;
  readonly bolt: BoltApp;
  /** Follows what one person sees; closed with the world. */
  stream(as: string): Promise<Heard<StreamEvent>>;
  close(): Promise<void>;
}

export interface PageWorldOptions {
  readonly prepare?: (app: App) => void;
  readonly slack?: LocalSlackOptions;
  readonly server?: Partial<PageServerOptions>;
}

export async function startPageWorld(options: PageWorldOptions = {}): Promise<PageWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-page-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder, 'assets', 'index-Ab12_-xyz9.js'), 'export {};');
  const slack = await startLocalSlack({ manifest: 'app-manifest.yml', ...options.slack });
  const server = await startPageServer({
    slack,
    manifest: 'app-manifest.yml',
    pageFolder: folder,
    port: 0,
    about: () => ({ model: 'offline', cluster: 'demo', notices: [] }),
    write: (line) => void process.stderr.write(`${line}\n`),
    ...options.server,
  });
  const bolt = await startSocketApp(slack, options.prepare ?? (() => undefined));
  await slack.connected();
  const streams: Heard<unknown>[] = [];
  return {
    slack,
    server,
    bolt,
    async stream(as) {
      const heard = await listen<StreamEvent>(server.url, `/playground/stream?as=${as}`);
      streams.push(heard);
      return heard;
    },
    async close() {
      streams.forEach((heard) => heard.close());
      await bolt.stop();
      await server.close();
      await slack.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
