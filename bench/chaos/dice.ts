import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type Dice = ReturnType<typeof createDice>;

/** Dice of one purpose: what is thrown for another one meanwhile does not move them, so the same seed says the same. */
export function createDice(seed: number, purpose: string) {
  const own = Buffer.from(purpose).reduce((sum, byte) => (Math.imul(sum, 31) + byte) | 0, seed);
  const random = xoroshiro128plus(own);
  const upTo = (most: number): number => uniformInt(random, 0, most);
  return { upTo, oneOf: <T>(all: readonly T[]): T => all[upTo(all.length - 1)] as T };
}
