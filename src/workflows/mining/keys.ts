/** Only one job reads a channel, a thread or the cluster's policies at a time. */
export function miningKey(
  source:
    | {
        readonly workspace: string;
        readonly channel: string;
        /** Of a thread. */
        readonly message?: string;
      }
    | 'cluster-policies',
): string {
  if (source === 'cluster-policies') return `mining:${source}`;
  const { workspace, channel, message } = source;
  return ['mining', workspace, channel, ...(message === undefined ? [] : [message])].join(':');
}

/** A channel is closed beside the job that reads it. */
export function closingKey(source: {
  readonly workspace: string;
  readonly channel: string;
}): string {
  return `${miningKey(source)}:closing`;
}
