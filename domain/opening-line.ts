/** Who else of the account waits to be sent to in the same zones: so many recipients of so many campaigns. */
export type OthersWaiting = { campaigns: number; recipients: number };

export const NOBODY_ELSE: OthersWaiting = { campaigns: 0, recipients: 0 };

/**
 * The place of a campaign's k-th recipient, from 0, in the line of an opening: campaigns that wait for the same one take turns, so that together
 * they wake as fast as the account may send, and a small one is not behind the whole of a large one.
 */
export function placeInOpening(k: number, { campaigns, recipients }: OthersWaiting): number {
  return k + Math.min(k * campaigns, recipients);
}
