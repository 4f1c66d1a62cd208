import { z } from 'zod';

/** Longest quote, in characters. */
export const QUOTE_MAX = 400;

const address = {
  platform: z.enum(['slack', 'teams']),
  workspace: z.string(),
  channel: z.string(),
  /** The message's own id in its channel; Slack's timestamp. */
  message: z.string(),
};

/** Where something was said or stands. */
export const Source = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), ...address }),
  /** `digest`: SHA-256 of the whole text; `anchor`: of the heading above, `#databases`, or `#line-12`. */
  z.object({
    type: z.literal('document'),
    name: z.string(),
    digest: z.string(),
    anchor: z.string(),
    /** The file on the chat platform, and the message that carried it, where there are any. */
    fileId: z.string().optional(),
    carrier: z.object(address).optional(),
  }),
  /** An object of the cluster, `clusterpolicies.kyverno.io/disallow-latest`. */
  z.object({ type: z.literal('object'), clusterId: z.string(), name: z.string() }),
]);
export type Source = z.infer<typeof Source>;

/** A message, wherever it stands. */
export type MessageAddress = Omit<Extract<Source, { type: 'message' }>, 'type'>;

/** The same for the same message, section or object: evidence is found by it. */
export function sourceKey(source: Source): string {
  switch (source.type) {
    case 'message':
      return messageKey(source);
    case 'document':
      // The same text is one source, by whatever name and way it came.
      return JSON.stringify(['document', source.digest, source.anchor]);
    case 'object':
      return JSON.stringify(['object', source.clusterId, source.name]);
  }
}

export function messageKey({ platform, workspace, channel, message }: MessageAddress): string {
  return JSON.stringify([platform, workspace, channel, message]);
}

export function fileKey(fileId: string): string {
  return JSON.stringify(['file', fileId]);
}

/**
 * All by which evidence is found: a section goes with its document, with the file that this is, and with the
 * message that carried the file.
 */
export function keysOfSource(source: Source): readonly string[] {
  if (source.type !== 'document') return [sourceKey(source)];
  const { fileId, carrier } = source;
  return [
    sourceKey(source),
    ...(fileId === undefined ? [] : [fileKey(fileId)]),
    ...(carrier === undefined ? [] : [messageKey(carrier)]),
  ];
}

/** What the keys of a channel's messages begin with, and those of no other. */
export function channelPrefix({
  platform,
  workspace,
  channel,
}: Omit<MessageAddress, 'message'>): string {
  return `${JSON.stringify([platform, workspace, channel]).slice(0, -1)},`;
}

const MessageKey = z.tuple([z.string(), z.string(), z.string(), z.string()]);

/** The message's id, of its `messageKey`. */
export function messageOfKey(key: string): string {
  const [, , , message] = MessageKey.parse(JSON.parse(key));
  return message;
}

/** What a quote shows. */
export const Claim = z.enum(['purpose', 'resource', 'reason', 'rule', 'warning']);
export type Claim = z.infer<typeof Claim>;

/** One verbatim quote behind a candidate. Kept apart from it, so that it goes when its source goes. */
export const Evidence = z.object({
  /** The same for the same quote of the same source behind the same candidate: `evi-` and 16 hexadecimal digits. */
  id: z.string(),
  candidateId: z.string(),
  source: Source,
  /** A link to it, where there is one. */
  url: z.url().optional(),
  /** Verbatim, nothing secret in it; line breaks and repeated spaces are one space. */
  quote: z.string().min(1).max(QUOTE_MAX),
  claim: Claim,
  /** What the claim is about: a resource's name for `resource` and `warning`. */
  about: z.string().optional(),
  /** When it was said, where that is known. */
  at: z.iso.datetime().optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** The same for the same words of the same source, whatever they show. */
export function quoteKey({ source, quote }: Pick<Evidence, 'source' | 'quote'>): string {
  return JSON.stringify([sourceKey(source), quote]);
}
