export type Screen = ReturnType<typeof createScreen>;

const tickMs = 1_000;
const quietMs = 2_000;
const lineEveryMs = 20_000;

/**
 * Lines on a terminal or in a log. What takes longer than two seconds shows how long it has been at it: in place on a terminal,
 * elsewhere as a line now and then.
 */
export function createScreen(out: NodeJS.WriteStream = process.stdout) {
  const active = new Map<string, { since: number; saidAt: number }>();
  let ticker: NodeJS.Timeout | undefined;
  // Whoever reads along may go away first; that must not end what runs here.
  out.on('error', () => undefined);

  function line(text: string): void {
    out.write(`${out.isTTY ? '\r\u001b[K' : ''}${text}\n`);
    if (out.isTTY) showActive();
  }

  function tick(): void {
    if (out.isTTY) {
      showActive();
      return;
    }
    const now = Date.now();
    for (const [label, step] of active) {
      if (now - step.saidAt < (step.saidAt === step.since ? quietMs : lineEveryMs)) continue;
      step.saidAt = now;
      out.write(`${label} … ${seconds(now - step.since)}\n`);
    }
  }

  function showActive(): void {
    const shown = [...active].filter(([, step]) => Date.now() - step.since >= quietMs);
    const text = shown.map(([label, step]) => `${label} … ${seconds(Date.now() - step.since)}`).join(' · ');
    out.write(`\r\u001b[K${text.slice(0, (out.columns || 80) - 1)}`);
  }

  /** Waits for work under a label, and says how long it took where that was long. */
  async function during<T>(label: string, work: () => Promise<T>): Promise<T> {
    const since = Date.now();
    active.set(label, { since, saidAt: since });
    ticker ??= setInterval(tick, tickMs);
    try {
      const result = await work();
      active.delete(label);
      if (Date.now() - since >= quietMs) line(`${label}: done in ${seconds(Date.now() - since)}`);
      return result;
    } finally {
      active.delete(label);
      if (active.size === 0) {
        clearInterval(ticker);
        ticker = undefined;
        if (out.isTTY) showActive();
      }
    }
  }

  /** Makes room for a line on stderr. */
  function clear(): void {
    if (out.isTTY) out.write('\r\u001b[K');
  }

  return { line, during, clear };
}

function seconds(ms: number): string {
  const total = Math.round(ms / 1000);
  return total < 60 ? `${total} s` : `${Math.floor(total / 60)} min ${total % 60} s`;
}
