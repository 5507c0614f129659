const sameKeystrokeMs = 500;
const pollMs = 500;

/**
 * Takes over the signals that end a program. `asked` resolves at the first; `hurry` is set by a later one. What follows within half a second
 * counts as the same: npm hands on the Ctrl-C that the terminal has sent here already.
 */
export function listenForSignals(): { asked: Promise<NodeJS.Signals>; hurry: AbortSignal } {
  const asked = Promise.withResolvers<NodeJS.Signals>();
  const hurry = new AbortController();
  let firstAt: number | undefined;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      firstAt ??= Date.now();
      if (Date.now() - firstAt >= sameKeystrokeMs) hurry.abort();
      asked.resolve(name);
    });
  }
  onNpmGone(() => asked.resolve('SIGHUP'));
  return { asked: asked.promise, hurry: hurry.signal };
}

/** npm does not hand on every signal to what it runs: when it is gone, that counts as having been asked. */
function onNpmGone(act: () => void): void {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, pollMs);
  timer.unref();
}
