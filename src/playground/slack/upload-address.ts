import { createHmac } from 'node:crypto';
import type { Core } from './core.ts';

/** The path that takes a file's content. As at Slack, only who was given it knows it. */
export function uploadPath({ identity }: Core, fileId: string): string {
  const proof = createHmac('sha256', identity.signingSecret).update(`upload ${fileId}`);
  return `/upload/${fileId}/${proof.digest('hex')}`;
}
