import type { FastifyReply, FastifyRequest } from 'fastify';
import { listCampaignsById } from '../db/campaign-list.ts';
import { createAccountStreams, type AccountStream } from './account-streams.ts';
import { toSummary } from './campaign-summary.ts';
import type { RouteDeps } from './deps.ts';

/** Between two looks at the campaigns that somebody watches. */
const LOOK_EVERY_MS = 1_000;

type Watched = {
  ids: string[];
  /** By id: what its reader was told last. */
  told: Map<string, string>;
  log: FastifyRequest['log'];
};

/**
 * Streams of how campaigns go. While there are any, one statement a second reads the counts of all campaigns that are watched in this process,
 * and who has seen others is told. Nobody tells us of changes: a NOTIFY in the transactions that send would have their commits wait for
 * one another.
 */
export function createCampaignStreams({ db, now, streamHeartbeatMs }: RouteDeps) {
  const streams = createAccountStreams(streamHeartbeatMs);
  const watched = new Map<AccountStream, Watched>();
  let timer: NodeJS.Timeout | undefined;

  async function look(at: Map<AccountStream, Watched>): Promise<void> {
    const ids = [...new Set([...at.values()].flatMap((each) => each.ids))];
    const rows = await listCampaignsById(db, ids);
    for (const [stream, { ids: own, told }] of at) {
      for (const row of rows) {
        if (row.account_id !== stream.accountId || !own.includes(row.id)) continue;
        const summary = toSummary(row, now());
        const text = JSON.stringify(summary);
        if (told.get(row.id) === text) continue;
        told.set(row.id, text);
        stream.send('progress', summary);
      }
    }
  }

  /** Looks again and again while anybody watches. A look that fails is made up for by the next. */
  function keepLooking(): void {
    timer ??= setTimeout(() => {
      look(watched)
        .catch((error: unknown) => {
          const [any] = watched.values();
          any?.log.warn({ err: error }, 'Campaigns that are watched could not be read; they will be');
        })
        .finally(() => {
          timer = undefined;
          if (watched.size > 0) keepLooking();
        });
    }, LOOK_EVERY_MS).unref();
  }

  return {
    /** Tells at once how the campaigns with these ids go, and then what changes. Those of other accounts are passed over. */
    async open(request: FastifyRequest, reply: FastifyReply, ids: string[]): Promise<void> {
      const stream = streams.open(request, reply, (closing) => watched.delete(closing));
      const own: Watched = { ids, told: new Map(), log: request.log };
      try {
        await look(new Map([[stream, own]]));
      } catch (error) {
        request.log.error({ err: error }, 'A stream ended, for its campaigns could not be read');
        stream.end();
      }
      if (!stream.isOpen()) return;
      watched.set(stream, own);
      keepLooking();
    },
    close() {
      clearTimeout(timer);
      streams.close();
    },
  };
}
