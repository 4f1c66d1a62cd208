import { describe, expect, it } from 'vitest';
import {
  allRegionsOf,
  cloudsWithRegion,
  isRegionOf,
  nearestRegion,
  regionsIn,
  regionsOf,
} from './regions.ts';

describe('the regions of clouds', () => {
  it('are all known, the usual ones first', () => {
    for (const provider of ['aws', 'azure', 'gcp']) {
      const all = allRegionsOf(provider);
      expect(all.slice(0, regionsOf(provider).length)).toEqual(regionsOf(provider));
      expect(all.length).toBeGreaterThan(35);
      expect(new Set(all).size).toBe(all.length);
      expect(regionsOf(provider).every((region) => isRegionOf(provider, region))).toBe(true);
    }
    expect(allRegionsOf('hetzner')).toEqual([]);
  });

  it.each([
    ['us-east-1', ['aws']],
    ['us-east-1a', ['aws']],
    ['us-east1', ['gcp']],
    ['europe-west3-b', ['gcp']],
    ['eastus', ['azure']],
    ['us-east-9', []],
  ])('%s is of %j', (region, clouds) => {
    expect(cloudsWithRegion(region)).toEqual(clouds);
  });

  it.each([
    ['aws', 'us-east1', 'us-east-1'],
    ['aws', 'eu-wset-1', 'eu-west-1'],
    ['azure', 'East US', 'eastus'],
    ['gcp', 'us-east-1', 'us-east1'],
    ['azure', 'us-east1', 'eastus'],
    ['aws', 'moonbase', undefined],
  ])('of %s the nearest to “%s” is %s', (provider, said, nearest) => {
    expect(nearestRegion(provider, said)).toBe(nearest);
  });

  it('are seen in a sentence, also those that do not exist', () => {
    expect(
      regionsIn('only in us-east-1, eu-west-9, us-gov-west-1 or EastUS2; never in mars'),
    ).toEqual(['us-east-1', 'eu-west-9', 'us-gov-west-1', 'eastus2']);
    expect(regionsIn('scale to us-standard machines of the east')).toEqual([]);
  });
});
