import { effectiveState, isUnsent, RECIPIENT_STATES, type CampaignEnd, type RecipientState } from './status.ts';

/** How many of a campaign's recipients are alike: `n` in all, and of them so many that were eligible, delivered and so on. */
export type CountRow = {
  state: RecipientState;
  n: number;
  eligible: number;
  delivered: number;
  read: number;
  responded: number;
};

/**
 * The funnel (contract.md section 5) at one moment. `attempted` is everyone accepted, and each of them is in exactly one of `sent`, `failed`,
 * `skipped`, `pending` and `callsUnderWay`.
 */
export type CampaignCounts = {
  attempted: number;
  eligible: number;
  sent: number;
  delivered: number;
  read: number;
  responded: number;
  /** Failed, cancelled, expired, or with an outcome that can't be found out. */
  failed: number;
  skipped: number;
  /** Still to be sent to. */
  pending: number;
  /** A provider call has begun, and what came of it is not known yet. */
  callsUnderWay: number;
  /** `failed` and `skipped` together. */
  neverSent: number;
};

/** Adds up what `effectiveState` makes of the rows at `now`. */
export function countCampaign(rows: readonly CountRow[], campaign: CampaignEnd, now: Date): CampaignCounts {
  const counts: CampaignCounts = {
    attempted: 0,
    eligible: 0,
    sent: 0,
    delivered: 0,
    read: 0,
    responded: 0,
    failed: 0,
    skipped: 0,
    pending: 0,
    callsUnderWay: 0,
    neverSent: 0,
  };
  for (const row of rows) {
    counts.attempted += row.n;
    for (const step of ['eligible', 'delivered', 'read', 'responded'] as const) counts[step] += row[step];
    for (const part of PARTS[effectiveState(campaign, row.state, now)]) counts[part] += row.n;
  }
  return counts;
}

const PARTS: Record<RecipientState, (keyof CampaignCounts)[]> = {
  NOT_SENT: ['pending'],
  SCHEDULED: ['pending'],
  SENDING: ['callsUnderWay'],
  SENT: ['sent'],
  DELIVERED: ['sent'],
  READ: ['sent'],
  FAILED: ['failed', 'neverSent'],
  CANCELLED: ['failed', 'neverSent'],
  EXPIRED: ['failed', 'neverSent'],
  UNKNOWN: ['failed', 'neverSent'],
  SKIPPED: ['skipped', 'neverSent'],
};

/** How many recipients are in each state at `now`, every state named. */
export function countByState(
  rows: readonly Pick<CountRow, 'state' | 'n'>[],
  campaign: CampaignEnd,
  now: Date,
): Record<RecipientState, number> {
  const counts = Object.fromEntries(RECIPIENT_STATES.map((state) => [state, 0])) as Record<RecipientState, number>;
  for (const { state, n } of rows) counts[effectiveState(campaign, state, now)] += n;
  return counts;
}

/** Whether anyone is still to be sent to at `now`. */
export function hasUnsent(rows: readonly Pick<CountRow, 'state' | 'n'>[], campaign: CampaignEnd, now: Date): boolean {
  return rows.some(({ state, n }) => n > 0 && isUnsent(effectiveState(campaign, state, now)));
}
