import { extname } from 'node:path';
import { z } from 'zod';
import { fileForBot } from '../file-access.ts';
import { nextId } from '../core.ts';
import { acceptedBlocks, joined, method, type Method, nested } from '../method.ts';
import { postMessage, threadRoot } from '../messages.ts';
import { Refusal } from '../refusal.ts';
import type { SharedFile } from '../state.ts';
import { fileOnWire } from '../wire.ts';
import { byBot } from './chat.ts';
import { uploadPath } from '../upload-address.ts';

const getUploadUrl = method({
  scopes: ['files:write'],
  parameters: z.object({
    filename: z.string().min(1),
    length: z.coerce.number().int().positive(),
    snippet_type: z.string().optional(),
    alt_text: z.string().optional(),
  }),
  answer(core, { filename, length, snippet_type }) {
    const id = nextId(core, 'F');
    const file: SharedFile = {
      id,
      name: filename,
      title: filename,
      user: core.identity.botUserId,
      filetype: snippet_type ?? (extname(filename).slice(1) || 'text'),
      size: length,
      content: '',
      channels: [],
    };
    core.store.update((state) => ({ ...state, files: [...state.files, file] }));
    return { upload_url: `${core.origin}${uploadPath(core, id)}`, file_id: id };
  },
});

const completeUpload = method({
  scopes: ['files:write'],
  parameters: z.object({
    files: nested(z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1)),
    channel_id: z.string().optional(),
    channels: z.string().optional(),
    thread_ts: z.string().optional(),
    initial_comment: z.string().default(''),
    blocks: nested(z.unknown()),
  }),
  answer(core, { files: named, channel_id, channels, thread_ts, initial_comment, ...sent }) {
    const uploaded = named.map(({ id, title }) => {
      const file = core.store.read().files.find((other) => other.id === id);
      if (!file || file.content === '') throw new Refusal('file_not_found');
      return { ...file, title: title ?? file.title };
    });
    const target = channel_id ?? channels?.split(',')[0];
    if (target === undefined) {
      return { files: uploaded.map((file) => fileOnWire(core, file)) };
    }
    const channel = joined(core, target);
    const thread = thread_ts === undefined ? undefined : threadRoot(core, channel.id, thread_ts);
    if (thread_ts !== undefined && !thread) throw new Refusal('thread_not_found');
    const blocks = acceptedBlocks(core, sent.blocks, 'files.completeUploadExternal');
    const shared = uploaded.map((file) => ({ ...file, channels: [channel.id] }));
    core.store.update(
      (state) => ({
        ...state,
        files: state.files.map((file) => shared.find(({ id }) => id === file.id) ?? file),
      }),
      ...shared.map((file) => ({ type: 'file-shared' as const, file })),
    );
    postMessage(core, {
      channel: channel.id,
      ...byBot(core),
      text: initial_comment,
      blocks,
      thread_ts: thread?.ts,
      files: shared.map(({ id }) => id),
    });
    return { files: shared.map((file) => fileOnWire(core, file)) };
  },
});

const info = method({
  scopes: ['files:read'],
  parameters: z.object({ file: z.string() }),
  answer(core, { file: id }) {
    const file = fileForBot(core, id);
    if (!file) throw new Refusal('file_not_found');
    const text = Buffer.from(file.content, 'base64').toString();
    return { file: fileOnWire(core, file), content: text };
  },
});

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
  'files.info': info,
};
