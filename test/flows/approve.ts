import type { Talk } from './at-the-wire.ts';

/** Has a reviewed change approved by a colleague, and waits until every object says that it is ready. */
export async function approve(talk: Talk, approver = 'cleo'): Promise<void> {
  await talk.press('Request approval');
  await talk.sees('Exactly ');
  await talk.press('Approve', approver);
  await talk.sees('Ready: every object says so itself');
}
