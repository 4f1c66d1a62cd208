import { Failure } from '../../domain/failure.ts';
import { type Core, nextId, nextTs } from './core.ts';
import { fileForBot, fileTypeOf } from './file-access.ts';
import { changeMessage } from './messages.ts';
import type { Channel, Message, SharedFile } from './state.ts';

export interface FileToShare {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** The local Slack keeps everything in one file: what people share is to be small. In bytes. */
const SHARED_FILE_MAX = 5 * 1_024 * 1_024;

/** Puts a person's file into a channel; the message that carries it is another matter. */
export function sharedFile(
  core: Core,
  { id: channel }: Channel,
  { name, content, user }: FileToShare & { readonly user: string },
): SharedFile {
  const bytes = Buffer.from(content);
  if (bytes.length > SHARED_FILE_MAX) {
    throw new Failure('invalid-input', 'Files of more than 5 MB cannot be shared here.');
  }
  const file: SharedFile = {
    id: nextId(core, 'F'),
    name,
    title: name,
    user,
    ...fileTypeOf(name),
    size: bytes.length,
    content: bytes.toString('base64'),
    channels: [channel],
  };
  core.store.update((state) => ({ ...state, files: [...state.files, file] }), {
    type: 'file-shared',
    file,
  });
  return file;
}

/**
 * Deletes the files that a message carries, wherever else they were shared, and tells the app of those that it
 * could see; the message stays. Slack's event names the file and nothing else.
 *
 * Source: https://docs.slack.dev/reference/events/file_deleted
 */
export async function deleteFiles(core: Core, { files: ids }: Message): Promise<void> {
  const seen = ids.filter((id) => fileForBot(core, id) !== undefined);
  for (const message of core.store.read().messages) {
    const files = message.files.filter((id) => !ids.includes(id));
    if (files.length < message.files.length) changeMessage(core, message, { files });
  }
  core.store.update((state) => ({
    ...state,
    files: state.files.filter(({ id }) => !ids.includes(id)),
  }));
  if (!core.grants.hasEvent('file_deleted') || !core.grants.hasScope('files:read')) return;
  for (const file of seen) {
    const at = nextTs(core);
    const about = { file_id: file, file: { id: file }, event_ts: at };
    await core.events.publish({ type: 'file_deleted', ...about });
  }
}
