/**
 * A text in parts of at most `most` characters each, in their order: cut at the last white space of a part, or where there is none in its second
 * half, in the middle of a word, but never inside a surrogate pair.
 */
export function splitText(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const space = rest.slice(0, most + 1).search(/\s\S*$/);
    const isHighSurrogate = /[\uD800-\uDBFF]/.test(rest.charAt(most - 1));
    const cut = space > most / 2 ? space : isHighSurrogate ? most - 1 : most;
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}
