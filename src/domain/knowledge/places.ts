/**
 * Where the clouds' regions are, by the names that people give those places, in lower case.
 *
 * As of 2026, from the clouds' own lists (see `regions.ts`); a place that is missing here leads to no refusal.
 */
const PLACES: Readonly<Record<string, string>> = {
  'amsterdam netherlands': 'westeurope europe-west4',
  'belgium brussels': 'belgiumcentral europe-west1',
  berlin: 'germanynorth europe-west10',
  'brazil paulo': 'sa-east-1 brazilsouth brazilsoutheast southamerica-east1',
  canada:
    'ca-central-1 ca-west-1 canadacentral canadaeast northamerica-northeast1 northamerica-northeast2',
  'finland helsinki': 'europe-north1',
  'france paris': 'eu-west-3 francecentral francesouth europe-west9',
  frankfurt: 'eu-central-1 germanywestcentral europe-west3',
  'germany deutschland':
    'eu-central-1 eusc-de-east-1 germanywestcentral germanynorth europe-west3 europe-west10',
  india:
    'ap-south-1 ap-south-2 centralindia southindia westindia jioindiacentral jioindiawest asia-south1 asia-south2',
  iowa: 'centralus us-central1',
  'ireland dublin': 'eu-west-1 northeurope',
  italy: 'eu-south-1 italynorth europe-west8 europe-west12',
  japan: 'ap-northeast-1 ap-northeast-3 japaneast japanwest asia-northeast1 asia-northeast2',
  'korea seoul': 'ap-northeast-2 koreacentral koreasouth asia-northeast3',
  london: 'eu-west-2 uksouth europe-west2',
  'madrid spain': 'eu-south-2 spaincentral europe-southwest1',
  milan: 'eu-south-1 italynorth europe-west8',
  mumbai: 'ap-south-1 westindia asia-south1',
  ohio: 'us-east-2 us-east5',
  oregon: 'us-west-2 us-west1',
  osaka: 'ap-northeast-3 japanwest asia-northeast2',
  'poland warsaw': 'polandcentral europe-central2',
  singapore: 'ap-southeast-1 southeastasia asia-southeast1',
  stockholm: 'eu-north-1 europe-north2',
  sweden: 'eu-north-1 swedencentral swedensouth europe-north2',
  switzerland: 'eu-central-2 switzerlandnorth switzerlandwest europe-west6',
  sydney: 'ap-southeast-2 australiaeast australia-southeast1',
  tokyo: 'ap-northeast-1 japaneast asia-northeast1',
  virginia: 'us-east-1 eastus eastus2 usgovvirginia us-east4',
  zurich: 'eu-central-2 switzerlandnorth europe-west6',
};

/** Regions of the places that a text names; undefined where it names none that is known. */
export function regionsOfPlacesIn(text: string): readonly string[] | undefined {
  const words = new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
  const named = Object.entries(PLACES).filter(([names]) =>
    names.split(' ').some((name) => words.has(name)),
  );
  return named.length === 0 ? undefined : named.flatMap(([, regions]) => regions.split(' '));
}
