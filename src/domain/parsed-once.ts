/**
 * Parses texts that are read again and again, each once for as long as it stays the same: then the very same
 * value comes of it. What was not among the texts of one go is forgotten.
 */
export function createParsedOnce<Value>(parse: (text: string) => Value): {
  /** Begins a go; what it returns parses one text of it. */
  begin(): (id: string, text: string) => Value;
} {
  let known = new Map<string, { readonly text: string; readonly value: Value }>();
  return {
    begin() {
      const before = known;
      const now = new Map<string, { readonly text: string; readonly value: Value }>();
      known = now;
      return (id, text) => {
        const last = now.get(id) ?? before.get(id);
        const kept = last?.text === text ? last : { text, value: parse(text) };
        now.set(id, kept);
        return kept.value;
      };
    },
  };
}
