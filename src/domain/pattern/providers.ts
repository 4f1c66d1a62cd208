import type { AbstractionLevel } from '../capability.ts';
import type { ResourceKind } from '../kind.ts';
import { providersOfKind } from '../knowledge/providers.ts';

/** A kind, and where what it stands for can be had. */
export interface PlacedKind {
  readonly kind: ResourceKind;
  /** A portable kind has several; a kind of no cloud has none. */
  readonly providers: readonly string[];
  readonly abstraction: AbstractionLevel;
}

/** Made to hide where something runs, or to be had from several: it runs natively nowhere. */
export function isPortable({ providers, abstraction }: PlacedKind): boolean {
  return abstraction === 'golden-path' || providers.length > 1;
}

/** The one cloud in which a kind runs natively. Undefined for portable kinds, and for those of no cloud. */
export function nativeProvider(kind: PlacedKind): string | undefined {
  return isPortable(kind) ? undefined : kind.providers[0];
}

/** The same by its names alone: the group of a native kind names its cloud. */
export function providerByName({ group, kind }: ResourceKind): string | undefined {
  return providersOfKind({ group, kind, description: '', fields: [] })[0];
}
