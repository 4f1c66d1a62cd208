import { localPicture } from './local-picture.ts';
import './picture.css';

/** An image object: an element of `context`, an accessory, an icon. */
export interface PictureData {
  readonly alt_text: string;
  readonly image_url?: string | undefined;
  readonly slack_file?: object | undefined;
}

/**
 * A picture; the words for it where it would have to be fetched from elsewhere, since no request leaves
 * the machine.
 */
export function Picture({
  image,
  className,
}: {
  readonly image: PictureData;
  readonly className: string;
}) {
  const address = localPicture(image);
  return address === undefined ? (
    <span className={`picture-words ${className}`} role="img" aria-label={image.alt_text}>
      <span aria-hidden="true">{image.alt_text}</span>
    </span>
  ) : (
    <img className={className} src={address} alt={image.alt_text} />
  );
}
