import type { KindProfileSource } from '../../ports/cluster.ts';

/** A `DocumentOutline` as JSON. The parts come as JSON, and may be megabytes: they are not read here. */
export function outlineText(sources: readonly KindProfileSource[]): string {
  const kinds = sources.map(({ kind, schemaHash, outline }) => {
    const facts = JSON.stringify({ kind, schemaHash });
    return `${facts.slice(0, -1)},"fields":${outline}}`;
  });
  return `{"kinds":[${kinds.join(',')}]}`;
}
