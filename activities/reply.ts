import { routeInboundMessage } from '../db/conversations.ts';
import type { ActivityDeps } from './deps.ts';

export function createReplyActivities({ db, outbox }: ActivityDeps) {
  return {
    /** Routes a consumer's answer and records its conversation. */
    async routeReply({ messageId }: { messageId: string }): Promise<void> {
      await routeInboundMessage(db, messageId);
      // Agents may work elsewhere, and have to be told.
      outbox.kick();
    },
  };
}
