import { errorOf } from './errors.ts';
import type { DaybreakOptions } from './index.ts';
import type { components } from './schema.d.ts';

/** Renewed so long before its end, so that no call is under way with one that ends. */
const MARGIN_MS = 60_000;

/** Keeps the token of one client: got when it is first needed, renewed a minute before its end, once for all calls that wait for it. */
export function createTokenKeeper(options: DaybreakOptions, send: (request: Request) => Promise<Response>) {
  let kept: { token: Promise<string>; value?: string; endsAt: number } | undefined;

  async function request(): Promise<{ access_token: string; expires_in: number }> {
    const { accountId, clientId, clientSecret } = options;
    const address = `${options.baseUrl.replace(/\/$/, '')}/sentinel/api/account/${encodeURIComponent(accountId)}/app/token`;
    const response = await send(
      new Request(`${address}?v=1.0&grant_type=client_credentials`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret }),
      }),
    );
    if (!response.ok) throw await errorOf(response);
    return (await response.json()) as components['schemas']['Token'];
  }

  function start(): Promise<string> {
    const entry: NonNullable<typeof kept> = { token: Promise.resolve(''), endsAt: Number.POSITIVE_INFINITY };
    entry.token = request().then(
      ({ access_token: value, expires_in: seconds }) => {
        entry.value = value;
        entry.endsAt = performance.now() + seconds * 1000 - MARGIN_MS;
        return value;
      },
      (error: unknown) => {
        if (kept === entry) kept = undefined;
        throw error;
      },
    );
    kept = entry;
    return entry.token;
  }

  return {
    get: (): Promise<string> => (kept && performance.now() < kept.endsAt ? kept.token : start()),
    /** In place of one that was refused; whoever comes second gets what the first one got. */
    renew: (refused: string): Promise<string> => (kept && kept.value !== refused ? kept.token : start()),
  };
}
