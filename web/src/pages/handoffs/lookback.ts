import { toLookback } from './draft.ts';

/** A lookback period in words: "30 days", "90 minutes". */
export function lookbackWords(minutes: number): string {
  const { amount, unit } = toLookback(minutes);
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}
