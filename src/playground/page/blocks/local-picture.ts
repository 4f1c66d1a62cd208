/**
 * The address of a picture that can be shown without a request to another machine: one that is in the
 * address itself. Undefined for any other.
 */
export function localPicture(image: {
  readonly image_url?: string | undefined;
  readonly slack_file?: unknown;
}): string | undefined {
  return image.image_url?.startsWith('data:image/') ? image.image_url : undefined;
}
