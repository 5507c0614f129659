/** What integrators do meanwhile: campaigns, pauses, cancels. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from '../../db/connect.ts';
import { DEMO } from '../../dev/seed.ts';
import type { Halt } from './audit.ts';
import type { Dice } from './dice.ts';
import { TEMPLATES, type Wave } from './people.ts';
import type { ChaosStack } from './stack.ts';

/** A big campaign in one call, sends at any hour, and a user of the app for each who is reached there. */
export async function prepareAccount(stack: ChaosStack, authorization: string, waves: Wave[]): Promise<void> {
  await stack.call('PATCH', '/settings', authorization, { maxConsumersPerCall: 1_000 });
  const days = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];
  const windows = days.map((day) => ({ day, startTime: { hour: 0, minute: 0 }, endTime: { hour: 24, minute: 0 } }));
  for (const channel of ['wa', 'sms']) await stack.call('PATCH', `/channels/${channel}`, authorization, { windows });
  for (const { address, plan, outcomes } of waves.flatMap(({ people }) => people)) {
    if (plan === 'inapp') await stack.call('PUT', `/apps/${DEMO.app}/users/${address}`, authorization, {});
    for (const [channel, { outcome, times }] of Object.entries(outcomes)) {
      await stack.sandboxCall('/behaviours', { channel, to: address, outcome, times });
    }
  }
  // What comes after the first calls, and the answers to a STOP.
  for (const channel of ['wa', 'sms']) await stack.sandboxCall('/behaviours', { channel, to: '*', outcome: 'doubled' });
}

/** Posts a campaign, once however often the call has to be made, and returns its id. */
export async function postWave(stack: ChaosStack, authorization: string, wave: Wave, n: number): Promise<string> {
  const consumers = wave.people.map(({ address, plan }, index) => ({
    consumerContent: { both: { wa: address, sms: address }, sms: { sms: address }, inapp: { inapp: address } }[plan],
    variables: { '1': 'Ada', '2': `A-${n}-${index}` },
  }));
  const body = {
    campaignName: `Chaos ${n}`,
    skill: 'sales',
    templateId: TEMPLATES[wave.plan],
    consent: true,
    consumers,
    ...(wave.startsInMs > 0 && { startAt: new Date(Date.now() + wave.startsInMs).toISOString() }),
  };
  const answer = (await stack.call('POST', '/campaign', authorization, body, `chaos-${n}`)) as {
    proactiveCampaignId: string;
    acceptedConsumers: unknown[];
  };
  if (answer.acceptedConsumers.length !== consumers.length) throw new Error('A recipient was not accepted');
  return answer.proactiveCampaignId;
}

/** Pauses a campaign a moment after it was posted, twice, and resumes it; every fourth it cancels instead of the second resume. */
export async function changeWave(
  stack: ChaosStack,
  authorization: string,
  dice: Dice,
  { campaignId, n }: { campaignId: string; n: number },
): Promise<Halt[]> {
  const halts: Halt[] = [];
  for (const round of [1, 2]) {
    await delay(dice.upTo(1_000));
    const paused = await change(stack, authorization, campaignId, 'pause');
    if (!paused) break;
    await delay(2_000 + dice.upTo(4_000));
    const isCancel = round === 2 && n % 4 === 3;
    const halt: Halt = { ...paused, toMs: Date.now(), isCancel: false };
    halts.push(halt);
    const ended = await change(stack, authorization, campaignId, isCancel ? 'cancel' : 'resume');
    if (isCancel && ended) halts.push({ ...ended, toMs: Number.POSITIVE_INFINITY, isCancel });
  }
  return halts;
}

const PARKED_WITHIN_MS = 60_000;

/** Holds a campaign, once each of its recipients has looked and parked, until `resume` is called, which says when it was held. */
export async function holdWave(stack: ChaosStack, authorization: string, campaignId: string) {
  const paused = await change(stack, authorization, campaignId, 'pause');
  const deadlineMs = Date.now() + PARKED_WITHIN_MS;
  const unlooked = (db: Db) =>
    db
      .selectFrom('recipient')
      .select('id')
      .where('campaign_id', '=', campaignId)
      .where('state', '=', 'NOT_SENT')
      .execute();
  while ((await stack.withDb(unlooked)).length > 0 && Date.now() < deadlineMs) await delay(200);
  return {
    async resume(): Promise<Halt[]> {
      const halt = paused && { ...paused, toMs: Date.now(), isCancel: false };
      await change(stack, authorization, campaignId, 'resume');
      return halt ? [halt] : [];
    },
  };
}

/** Undefined where it was finished before. */
async function change(
  stack: ChaosStack,
  authorization: string,
  campaignId: string,
  name: 'pause' | 'resume' | 'cancel',
): Promise<Pick<Halt, 'campaignId' | 'fromMs' | 'callsUnderWay'> | undefined> {
  try {
    const answer = await stack.call('POST', `/campaign/${campaignId}/${name}`, authorization);
    const { counts } = answer as { counts: { callsUnderWay: number } };
    return { campaignId, fromMs: Date.now(), callsUnderWay: counts.callsUnderWay };
  } catch (error) {
    if (error instanceof Error && error.message.includes(': 409 ')) return undefined;
    throw error;
  }
}
