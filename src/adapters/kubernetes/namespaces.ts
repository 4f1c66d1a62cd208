import { withQuery } from './api-path.ts';
import { ObjectList } from './object.ts';
import { readBody } from './status.ts';
import type { Transport } from './transport.ts';

const PAGE_SIZE = 500;

/** Names in alphabetical order. Empty where the bot may not list them: then they are typed. */
export async function readNamespaces(transport: Transport): Promise<readonly string[]> {
  const names: string[] = [];
  let next: string | undefined;
  do {
    const limit = String(PAGE_SIZE);
    const path = withQuery('/api/v1/namespaces', {
      limit,
      ...(next !== undefined && { continue: next }),
    });
    const response = await transport.send({ method: 'GET', path });
    if (response.status === 403) return [];
    const { items, metadata } = readBody(ObjectList, response);
    names.push(...(items ?? []).map((item) => item.metadata.name));
    next = metadata.continue === '' ? undefined : metadata.continue;
  } while (next !== undefined);
  return names.sort();
}
