import { buildSandbox } from './app.ts';
import { type SandboxConfig, loadSandboxConfig } from './config.ts';

/** Longer than a webhook may take to be answered. */
const STOP_WITHIN_MS = 15_000;

try {
  const config = loadSandboxConfig();
  const app = await buildSandbox(config, { logger: { level: config.LOG_LEVEL } });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
      void app.close().then(() => process.exit(0));
    });
  }
  await app.listen({ host: config.SANDBOX_HOST, port: config.SANDBOX_PORT }).catch((error: unknown) => {
    throw new Error(whyNotListening(error, config), { cause: error });
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function whyNotListening(error: unknown, config: SandboxConfig): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const place = `${config.SANDBOX_HOST}:${config.SANDBOX_PORT}`;
  if (code === 'EADDRINUSE') return `${place} is in use: stop what listens there, or set SANDBOX_PORT.`;
  if (code === 'EACCES') return `${place} may not be listened on by this user: set SANDBOX_PORT above 1023.`;
  return `The sandbox can't listen on ${place}: ${message}`;
}
