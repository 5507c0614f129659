import type { ServerResponse } from 'node:http';

/** Well under the minute after which proxies give up a silent connection. */
export const HEARTBEAT_MS = 15_000;
/** What a browser waits before it connects again: the server may be restarting. */
const RECONNECT_MS = 2_000;
/** One that can't keep up is ended, and asks for what it missed when it is back. */
const MOST_BUFFERED_BYTES = 1024 * 1024;

/** Begins a stream of server-sent events on a response that has been taken over. */
export function beginEvents(raw: ServerResponse, headers: Record<string, string> = {}): void {
  raw.on('error', () => undefined);
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // nginx would keep it until there is a bufferful.
    'x-accel-buffering': 'no',
    ...headers,
  });
  raw.write(`retry: ${RECONNECT_MS}\n`);
}

/** Writes an event; `id` is what a browser sends back as `Last-Event-ID`. */
export function writeEvent(raw: ServerResponse, event: string, data: unknown, id?: number): void {
  raw.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  if (raw.writableLength > MOST_BUFFERED_BYTES) raw.destroy();
}

/** It has begun, and not ended. */
export function isOpen(raw: ServerResponse): boolean {
  return raw.headersSent && !raw.writableEnded && !raw.destroyed;
}

export function whenClosed(raw: ServerResponse, then: () => void): void {
  if (raw.closed) then();
  else raw.once('close', then);
}
