/**
 * Markdown without what the library draws as Slack does not: pictures, which it would fetch from
 * wherever they are, become links to them, and the boxes of task lists, which it draws as fields
 * without a name, become signs. What is in code stays as it is.
 */
export function markdownForLibrary(text: string): string {
  return text
    .split(/(^ {0,3}```[\s\S]*?^ {0,3}```[^\n]*$|`[^`\n]*`)/mu)
    .map((piece, index) => (index % 2 === 1 ? piece : withoutPictures(piece)))
    .join('');
}

function withoutPictures(text: string): string {
  return text
    .replaceAll(/!\[/gu, '[')
    .replaceAll(/^(\s*(?:[-*+]|\d+[.)])\s+)\[( |x|X)\](?=\s)/gmu, (_, mark: string, box: string) =>
      box === ' ' ? `${mark}☐` : `${mark}☑`,
    );
}
