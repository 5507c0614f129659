import type { SendResult } from './port.ts';

/** The provider answered, and said no. */
export class ProviderRefusal extends Error {
  override name = 'ProviderRefusal';
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(code: string, message: string, retryAfterMs: number | undefined) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** System calls that happen before a byte of a request is sent. */
const BEFORE_SENDING = new Set(['connect', 'getaddrinfo']);
/** Failures that undici and the resolver report without a system call's name, and that likewise come before sending. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * What a failed call comes to. A refusal is the provider's; a connection that never came about is `refused` with the code
 * `unreachable`, for nothing can have been taken; anything else (a timeout, a reset, an answer that can't be read) is `unknown`,
 * for the provider may have taken the message.
 */
export function resultOfFailure(error: unknown): SendResult {
  if (error instanceof ProviderRefusal) {
    const { code, message, retryAfterMs } = error;
    return { outcome: 'refused', code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
  const message = messageOf(error);
  return neverSent(error) ? { outcome: 'refused', code: 'unreachable', message } : { outcome: 'unknown', message };
}

/** What went wrong, down to its cause. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.map(messageOf).join('; ');
  if (error.cause instanceof Error) return messageOf(error.cause);
  return error.message;
}

/** `Retry-After`, in either of its two forms (RFC 9110 section 10.2.3), as milliseconds from now. */
export function retryAfterMs(header: string | null | undefined, nowMs = Date.now()): number | undefined {
  if (header === null || header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - nowMs : seconds * 1_000;
  return Number.isNaN(ms) ? undefined : Math.max(0, Math.round(ms));
}

function neverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(neverSent);
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== undefined && BEFORE_SENDING.has(syscall)) return true;
  if (code !== undefined && NEVER_SENT.has(code) && !(error.cause instanceof Error)) return true;
  return neverSent(error.cause);
}
