import { withQuery } from './api-path.ts';
import { ObjectList } from './object.ts';
import { readBody } from './status.ts';
import type { Transport } from './transport.ts';

const PAGE_SIZE = 500;

/** Labels and annotations are all that a namespace weighs, and ten thousand of them are many. */
const METADATA_ALONE =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';

/** How often a list is begun again whose next page the server has forgotten. */
const RESTARTS_MAX = 2;

/** Names in alphabetical order. Empty where the bot may not list them: then they are typed. */
export async function readNamespaces(transport: Transport): Promise<readonly string[]> {
  for (let restarts = 0; ; restarts += 1) {
    const names = await readAll(transport, restarts < RESTARTS_MAX);
    if (names !== 'forgotten') return names.sort();
  }
}

async function readAll(transport: Transport, mayRestart: boolean): Promise<string[] | 'forgotten'> {
  const names: string[] = [];
  let next = '';
  do {
    const query = { limit: String(PAGE_SIZE), ...(next !== '' && { continue: next }) };
    const path = withQuery('/api/v1/namespaces', query);
    const response = await transport.send({ method: 'GET', path, accept: METADATA_ALONE });
    if (response.status === 403) return [];
    if (response.status === 410 && mayRestart) return 'forgotten';
    const { items, metadata } = readBody(ObjectList, response);
    names.push(...(items ?? []).map((item) => item.metadata.name));
    next = metadata.continue ?? '';
  } while (next !== '');
  return names;
}
