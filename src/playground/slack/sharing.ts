import { Failure } from '../../domain/failure.ts';
import { type Core, nextId } from './core.ts';
import { fileTypeOf } from './file-access.ts';
import type { Channel, SharedFile } from './state.ts';

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
