import { Migrator, type Migration } from 'kysely/migration';
import { connect, NO_LIMITS } from './connect.ts';
import * as initial from './migrations/0001-initial.ts';
import * as apiSurface from './migrations/0002-api-surface.ts';
import * as inApp from './migrations/0003-in-app.ts';
import * as campaigns from './migrations/0004-campaigns.ts';
import * as pausedAt from './migrations/0005-paused-at.ts';
import * as settings from './migrations/0006-settings.ts';
import * as messages from './migrations/0007-messages.ts';
import * as reportIndexes from './migrations/0009-report-indexes.ts';
import * as reportColumns from './migrations/0010-report-columns.ts';
import * as rules from './migrations/0011-rules.ts';
import * as optOuts from './migrations/0012-opt-outs.ts';
import * as conversationAdapters from './migrations/0013-conversation-adapters.ts';
import * as whatsApp from './migrations/0014-whatsapp.ts';
import * as twilio from './migrations/0015-twilio.ts';
import * as push from './migrations/0016-push.ts';
import * as pace from './migrations/0017-pace.ts';
import * as recipientLists from './migrations/0018-recipient-lists.ts';
import * as retention from './migrations/0019-retention.ts';
import * as sessions from './migrations/0020-sessions.ts';
import * as audit from './migrations/0021-audit.ts';
import * as messagesOfCampaigns from './migrations/0022-messages-of-campaigns.ts';
import * as drafts from './migrations/0023-drafts.ts';
import * as watching from './migrations/0024-watching.ts';
import * as inbox from './migrations/0025-inbox.ts';
import * as auditOutcome from './migrations/0026-audit-outcome.ts';
import * as cancelled from './migrations/0027-cancelled.ts';
import * as optOutRenewed from './migrations/0028-opt-out-renewed.ts';
import * as optOutLookup from './migrations/0029-opt-out-lookup.ts';

/** Forwards only: a migration that has landed is never edited, and has no way down. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-api-surface': apiSurface,
  '0003-in-app': inApp,
  '0004-campaigns': campaigns,
  '0005-paused-at': pausedAt,
  '0006-settings': settings,
  '0007-messages': messages,
  '0009-report-indexes': reportIndexes,
  '0010-report-columns': reportColumns,
  '0011-rules': rules,
  '0012-opt-outs': optOuts,
  '0013-conversation-adapters': conversationAdapters,
  '0014-whatsapp': whatsApp,
  '0015-twilio': twilio,
  '0016-push': push,
  '0017-pace': pace,
  '0018-recipient-lists': recipientLists,
  '0019-retention': retention,
  '0020-sessions': sessions,
  '0021-audit': audit,
  '0022-messages-of-campaigns': messagesOfCampaigns,
  '0023-drafts': drafts,
  '0024-watching': watching,
  '0025-inbox': inbox,
  '0026-audit-outcome': auditOutcome,
  '0027-cancelled': cancelled,
  '0028-opt-out-renewed': optOutRenewed,
  '0029-opt-out-lookup': optOutLookup,
};

/** Brings the database up to date and returns the names of the migrations that it ran. Safe to call at once from several processes. */
export async function migrateToLatest(databaseUrl: string): Promise<string[]> {
  const db = connect(databaseUrl, 1, { limits: NO_LIMITS });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error) throw error instanceof Error ? error : new Error('The migration failed', { cause: error });
    return results.map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}

if (import.meta.main) {
  const { loadDatabaseUrl } = await import('../config.ts');
  try {
    const ran = await migrateToLatest(loadDatabaseUrl());
    console.log(ran.length === 0 ? 'The database is up to date.' : `Ran ${ran.join(', ')}.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
