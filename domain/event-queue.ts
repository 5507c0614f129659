/** What happens to which recipient, and when. Of the same instant the lower `place` comes first. */
export type Event = { atMs: number; place: number; kind: number };

/** Events in the order of their instants: a binary heap. */
export function createEventQueue() {
  const heap: Event[] = [];
  return {
    push(event: Event) {
      let at = heap.length;
      heap.push(event);
      while (at > 0) {
        const parent = (at - 1) >> 1;
        const above = heap[parent];
        if (above === undefined || !isBefore(event, above)) break;
        heap[at] = above;
        at = parent;
      }
      heap[at] = event;
    },

    /** The next one; undefined: there is none left. */
    pop(): Event | undefined {
      const first = heap[0];
      const last = heap.pop();
      if (last !== undefined && last !== first) sinkFromTop(heap, last);
      return first;
    },
  };
}

function sinkFromTop(heap: Event[], event: Event): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const [one, other] = [heap[left], heap[left + 1]];
    if (one === undefined) break;
    const isOther = other !== undefined && isBefore(other, one);
    const child = isOther ? other : one;
    if (!isBefore(child, event)) break;
    heap[at] = child;
    at = isOther ? left + 1 : left;
  }
  heap[at] = event;
}

function isBefore(one: Event, other: Event): boolean {
  return one.atMs === other.atMs ? one.place < other.place : one.atMs < other.atMs;
}
