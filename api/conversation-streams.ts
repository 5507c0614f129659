import type { FastifyReply, FastifyRequest } from 'fastify';
import { listConversations, type ConversationFilter } from '../db/conversations.ts';
import { createAccountStreams, type AccountStream } from './account-streams.ts';
import type { RouteDeps } from './deps.ts';
import { ApiError } from './errors.ts';
import { toListedConversation } from './conversation-answer.ts';

/** How many conversations one look reads. */
const LOOKED_AT_ONCE = 100;

/**
 * Streams of the agents' inbox: an event `ready` says that the reader should list what there is, and `conversation` brings one that has changed. What
 * changes while a look is under way is looked at next, together.
 */
export function createConversationStreams({ db, conversationFeed: feed, streamHeartbeatMs }: RouteDeps) {
  const streams = createAccountStreams(streamHeartbeatMs);

  function createPump(stream: AccountStream, filter: ConversationFilter, { caller, log }: FastifyRequest) {
    const reach = caller.skills;
    const changed = new Set<string>();
    let running = false;
    const run = async () => {
      running = true;
      try {
        while (changed.size > 0 && stream.isOpen()) {
          const ids = [...changed].slice(0, LOOKED_AT_ONCE);
          for (const id of ids) changed.delete(id);
          const page = { limit: LOOKED_AT_ONCE, offset: 0 };
          const { rows } = await listConversations(
            db,
            stream.accountId,
            { ...filter, ids },
            'latestMessage',
            page,
            reach,
          );
          for (const row of rows) stream.send('conversation', toListedConversation(row));
        }
      } catch (error) {
        log.error({ err: error }, 'A stream ended, for the conversations could not be read');
        stream.end();
      } finally {
        running = false;
      }
    };
    return (id: string) => {
      changed.add(id);
      if (!running) void run();
    };
  }

  return {
    async open(request: FastifyRequest, reply: FastifyReply, filter: ConversationFilter): Promise<void> {
      if (feed === undefined) throw new ApiError(503, 'There are no streams here now; try again');
      // First the news, then the stream: what changes between them is told by one or listed by its reader.
      const live: { stream?: AccountStream; pump?: (id: string) => void } = {};
      const unsubscribe = await feed.subscribe({
        accountId: request.account.id,
        onChange: (id) => live.pump?.(id),
        onMissed: () => live.stream?.send('ready', {}),
      });
      try {
        const stream = streams.open(request, reply, unsubscribe);
        live.stream = stream;
        live.pump = createPump(stream, filter, request);
        stream.send('ready', {});
      } catch (error) {
        unsubscribe();
        throw error;
      }
    },
    close: () => streams.close(),
  };
}
