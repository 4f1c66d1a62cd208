import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { apiVersionOf } from '../../domain/kind.ts';
import { DocumentOutline, type KindOutline, OutlineField } from '../../domain/policy/outline.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Cluster, KindProfileSource, SchemaDocument } from '../../ports/cluster.ts';
import type { ScannedDocument } from '../../ports/scan-store.ts';
import { outlineText } from '../scan/outline-text.ts';

const Fields = z.array(OutlineField);

export interface OutlineReader {
  /** Of every kind that the document describes. */
  outlinesOf(document: ScannedDocument): Promise<readonly KindOutline[]>;
}

/**
 * Reads outlines as a scan kept them. One that an earlier version did not keep, or that is stored no more,
 * is read from the cluster, and stored again for the next time. What many kinds share is held once.
 */
export function createOutlineReader(ports: {
  readonly cluster: Pick<Cluster, 'schemaDocuments' | 'profileSources'>;
  readonly artifacts: ArtifactStore;
}): OutlineReader {
  const { cluster, artifacts } = ports;
  const shared = new Map<string, OutlineField>();
  let documents: Promise<readonly SchemaDocument[]> | undefined;

  async function stored({ outline }: ScannedDocument): Promise<readonly KindOutline[] | undefined> {
    if (outline === undefined) return undefined;
    const text = await textOf(artifacts, outline);
    const parsed = text === undefined ? undefined : DocumentOutline.safeParse(JSON.parse(text));
    return parsed?.data?.kinds;
  }

  async function served({ name }: ScannedDocument): Promise<readonly KindOutline[]> {
    documents ??= cluster.schemaDocuments();
    const document = (await documents).find((one) => apiVersionOf(one) === name);
    if (!document) return [];
    const sources = await cluster.profileSources(document);
    await artifacts.put(outlineText(sources));
    return sources.map((source) => outlineOf(source));
  }

  return {
    async outlinesOf(document) {
      const outlines = (await stored(document)) ?? (await served(document));
      return outlines.map((outline) => ({
        ...outline,
        fields: outline.fields.map((field) => sharedField(shared, field)),
      }));
    },
  };
}

/** Undefined where it is stored no more. */
async function textOf(artifacts: ArtifactStore, hash: string): Promise<string | undefined> {
  try {
    return await artifacts.get(hash);
  } catch (failure) {
    if (failure instanceof Failure) return undefined;
    throw failure;
  }
}

function outlineOf({ kind, schemaHash, outline }: KindProfileSource): KindOutline {
  return { kind, schemaHash, fields: Fields.parse(JSON.parse(outline)) };
}

/** The clouds' kinds come twice, namespaced and not, and all of one cloud share many fields. */
function sharedField(shared: Map<string, OutlineField>, field: OutlineField): OutlineField {
  if (field.enum !== undefined || field.default !== undefined) return field;
  const key = `${field.path} ${field.type} ${field.itemType ?? ''} ${String(field.required)}`;
  const known = shared.get(key);
  if (known) return known;
  shared.set(key, field);
  return field;
}
