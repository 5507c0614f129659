import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient.js';
import { ProviderRefusal, retryAfterMs } from './answers.ts';

type Answer = { statusCode: number; body: unknown; headers: unknown };

/**
 * The library's HTTP client, pointed at another base URL, with a hard deadline over the whole call, and telling a refusal from an
 * answer that leaves open what became of the message.
 */
export class TwilioTransport extends twilio.RequestClient {
  readonly #baseUrl: string;
  readonly #timeoutMs: number;
  #clockOffsetMs = 0;

  constructor(baseUrl: string, timeoutMs: number) {
    // More than there are calls at once: one that waited for a socket would go out after its deadline.
    super({ timeout: timeoutMs, autoRetry: false, maxSockets: 1_000 });
    this.#baseUrl = baseUrl.replace(/\/+$/, '');
    this.#timeoutMs = timeoutMs;
  }

  /** How far the provider's clock is ahead of ours, by the last answer that had a date: RFC 9110 section 6.6.1. */
  get clockOffsetMs(): number {
    return this.#clockOffsetMs;
  }

  override async request<TData>(
    options: RequestClient.RequestOptions<TData>,
  ): ReturnType<typeof RequestClient.prototype.request<TData>> {
    const { pathname, search } = new URL(options.uri);
    const answer = await withDeadline(
      super.request<TData>({ ...options, uri: `${this.#baseUrl}${pathname}${search}`, timeout: this.#timeoutMs }),
      this.#timeoutMs,
    );
    this.#noteClock(answer.headers);
    throwUnlessTaken(answer);
    return answer;
  }

  #noteClock(headers: unknown): void {
    const date = (headers as Record<string, unknown> | undefined)?.date;
    const offsetMs = typeof date === 'string' ? Date.parse(date) - Date.now() : Number.NaN;
    if (!Number.isNaN(offsetMs)) this.#clockOffsetMs = offsetMs;
  }
}

/**
 * Throws for every answer that is no success. Any 5xx leaves the outcome open, whatever its body says: a gateway may give up on a
 * request that was carried out behind it, and Twilio takes no idempotency key. The look-up that follows costs one request; a
 * message sent twice can't be taken back. Every other status is a refusal: Twilio checks before it takes.
 */
function throwUnlessTaken({ statusCode, body, headers }: Answer): void {
  if (statusCode >= 200 && statusCode < 300) return;
  const { code, message } = errorIn(body);
  const text = message ?? `HTTP ${statusCode}`;
  if (statusCode >= 500) throw new Error(`Twilio answered ${statusCode}${code ? ` (${code})` : ''}: ${text}`);
  const after: unknown = (headers as Record<string, unknown>)['retry-after'];
  throw new ProviderRefusal(
    code ?? `http_${statusCode}`,
    text,
    retryAfterMs(typeof after === 'string' ? after : undefined),
  );
}

function errorIn(body: unknown): { code?: string; message?: string } {
  if (typeof body !== 'object' || body === null) return {};
  const { code, message } = body as { code?: unknown; message?: unknown };
  return {
    ...(typeof code === 'number' || (typeof code === 'string' && code !== '') ? { code: String(code) } : {}),
    ...(typeof message === 'string' ? { message } : {}),
  };
}

/** The library's own timeout is one of silence on the socket: an answer that trickles in would outlast it. */
async function withDeadline<T>(call: Promise<T>, timeoutMs: number): Promise<T> {
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(() => deadline.reject(new Error(`No answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    return await Promise.race([call, deadline.promise]);
  } finally {
    clearTimeout(timer);
  }
}
