import type { FieldTable } from '../../domain/field-table.ts';
import type { ResourceKind } from '../../domain/kind.ts';
import type { KindProfileSource } from '../../ports/cluster.ts';

/** What the schema worker is asked. `bytes` is a whole OpenAPI document, handed over, not copied. */
export type SchemaTask =
  | {
      readonly type: 'field-tables';
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly kinds: readonly ResourceKind[];
    }
  | {
      readonly type: 'profile-sources';
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly kinds: readonly ResourceKind[];
    };

export interface SchemaRequest {
  readonly id: number;
  readonly task: SchemaTask;
}

/** What it answers. A table, in the order of the kinds, is undefined where the document does not describe the kind. */
export type SchemaResult =
  | { readonly type: 'field-tables'; readonly tables: readonly (FieldTable | undefined)[] }
  | { readonly type: 'profile-sources'; readonly sources: readonly KindProfileSource[] }
  | { readonly type: 'failed'; readonly message: string };

export interface SchemaAnswer {
  readonly id: number;
  readonly result: SchemaResult;
}
