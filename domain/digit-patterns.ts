/**
 * Regular expressions over digits, many at once: which of them a text matches is found in one pass, a step a digit. Only what libphonenumber's
 * metadata is written in: digits, `\d`, sets such as `[2-57]`, groups, `|`, `?`, `{2}` and `{2,3}`.
 */

/** What has been seen of a text: two texts in the same place match the same patterns, and so do both with the same digits behind them. */
export type Place = { next: (Place | undefined)[]; nodes: readonly number[] };

type Node = { digits: number; to: number[]; skip: number[] };

export class UnknownPattern extends Error {}

/**
 * A machine over the patterns. `whole`: the text matches to its end; `start`: what it begins with does. Throws UnknownPattern for one with
 * anything else in it.
 */
export function createDigitMachine(patterns: { pattern: string; matches: 'whole' | 'start' }[]) {
  const nodes: Node[] = [];
  const add = (digits = 0): number => nodes.push({ digits, to: [], skip: [] }) - 1;
  const begin = add();
  for (const { pattern, matches } of patterns) {
    const { start, end } = readPattern(pattern, nodes, add);
    nodes[begin]?.skip.push(start);
    // Its own end for each pattern: that it is reached is what tells them apart.
    const last = add(matches === 'start' ? ANY_DIGIT : 0);
    nodes[end]?.skip.push(last);
    if (matches === 'start') nodes[last]?.to.push(last);
  }
  const places = new Map<string, Place>();

  const placeOf = (from: Iterable<number>): Place => {
    const reached = new Set<number>();
    const queue = [...from];
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      if (reached.has(node)) continue;
      reached.add(node);
      queue.push(...(nodes[node]?.skip ?? []));
    }
    // Where one only passes through tells nothing: ends have no way on.
    const kept = [...reached]
      .filter((node) => nodes[node]?.digits !== 0 || nodes[node].skip.length === 0)
      .sort((a, b) => a - b);
    const key = kept.join();
    const place = places.get(key) ?? { next: [], nodes: kept };
    places.set(key, place);
    return place;
  };

  const step = (place: Place, digit: number): Place => {
    const bit = 1 << digit;
    const to = place.nodes.flatMap((node) => ((nodes[node]?.digits ?? 0) & bit ? (nodes[node]?.to ?? []) : []));
    return (place.next[digit] = placeOf(to));
  };

  const beginning = placeOf([begin]);
  return {
    /** Where the digits from the `from`-th on lead. */
    follow(text: string, from: number): Place {
      let place = beginning;
      for (let at = from; at < text.length; at++) {
        const digit = text.charCodeAt(at) - 48;
        place = place.next[digit] ?? step(place, digit);
      }
      return place;
    },
    places: () => places.size,
  };
}

const ANY_DIGIT = 0b11_1111_1111;

type Fragment = { start: number; end: number };

function readPattern(pattern: string, nodes: Node[], add: (digits?: number) => number): Fragment {
  let at = 0;
  const link = (from: number, to: number) => nodes[from]?.skip.push(to);

  function alternatives(): Fragment {
    const all = { start: add(), end: add() };
    for (;;) {
      const one = sequence();
      link(all.start, one.start);
      link(one.end, all.end);
      if (pattern[at] !== '|') return all;
      at++;
    }
  }

  function sequence(): Fragment {
    const start = add();
    let end = start;
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
      const from = at;
      let part = atom();
      const [least, most] = times();
      const after = at;
      // Each repetition is read anew: fragments can't be shared.
      for (let n = 0; n < most; n++) {
        if (n > 0) {
          at = from;
          part = atom();
        }
        const next = add();
        link(end, part.start);
        link(part.end, next);
        if (n >= least) link(end, next);
        end = next;
      }
      at = after;
    }
    return { start, end };
  }

  function atom(): Fragment {
    if (pattern[at] === '(') {
      at += pattern.startsWith('(?:', at) ? 3 : 1;
      const inside = alternatives();
      if (pattern[at++] !== ')') throw new UnknownPattern(pattern);
      return inside;
    }
    const start = add(digits());
    const end = add();
    nodes[start]?.to.push(end);
    return { start, end };
  }

  function digits(): number {
    const found = /\\d|\d|\[(?:\d(?:-\d)?)+\]/y;
    found.lastIndex = at;
    const text = found.exec(pattern)?.[0];
    if (text === undefined) throw new UnknownPattern(pattern);
    at += text.length;
    if (text === '\\d') return ANY_DIGIT;
    let set = 0;
    for (const [, low = '', high = low] of text.matchAll(/(\d)(?:-(\d))?/g)) {
      for (let digit = Number(low); digit <= Number(high); digit++) set |= 1 << digit;
    }
    return set;
  }

  function times(): [least: number, most: number] {
    const found = /\?|\{(\d+)(?:,(\d+))?\}/y;
    found.lastIndex = at;
    const match = found.exec(pattern);
    if (!match) return [1, 1];
    at += match[0].length;
    if (match[0] === '?') return [0, 1];
    return [Number(match[1]), Number(match[2] ?? match[1])];
  }

  const whole = alternatives();
  if (at !== pattern.length) throw new UnknownPattern(pattern);
  return whole;
}
