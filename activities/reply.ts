import { routeInboundMessage } from '../db/conversations.ts';
import type { ActivityDeps } from './deps.ts';

export function createReplyActivities({ db }: ActivityDeps) {
  return {
    /** Routes a consumer's answer and records its conversation. */
    routeReply({ messageId }: { messageId: string }): Promise<void> {
      return routeInboundMessage(db, messageId);
    },
  };
}
