import type { Transaction } from 'kysely';
import { listMediaHosts } from '../db/accounts.ts';
import type { Db } from '../db/connect.ts';
import { channelFacts, type ChannelRow, type SettingFacts } from '../db/facts.ts';
import { listOthersWaiting } from '../db/opening-line.ts';
import { getRuleSetInForce } from '../db/rule-sets.ts';
import type { Account, Database, RecipientList } from '../db/schema.ts';
import {
  addressesOf,
  addressesOfList,
  listCandidates,
  listChannelsToday,
  readKnowledge,
  type Candidate,
  type Knowledge,
} from '../db/simulation.ts';
import { readConsumers, type FailedConsumer } from '../domain/consumer.ts';
import type { Facts } from '../domain/decision.ts';
import { LONGEST_MESSAGE_SMS } from '../domain/message.ts';
import { NOBODY_ELSE, placeInOpening, type OthersWaiting } from '../domain/opening-line.ts';
import { parsePhone } from '../domain/phone.ts';
import { placesOf } from '../domain/places.ts';
import type { Plan } from '../domain/plan.ts';
import type { RuleSet } from '../domain/rule-set.ts';
import { simulate, type SimulatedGroup, type Simulation } from '../domain/simulation.ts';
import type { ChosenPlan } from './choose-plan.ts';
import { checkRequest, chooseForCampaign, inAppTimezoneOf } from './launch-campaign.ts';
import type { SimulationRequest } from './schemas/simulations.ts';

type ChannelToday = Awaited<ReturnType<typeof listChannelsToday>>[number];

/** A group with what its facts were made of. */
type Group = SimulatedGroup & { zones: string[] };

export type SimulatedCampaign = {
  nowMs: number;
  plan: Plan;
  groups: Group[];
  simulation: Simulation;
  channels: ChannelToday[];
  /** Who a launch would not accept. */
  excluded: { wrong: number; duplicates: number; optedOut: number };
  /** The same one by one; of a list its lines have it. */
  failed: FailedConsumer[];
};

/**
 * What would become of a campaign that is launched at `now`, by what is known at this moment. Writes nothing. Throws an ApiError where a launch
 * would be refused for what the request says; for the day's allowance alone it is not.
 */
export async function simulateCampaign(
  db: Db,
  account: Account,
  request: SimulationRequest,
  now: Date,
): Promise<SimulatedCampaign> {
  checkRequest(request, account, now);
  // Of its own: the list is not held for as long as its lines are read.
  const { chosen, list } = await db.transaction().execute((trx) => chooseForCampaign(trx, account, request));
  const oneMoment = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return oneMoment.execute(async (trx) => {
    const { candidates, excluded, failed } = await readCandidates(trx, account, request, chosen, list);
    const planned = chosen.plan.map(({ channel }) => channel);
    const addresses = list ? addressesOfList(list.id, planned) : addressesOf(candidates);
    const known = await readKnowledge(trx, account, addresses, planned, now);
    const channels = await listChannelsToday(trx, account, now);
    const ruleSet = await getRuleSetInForce(trx, account);
    const others = await listOthersWaiting(
      trx,
      { account_id: account.id, plan: JSON.stringify(chosen.plan), send_rate: request.sendRate },
      now,
    );
    const groups = groupCandidates(
      candidates,
      known,
      others,
      likenessFor(chosen.plan, ruleSet),
      (candidate, knowledge) =>
        factsOf(candidate, knowledge, {
          account,
          request,
          plan: chosen.plan,
          settings: channels,
          ruleSet,
          nowMs: now.getTime(),
        }),
    );
    const simulation = simulate({
      groups,
      channels: channels.map((each) => ({
        channel: each.channel,
        dailyLimit: each.daily_limit,
        sentToday: each.sent_today,
        queued: each.queued,
      })),
      timezone: account.timezone,
      nowMs: now.getTime(),
    });
    return { nowMs: now.getTime(), plan: chosen.plan, groups, simulation, channels, excluded, failed };
  });
}

async function readCandidates(
  trx: Transaction<Database>,
  account: Account,
  request: SimulationRequest,
  { plan }: ChosenPlan,
  list: RecipientList | undefined,
): Promise<{ candidates: Candidate[] } & Pick<SimulatedCampaign, 'excluded' | 'failed'>> {
  const inAppTimezone = inAppTimezoneOf(account, request);
  if (list) {
    const channels = plan.map(({ channel }) => channel);
    const candidates = await listCandidates(trx, list.id, channels);
    if (inAppTimezone !== null) {
      for (const candidate of candidates) if (candidate.source === 'none') giveZone(candidate, inAppTimezone);
    }
    const excluded = { wrong: list.wrong, duplicates: list.duplicates, optedOut: list.opted_out };
    return { candidates, excluded, failed: [] };
  }
  const rules = {
    plan,
    imageHosts: await listMediaHosts(trx, account.id),
    inAppTimezone,
    ...(request.message && { longestSms: LONGEST_MESSAGE_SMS }),
  };
  const { accepted, failed } = readConsumers(request.consumers ?? [], rules);
  const duplicates = failed.filter(({ error }) => error === 'DUPLICATE_NUMBER').length;
  const candidates = accepted.map(({ addresses: { wa = null, sms = null, inapp = null }, zones }, line) => ({
    line,
    wa,
    sms,
    inapp,
    zones: zones.zones.join(),
    source: zones.source,
  }));
  return { candidates, excluded: { wrong: failed.length - duplicates, duplicates, optedOut: 0 }, failed };
}

