import { SHARED_NAME_MAX, SHARED_TEXT_MAX } from '../../shared-text.ts';

/** A small text file that goes along with a message. */
export interface AttachedFile {
  readonly name: string;
  readonly content: string;
}

/** Reads what was chosen; or the sentence that says why it cannot be shared here. */
export async function readAttached(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>) {
  const tooLong = `${file.name} is too long: text files of up to ${SHARED_TEXT_MAX} characters can be shared here.`;
  // No text of so many characters has more bytes than four for each.
  if (file.size > SHARED_TEXT_MAX * 4) return { problem: tooLong };
  const content = textOf(await file.arrayBuffer());
  if (content === undefined) {
    return { problem: `${file.name} is no text: only text files can be shared here.` };
  }
  if (content.length > SHARED_TEXT_MAX) return { problem: tooLong };
  const attached: AttachedFile = { name: file.name.slice(-SHARED_NAME_MAX), content };
  return { attached };
}

/** Undefined where it is no UTF-8, or holds what no text does. */
function textOf(bytes: ArrayBuffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
