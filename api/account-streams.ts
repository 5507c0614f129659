import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from './errors.ts';
import { beginEvents, HEARTBEAT_MS, isOpen, whenClosed, writeEvent } from './event-stream.ts';

/** Tabs of one user, or screens of one client: many more are a loop in somebody's code. */
const MOST_OF_A_CALLER = 50;

/** One that is open, to be written to. */
export type AccountStream = {
  accountId: string;
  send(event: string, data: unknown): void;
  end(): void;
  isOpen(): boolean;
};

export type AccountStreams = {
  /** Takes the response over and keeps it open until `onClose`. Throws an ApiError before it has written anything. */
  open(request: FastifyRequest, reply: FastifyReply, onClose: (stream: AccountStream) => void): AccountStream;
  /** Ends all, and takes no more. */
  close(): void;
};

/**
 * The open server-sent event streams of this process that a call of the account has opened. At each heartbeat it is asked again whether the call
 * would be let in: a stream ends with its token, its client or its session. All end with the process, and their readers connect again.
 */
export function createAccountStreams(heartbeatMs = HEARTBEAT_MS): AccountStreams {
  const streams = new Map<AccountStream, { request: FastifyRequest; reply: FastifyReply }>();
  let closed = false;
  const heartbeat = setInterval(() => {
    for (const [stream, { request, reply }] of streams) {
      void request.isStillAuthorized().then((holds) => {
        if (!holds) stream.end();
        else if (stream.isOpen()) reply.raw.write(':\n\n');
      });
    }
  }, heartbeatMs).unref();

  const isSameCaller = (one: FastifyRequest, other: FastifyRequest) =>
    one.account.id === other.account.id && one.by === other.by;

  return {
    open(request, reply, onClose) {
      if (closed) throw new ApiError(503, 'There are no streams here now; try again');
      const own = [...streams.values()].filter((other) => isSameCaller(other.request, request));
      if (own.length >= MOST_OF_A_CALLER) {
        const refusal = `A caller has at most ${MOST_OF_A_CALLER} streams`;
        throw new ApiError(429, refusal, { retryAfterSeconds: Math.ceil(heartbeatMs / 1_000) });
      }
      const { raw } = reply;
      const stream: AccountStream = {
        accountId: request.account.id,
        send: (event, data) => {
          if (isOpen(raw)) writeEvent(raw, event, data);
        },
        end: () => {
          if (isOpen(raw)) raw.end();
        },
        isOpen: () => isOpen(raw),
      };
      streams.set(stream, { request, reply });
      reply.hijack();
      beginEvents(raw);
      // The headers go at once, also where there is nothing to say yet.
      raw.write(':\n\n');
      whenClosed(raw, () => {
        streams.delete(stream);
        onClose(stream);
      });
      return stream;
    },
    close() {
      closed = true;
      clearInterval(heartbeat);
      for (const stream of streams.keys()) stream.end();
    },
  };
}
