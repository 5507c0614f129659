export const DAY_MS = 86_400_000;
export const WEEK_MS = 7 * DAY_MS;

/** How many messages of campaigns a consumer may be sent within any `periodMs`. `by`: the rule that says so; null: the account's setting. */
export type ConsumerLimit = { most: number; periodMs: number; by: string | null };

/** More than any limit allows: so many of a consumer's messages have to be known. */
export const MOST_MESSAGES = 100;

/** A limit that is used up, and when it lets the next message through (epoch ms). */
export type FullLimit = ConsumerLimit & { freeAtMs: number };

/**
 * Of the limits that are used up, the one that is so for longest; undefined: none is. `messagesMs`: when the consumer was sent to, the latest
 * first, epoch ms. A message counts until its period is over, at which instant the next one may go; `freeAtMs` may have passed.
 */
export function fullLimit(
  limits: readonly ConsumerLimit[] | undefined,
  messagesMs: readonly number[] | undefined,
): FullLimit | undefined {
  const full = (limits ?? []).flatMap((limit) => {
    const sentAtMs = messagesMs?.[limit.most - 1];
    return sentAtMs === undefined ? [] : [{ ...limit, freeAtMs: sentAtMs + limit.periodMs }];
  });
  return full.reduce<FullLimit | undefined>((a, b) => (a && a.freeAtMs >= b.freeAtMs ? a : b), undefined);
}

/** "3 messages of campaigns within 24 hours, as many as the account allows". */
export function limitText({ most, periodMs, by }: ConsumerLimit): string {
  const messages = `${most} ${most === 1 ? 'message' : 'messages'} of campaigns`;
  const period = periodMs === DAY_MS ? '24 hours' : `${periodMs / DAY_MS} days`;
  const whose = by === null ? 'as the account allows' : `as are allowed by the rule for ${by}`;
  return `${messages} within ${period}, as many ${whose}`;
}
