/** The regions that people choose most, as the clouds' own interfaces write them. */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  aws: words('us-east-1 us-east-2 us-west-2 eu-west-1 eu-central-1 ap-southeast-1 ap-northeast-1'),
  azure: words('eastus eastus2 westus2 westeurope northeurope southeastasia japaneast'),
  gcp: words('us-central1 us-east1 us-west1 europe-west1 europe-west3 asia-southeast1'),
};

/** Some regions of a cloud, usual ones first; none where they are not known. There are more. */
export function regionsOf(provider: string): readonly string[] {
  return REGIONS[provider] ?? [];
}

function words(text: string): readonly string[] {
  return text.split(' ');
}
