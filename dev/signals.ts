import { listenForEnd, type EndSignals } from '../end-signals.ts';

const pollMs = 500;

/** Takes over the signals that end `npm start`; npm's own end counts as one. */
export function listenForSignals(): EndSignals {
  const { asked, hurry } = listenForEnd(['SIGINT', 'SIGTERM', 'SIGHUP']);
  const npmGone = Promise.withResolvers<NodeJS.Signals>();
  onNpmGone(() => npmGone.resolve('SIGHUP'));
  return { asked: Promise.race([asked, npmGone.promise]), hurry };
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
