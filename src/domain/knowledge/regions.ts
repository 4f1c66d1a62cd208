import { editDistance } from '../nearest.ts';

/** The regions that people choose most, as the clouds' own interfaces write them. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  aws: words('us-east-1 us-east-2 us-west-2 eu-west-1 eu-central-1 ap-southeast-1 ap-northeast-1'),
  azure: words('eastus eastus2 westus2 westeurope northeurope southeastasia japaneast'),
  gcp: words('us-central1 us-east1 us-west1 europe-west1 europe-west3 asia-southeast1'),
};

/**
 * All that there are, those of separate partitions (governments, China) too, and the places of Google
 * Cloud that hold several regions.
 *
 * As of 2026; what is missing here leads to a note, never to a refusal. The clouds' own lists: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html,
 * https://learn.microsoft.com/azure/reliability/regions-list,
 * https://cloud.google.com/compute/docs/regions-zones
 */
const ALL: Readonly<Record<string, readonly string[]>> = {
  aws: words(
    'us-east-1 us-east-2 us-west-1 us-west-2 af-south-1 ap-east-1 ap-east-2 ap-south-1 ap-south-2 ' +
      'ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-southeast-1 ap-southeast-2 ap-southeast-3 ' +
      'ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1 ' +
      'eu-central-1 eu-central-2 eu-west-1 eu-west-2 eu-west-3 eu-north-1 eu-south-1 eu-south-2 ' +
      'il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 eusc-de-east-1 us-gov-east-1 ' +
      'us-gov-west-1 cn-north-1 cn-northwest-1',
  ),
  azure: words(
    'australiacentral australiacentral2 australiaeast australiasoutheast austriaeast belgiumcentral ' +
      'brazilsouth brazilsoutheast canadacentral canadaeast centralindia centralus chilecentral ' +
      'denmarkeast eastasia eastus eastus2 francecentral francesouth germanynorth germanywestcentral ' +
      'indonesiacentral israelcentral italynorth japaneast japanwest jioindiacentral jioindiawest ' +
      'koreacentral koreasouth malaysiawest mexicocentral newzealandnorth northcentralus northeurope ' +
      'norwayeast norwaywest polandcentral qatarcentral southafricanorth southafricawest ' +
      'southcentralus southindia southeastasia spaincentral swedencentral swedensouth ' +
      'switzerlandnorth switzerlandwest uaecentral uaenorth uksouth ukwest westcentralus westeurope ' +
      'westindia westus westus2 westus3 usgovarizona usgovtexas usgovvirginia chinaeast chinaeast2 ' +
      'chinaeast3 chinanorth chinanorth2 chinanorth3',
  ),
  gcp: words(
    'africa-south1 asia-east1 asia-east2 asia-northeast1 asia-northeast2 asia-northeast3 asia-south1 ' +
      'asia-south2 asia-southeast1 asia-southeast2 asia-southeast3 australia-southeast1 ' +
      'australia-southeast2 europe-central2 europe-north1 europe-north2 europe-southwest1 europe-west1 ' +
      'europe-west2 europe-west3 europe-west4 europe-west6 europe-west8 europe-west9 europe-west10 ' +
      'europe-west12 me-central1 me-central2 me-west1 northamerica-northeast1 northamerica-northeast2 ' +
      'northamerica-south1 southamerica-east1 southamerica-west1 us-central1 us-east1 us-east4 ' +
      'us-east5 us-south1 us-west1 us-west2 us-west3 us-west4 asia eu us global nam4 nam5 eur3 eur4 ' +
      'asia1',
  ),
};

/** Some regions of a cloud, usual ones first; none where they are not known. There are more. */
export function regionsOf(provider: string): readonly string[] {
  return USUAL[provider] ?? [];
}

/** Every region of a cloud, usual ones first; none where they are not known. */
export function allRegionsOf(provider: string): readonly string[] {
  return [...new Set([...regionsOf(provider), ...(ALL[provider] ?? [])])];
}

/** The clouds that have a region of that name, or of whose regions it is a zone (`us-east-1a`). */
export function cloudsWithRegion(text: string): readonly string[] {
  return Object.keys(ALL).filter((provider) => isRegionOf(provider, text));
}

/** Whether a cloud has a region of that name, or a region of which it is a zone. */
export function isRegionOf(provider: string, text: string): boolean {
  const regions = ALL[provider] ?? [];
  return regions.includes(text) || regions.includes(regionOfZone(provider, text));
}

/** The region of a cloud that was probably meant; undefined where none is near. */
export function nearestRegion(provider: string, text: string): string | undefined {
  const wanted = text.toLowerCase().replaceAll(/[\s_-]/gu, '');
  const ranked = allRegionsOf(provider)
    .map((region) => ({ region, distance: distanceOf(region.replaceAll('-', ''), wanted) }))
    .toSorted((one, other) => one.distance - other.distance);
  const [best] = ranked;
  return best && best.distance <= Math.max(1, wanted.length / 3) ? best.region : undefined;
}

/** Clouds put the same words in another order: `eastus`, `us-east1`. */
function distanceOf(one: string, other: string): number {
  const sorted = [one, other].map((text) => Array.from(text).toSorted().join(''));
  const [first = '', second = ''] = sorted;
  return Math.min(editDistance(one, other), editDistance(first, second) + 1);
}

/** Names that look like a region of some cloud, whether there is one of that name or not. */
export function regionsIn(text: string): readonly string[] {
  const shaped = text.toLowerCase().match(REGION_SHAPE) ?? [];
  const known = (text.toLowerCase().match(/[a-z\d]+/gu) ?? []).filter(
    (word) => word.length > 5 && (ALL['azure'] ?? []).includes(word),
  );
  return [...new Set([...shaped, ...known])];
}

/** `eu-west-1`, `us-east1`, `europe-west3-a`, `us-gov-east-1`. */
const REGION_SHAPE =
  /\b(?:[a-z]{2,4}(?:-[a-z]{2,3})?|africa|asia|australia|europe|northamerica|southamerica)-(?:north|south|east|west|central)(?:east|west)?-?\d{1,2}(?:-?[a-f])?\b/gu;

function regionOfZone(provider: string, text: string): string {
  if (provider === 'aws') return text.replace(/(?<=\d)[a-f]$/u, '');
  if (provider === 'gcp') return text.replace(/(?<=\d)-[a-f]$/u, '');
  return text;
}

function words(text: string): readonly string[] {
  return text.split(' ');
}
