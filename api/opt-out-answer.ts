import type { z } from 'zod';
import type { ListedOptOut } from '../db/opt-out-list.ts';
import type { optOutAnswer } from './schemas/opt-outs.ts';

/** An opt-out on the wire. */
export function toOptOut(row: ListedOptOut): z.infer<typeof optOutAnswer> {
  return {
    consumer: row.consumer,
    channel: row.kind === 'user' ? 'inapp' : row.channel,
    scope: row.channel === null ? 'account' : 'channel',
    state: row.revoked_at === null ? 'ACTIVE' : 'REVOKED',
    source: row.source,
    reason: row.reason,
    words: row.words,
    rule: row.rule,
    confirmation:
      row.confirmation_id === null || row.confirmation_state === null
        ? null
        : {
            id: row.confirmation_id,
            state: row.confirmation_state,
            code: row.confirmation_code,
            message: row.confirmation_message,
          },
    optedOutAt: row.created_at.toISOString(),
    renewedAt: row.renewed_at?.toISOString() ?? null,
    recordedBy: row.recorded_by,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    revokedSource: row.revoked_source,
    revokedBy: row.revoked_by,
    revokedReason: row.revoked_reason,
  };
}
