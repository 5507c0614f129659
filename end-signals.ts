const SAME_KEYSTROKE_MS = 500;

export type EndSignals = {
  /** Resolves at the first of the signals. */
  asked: Promise<NodeJS.Signals>;
  /** Set by a later one: whoever asks twice does not want to wait. */
  hurry: AbortSignal;
};

/**
 * Takes over the signals that end a program. What follows within half a second counts as the same: npm hands on the Ctrl-C that the terminal has
 * sent here already.
 */
export function listenForEnd(names: readonly NodeJS.Signals[]): EndSignals {
  const asked = Promise.withResolvers<NodeJS.Signals>();
  const hurry = new AbortController();
  let firstAt: number | undefined;
  for (const name of names) {
    process.on(name, () => {
      firstAt ??= performance.now();
      if (performance.now() - firstAt >= SAME_KEYSTROKE_MS) hurry.abort();
      asked.resolve(name);
    });
  }
  return { asked: asked.promise, hurry: hurry.signal };
}
