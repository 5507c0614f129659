/** For how many months an installation keeps what, counted in calendar months of UTC. */
export type Retention = {
  /** Campaigns that are over, conversations that are closed, and all that hangs on them. */
  months: number;
  /** Who stated the consent to a message, when and in which words, once the campaign itself is gone; 0: it goes with the campaign. */
  consentMonths: number;
};

/**
 * 13 months: contract.md section 3. Five years of consents: a consumer has four to sue over a call (28 U.S.C. § 1658, for 47 U.S.C. § 227), and the
 * brand hears of it later.
 */
export const RETENTION: Retention = { months: 13, consentMonths: 60 };

/** A lookback period is 30 days, and WhatsApp keeps a message for as long: nothing that is still awaited may go. */
export const FEWEST_MONTHS = 2;

/** What is before this instant is older than so many months. A day that the month does not have is its last: a month before 31 March is 28 or 29 February. */
export function monthsBefore(nowMs: number, months: number): Date {
  const now = new Date(nowMs);
  const before = new Date(nowMs);
  before.setUTCDate(1);
  before.setUTCMonth(now.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(before.getUTCFullYear(), before.getUTCMonth() + 1, 0)).getUTCDate();
  before.setUTCDate(Math.min(now.getUTCDate(), lastDay));
  return before;
}
