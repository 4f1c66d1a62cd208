import { extname } from 'node:path';
import { type Core, channelOf, isBotMember } from './core.ts';
import type { SharedFile } from './state.ts';

/** A file that the bot made, or that stands in a channel in which it is. */
export function fileForBot(core: Core, id: string): SharedFile | undefined {
  const file = core.store.read().files.find((other) => other.id === id);
  if (!file || file.user === core.identity.botUserId) return file;
  const channels = file.channels.flatMap((channel) => channelOf(core, channel) ?? []);
  return channels.some((channel) => isBotMember(core, channel)) ? file : undefined;
}

type FileType = Required<Pick<SharedFile, 'filetype' | 'mimetype'>>;

/** https://docs.slack.dev/reference/objects/file-object#types */
const TYPES: Readonly<Record<string, FileType>> = {
  '.csv': { filetype: 'csv', mimetype: 'text/csv' },
  '.json': { filetype: 'json', mimetype: 'application/json' },
  '.md': { filetype: 'markdown', mimetype: 'text/markdown' },
  '.pdf': { filetype: 'pdf', mimetype: 'application/pdf' },
  '.png': { filetype: 'png', mimetype: 'image/png' },
  '.txt': { filetype: 'text', mimetype: 'text/plain' },
  '.yaml': { filetype: 'yaml', mimetype: 'text/yaml' },
  '.yml': { filetype: 'yaml', mimetype: 'text/yaml' },
  '.zip': { filetype: 'zip', mimetype: 'application/zip' },
};

const UNKNOWN: FileType = { filetype: 'binary', mimetype: 'application/octet-stream' };

/** What Slack takes a file for: by its name, as Slack mostly does. */
export function fileTypeOf(name: string): FileType {
  return TYPES[extname(name).toLowerCase()] ?? UNKNOWN;
}
