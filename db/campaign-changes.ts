import type { Transaction } from 'kysely';
import { changeCampaign, type CampaignChange } from '../domain/campaign-change.ts';
import { countCampaign, hasUnsent, type CampaignCounts } from '../domain/campaign-counts.ts';
import { wireCampaignStatus, type CampaignStatus, type WireCampaignStatus } from '../domain/status.ts';
import { listCounts } from './campaign-counts.ts';
import type { Db } from './connect.ts';
import { insertOutbox } from './outbox.ts';
import { IS_PARKED } from './recipients.ts';
import type { Campaign, Database } from './schema.ts';

/** A campaign as a change has left it. */
export type ChangedCampaign = { status: WireCampaignStatus; counts: CampaignCounts };

export type ChangeResult = ({ ok: true } & ChangedCampaign) | { ok: false; reason: string };

export type LockedCampaign = Pick<Campaign, 'id' | 'account_id' | 'status' | 'expires_at'>;

/**
 * Holds a campaign until the transaction ends: no recipient of it comes to its provider call meanwhile (`lockForSending`), and every call that
 * has begun is written. Counts that are read in a later statement are of this moment. Undefined where there is no such campaign.
 */
export function lockCampaign(
  trx: Transaction<Database>,
  accountId: string,
  id: string,
): Promise<LockedCampaign | undefined> {
  return trx
    .selectFrom('campaign')
    .select(['id', 'account_id', 'status', 'expires_at'])
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/**
 * Pauses, resumes or cancels a campaign: a fact that every decision reads, so nobody is told but those who wait without an end. They are
 * woken by the outbox on a resume, and on a cancel where there are any. Nobody is sent to after a pause or cancel has returned, but for the
 * calls that its counts name as under way. Returns undefined where there is no such campaign.
 */
export function updateCampaignStatus(
  db: Db,
  accountId: string,
  id: string,
  change: CampaignChange,
  now: Date,
): Promise<ChangeResult | undefined> {
  return db.transaction().execute(async (trx) => {
    const campaign = await lockCampaign(trx, accountId, id);
    if (!campaign) return undefined;
    const before = await readChanged(trx, campaign, campaign.status, now);
    const changed = changeCampaign(change, campaign.status, before.status);
    if (!changed.ok) return changed;
    if (changed.status === campaign.status) return { ok: true, ...before };
    await setStatus(trx, id, changed.status, now);
    if (change !== 'pause' && (campaign.status === 'PAUSED' || (await hasParked(trx, id)))) {
      await insertOutbox(trx, { kind: 'resume', accountId, what: { campaignId: id } });
    }
    return { ok: true, ...(await readChanged(trx, campaign, changed.status, now)) };
  });
}

/** What a campaign that is held is at `now`, under its new status. */
export async function readChanged(
  trx: Transaction<Database>,
  campaign: LockedCampaign,
  status: CampaignStatus,
  now: Date,
): Promise<ChangedCampaign> {
  const rows = await listCounts(trx, campaign.id);
  const end = { status, expiresAt: campaign.expires_at };
  return {
    status: wireCampaignStatus(status, hasUnsent(rows, end, now)),
    counts: countCampaign(rows, end, now),
  };
}

/** Sets a campaign's status, which a person wants: whatever reason a provider gave for another one is over. */
export async function setStatus(
  trx: Transaction<Database>,
  id: string,
  status: CampaignStatus,
  now: Date,
): Promise<void> {
  const cancelled_at = status === 'CANCELLED' ? now : null;
  await trx.updateTable('campaign').set({ status, status_reason: null, cancelled_at }).where('id', '=', id).execute();
}

async function hasParked(trx: Transaction<Database>, campaignId: string): Promise<boolean> {
  const parked = await trx
    .selectFrom('recipient')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where(IS_PARKED)
    .limit(1)
    .executeTakeFirst();
  return parked !== undefined;
}