function giveZone(candidate: Candidate, zone: string): void {
  candidate.zones = zone;
  candidate.source = 'account';
}

type InZones = { zones: string[]; count: number; others: OthersWaiting; groups: Map<string, Group> };

/** Those of whom the same is known stand together: the facts of one are the facts of all. `likenessOf`: what their numbers have in common. */
function groupCandidates(
  candidates: readonly Candidate[],
  known: ReadonlyMap<number, Knowledge>,
  others: ReadonlyMap<string, OthersWaiting>,
  likenessOf: (candidate: Candidate) => string,
  toFacts: (candidate: Candidate, knowledge: Knowledge | undefined) => Facts,
): Group[] {
  const byZones = new Map<string, InZones>();
  candidates.forEach((candidate, place) => {
    const own = byZones.get(candidate.zones) ?? newZones(candidate.zones, others.get(candidate.zones));
    if (own.count === 0) byZones.set(candidate.zones, own);
    const knowledge = known.get(candidate.line);
    const likeness = candidate.source + likenessOf(candidate);
    const key = knowledge ? `${likeness} ${JSON.stringify(knowledge)}` : likeness;
    const group = own.groups.get(key) ?? { zones: own.zones, facts: toFacts(candidate, knowledge), members: [] };
    if (group.members.length === 0) own.groups.set(key, group);
    group.members.push({ place, zoneOrdinal: placeInOpening(own.count++, own.others) });
  });
  return [...byZones.values()].flatMap(({ groups }) => [...groups.values()]);
}

function newZones(zones: string, others = NOBODY_ELSE): InZones {
  return { zones: zones === '' ? [] : zones.split(','), count: 0, others, groups: new Map() };
}

/**
 * What rules and channels ask of a number: its area code, or its country and kind. Without rules, a plan of one channel asks nothing: whom that
 * channel never takes no list has. But WhatsApp's marketing does not go everywhere.
 */
function likenessFor(plan: Plan, ruleSet: RuleSet | null): (candidate: Candidate) => string {
  const isMarketing = plan.some((entry) => entry.channel === 'wa' && entry.template.category === 'MARKETING');
  if (ruleSet === null && plan.length === 1 && !isMarketing) return () => '';
  return ({ wa, sms }) => (wa === sms || sms === null ? kindOf(wa) : `${kindOf(wa)} ${kindOf(sms)}`);
}

function kindOf(number: string | null): string {
  if (number === null) return '';
  if (number.startsWith('+1')) return number.slice(0, 5);
  const parsed = parsePhone(number);
  return parsed.ok ? `${parsed.phone.country ?? '*'} ${parsed.phone.type}` : number;
}

type Known = {
  account: Account;
  request: SimulationRequest;
  plan: Plan;
  settings: SettingFacts[];
  ruleSet: RuleSet | null;
  nowMs: number;
};

function factsOf(candidate: Candidate, knowledge: Knowledge | undefined, known: Known): Facts {
  const { account, request, plan, settings, ruleSet, nowMs } = known;
  const zones = candidate.zones === '' ? [] : candidate.zones.split(',');
  const numbers = [...new Set([candidate.wa, candidate.sms])].filter((number) => number !== null);
  const law = ruleSet && { ruleSet, places: placesOf(numbers, zones, candidate.source) };
  const row: ChannelRow = {
    wa: candidate.wa,
    sms: candidate.sms,
    inapp: candidate.inapp,
    settings,
    ineligible: knowledge?.refusals ?? [],
    campaign_windows: request.schedulingMetrics?.windows ?? null,
    timezone: account.timezone,
    whatsapp_marketing_to_us: account.whatsapp_marketing_to_us,
    messages_per_24_hours: account.messages_per_24_hours,
    messages_per_7_days: account.messages_per_7_days,
    opted_out: knowledge?.optedOut ?? [],
    line_type: knowledge?.lineType ?? null,
    registrations: knowledge?.registrations ?? [],
  };
  return {
    state: 'NOT_SENT',
    zones,
    zoneOrdinal: 0,
    slotAtMs: null,
    repliesUntilMs: null,
    campaign: {
      status: 'RUNNING',
      statusReason: null,
      startAtMs: request.startAt?.getTime() ?? null,
      expiresAtMs: request.expiresAt?.getTime() ?? null,
      sendRate: request.sendRate ?? null,
    },
    optedOut: knowledge?.optedOut.includes('all') ?? false,
    openConversation: knowledge?.openConversation ?? false,
    ...(knowledge && { consumerMessagesMs: knowledge.messagesMs }),
    channels: plan.map((entry) => channelFacts(row, entry, nowMs, law)),
    attempts: [],
  };
}
