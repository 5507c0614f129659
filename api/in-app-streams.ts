import type { ServerResponse } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import type { Db } from '../db/connect.ts';
import type { InAppFeed } from '../db/in-app-feed.ts';
import { findNewestPlace, listInbox, type InAppReader } from '../db/in-app-messages.ts';
import { ApiError } from './errors.ts';
import { beginEvents, HEARTBEAT_MS, isOpen, whenClosed, writeEvent } from './event-stream.ts';
import { inboxMessage } from './schemas/in-app.ts';

const PAGE_SIZE = 100;
/** Devices and tabs of one user: many more are a loop in somebody's code. */
const MOST_OF_A_USER = 20;

export type StreamRequest = {
  reader: InAppReader;
  /** The place after which it begins; absent: now. */
  after: number | undefined;
  tokenEndsAt: Date;
  raw: ServerResponse;
  log: FastifyBaseLogger;
};

type Stream = StreamRequest & { sentTo: number; isEnding: boolean };

/**
 * The open server-sent event streams of this process. Each looks into its inbox when the feed tells that there is news, and only then. It ends
 * with its token, with the user's registration, and with the process: whoever reads it connects again, and misses nothing.
 */
export function createInAppStreams(db: Db, feed: InAppFeed | undefined, now: () => Date) {
  const ofUsers = new Map<string, Set<Stream>>();
  const all = () => [...ofUsers.values()].flatMap((streams) => [...streams]);
  let closed = false;
  const heartbeat = setInterval(() => {
    for (const stream of all()) if (isOpen(stream.raw)) stream.raw.write(':\n\n');
  }, HEARTBEAT_MS).unref();

  /** Takes the response over and keeps it open. Throws an ApiError before it has written anything. */
  async function open(request: StreamRequest, hijack: () => void): Promise<void> {
    if (feed === undefined || closed) throw new ApiError(503, 'There are no streams here now; try again');
    const { reader, raw, tokenEndsAt } = request;
    const stream: Stream = { ...request, sentTo: request.after ?? 0, isEnding: false };
    const forget = remember(stream);
    try {
      const pump = createPump(stream);
      // First the news, then the look: what comes between them is seen by one or the other.
      const unsubscribe = await feed.subscribe(reader, { onNews: pump, onGone: () => end(stream) });
      const token = setTimeout(() => end(stream), Math.max(0, tokenEndsAt.getTime() - now().getTime())).unref();
      whenClosed(raw, () => {
        clearTimeout(token);
        unsubscribe();
        forget();
      });
      if (request.after === undefined) stream.sentTo = await findNewestPlace(db, reader);
      hijack();
      begin(stream);
      pump();
    } catch (error) {
      forget();
      throw error;
    }
  }

  function remember(stream: Stream): () => void {
    const { accountId, userId } = stream.reader;
    const key = JSON.stringify([accountId, userId]);
    const streams = ofUsers.get(key) ?? new Set();
    if (streams.size >= MOST_OF_A_USER) throw new ApiError(429, `A user has at most ${MOST_OF_A_USER} streams`);
    ofUsers.set(key, streams.add(stream));
    return () => {
      streams.delete(stream);
      if (streams.size === 0 && ofUsers.get(key) === streams) ofUsers.delete(key);
    };
  }

  function begin(stream: Stream): void {
    const { raw } = stream;
    beginEvents(raw, { 'access-control-allow-origin': '*' });
    writeEvent(raw, 'ready', {}, stream.sentTo);
    if (stream.isEnding || closed) raw.end();
  }

  function end(stream: Stream): void {
    stream.isEnding = true;
    if (isOpen(stream.raw)) stream.raw.end();
  }

  /** Sends what is there; asked meanwhile, it looks again. */
  function createPump(stream: Stream): () => void {
    let asked = false;
    let running = false;
    const run = async () => {
      running = true;
      try {
        while (asked && isOpen(stream.raw)) {
          asked = false;
          asked = (await sendPage(stream)) || asked;
        }
      } catch (error) {
        stream.log.error({ err: error }, 'A stream ended, for the inbox could not be read');
        end(stream);
      } finally {
        running = false;
      }
    };
    return () => {
      asked = true;
      if (!running && isOpen(stream.raw)) void run();
    };
  }

  /** Returns whether there may be more. */
  async function sendPage(stream: Stream): Promise<boolean> {
    const { reader, raw } = stream;
    const messages = await listInbox(db, reader, { after: stream.sentTo, limit: PAGE_SIZE, pushableAt: now() });
    if (!isOpen(stream.raw)) return false;
    for (const message of messages) {
      writeEvent(raw, 'message', inboxMessage(message), message.seq);
      stream.sentTo = message.seq;
    }
    return messages.length === PAGE_SIZE;
  }

  return {
    open,
    /** Ends all, and takes no more. */
    close() {
      closed = true;
      clearInterval(heartbeat);
      for (const stream of all()) end(stream);
    },
  };
}
