import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitText } from '../../domain/split-text.ts';

it.each<[string, string, number, string[]]>([
  ['a short text is one part', 'Hello', 10, ['Hello']],
  ['a text of just that length is one part', 'Hello Ada!', 10, ['Hello Ada!']],
  ['a longer one is cut between words', 'Hello Ada, how are you?', 10, ['Hello Ada,', 'how are', 'you?']],
  ['a word that is longer is cut within', 'abcdefghijklmno', 10, ['abcdefghij', 'klmno']],
  ['a picture of two units stays whole', 'abcdefghi👋x', 10, ['abcdefghi', '👋x']],
  ['nothing is no part', '  ', 10, []],
])('%s', (_name, text, most, parts) => {
  expect(splitText(text, most)).toEqual(parts);
});

it('loses nothing but white space, and no part is too long or empty', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '👋', 'é'), maxLength: 200 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 4, max: 40 }), (text, most) => {
      const parts = splitText(text, most);
      const bare = (words: string) => words.replace(/\s/g, '');
      expect(bare(parts.join(''))).toBe(bare(text));
      for (const part of parts) expect(part.trim().length > 0 && part.length <= most && part.isWellFormed()).toBe(true);
    }),
    { seed: 7, numRuns: 500 },
  );
});
