import { DEMO } from '../../dev/seed.ts';

/** What contract.md section 2 allows at most in a call, and section 3 in a second. */
export const RECIPIENTS = 100;
export const CALLS_PER_SECOND = 10;

export type CampaignBody = ReturnType<typeof campaignBody>;

/** The n-th campaign: a hundred texts to people of its own. */
export function campaignBody(n: number) {
  const consumers = Array.from({ length: RECIPIENTS }, (_, index) => ({
    consumerContent: { sms: `1202${String(2_000_000 + ((n * RECIPIENTS + index) % 7_000_000))}` },
    variables: { '1': 'Ann', '2': String(index) },
  }));
  return { campaignName: `Intake ${n}`, skill: 'sales', templateId: DEMO.smsHandoff, consent: true, consumers };
}
