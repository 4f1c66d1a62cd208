/**
 * The texts of `Warning` headers, in order: `299 - "text"`, several of them possibly in one header.
 *
 * Source: RFC 7234 §5.5; k8s.io/apimachinery/pkg/util/net ParseWarningHeaders.
 */
export function warningTexts(headers: readonly string[]): readonly string[] {
  return headers.flatMap((header) =>
    [...header.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
      text.replaceAll(/\\(.)/g, '$1'),
    ),
  );
}
