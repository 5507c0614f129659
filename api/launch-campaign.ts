import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { isSkill, listMediaHosts } from '../db/accounts.ts';
import { insertCampaign, takeDailyAllowance } from '../db/campaigns.ts';
import type { Db } from '../db/connect.ts';
import { findIdempotentAnswer, insertIdempotentAnswer, lockIdempotencyKey } from '../db/idempotency.ts';
import type { Account, Database, RecipientList } from '../db/schema.ts';
import { CHANNEL_NAMES } from '../domain/channel.ts';
import { API_CONSENT_WORDS } from '../domain/consent.ts';
import { readConsumers, type FailedConsumer } from '../domain/consumer.ts';
import { LONGEST_MESSAGE_SMS } from '../domain/message.ts';
import { newCampaignId, newLeId } from '../domain/ids.ts';
import { hashOfBody } from './body.ts';
import { choosePlan, type ChosenPlan } from './choose-plan.ts';
import { ApiError } from './errors.ts';
import { checkListContent, lockListToLaunch } from './list-to-launch.ts';
import type { CampaignAnswer } from './schemas/campaign-answer.ts';
import type { CampaignRequest } from './schemas/campaign-request.ts';

export type Launch = {
  account: Account;
  by: string;
  /** Through what it came: the API, or the web tool by a signed-in user. */
  source: 'API' | 'UI';
  request: CampaignRequest;
  idempotencyKey: string | undefined;
  requestTraceId: string;
  now: Date;
};

/**
 * Takes a campaign in: everything of it is stored, or nothing, in one transaction. A repeat under the same Idempotency-Key gets
 * the first answer, whatever has changed since. Throws an ApiError for what can't be taken.
 */
export function launchCampaign(db: Db, launch: Launch): Promise<CampaignAnswer> {
  return db.transaction().execute(async (trx) => {
    const { account, idempotencyKey: key, now } = launch;
    if (key === undefined) return launchOnce(trx, launch);
    const idempotency = { accountId: account.id, key };
    const bodyHash = hashOfBody(launch.request);
    await lockIdempotencyKey(trx, idempotency);
    const first = await findIdempotentAnswer(trx, idempotency, now);
    if (first) {
      if (first.bodyHash === bodyHash) return first.answer as CampaignAnswer;
      throw new ApiError(422, 'Idempotency-Key: it was used with another body within the last 24 hours');
    }
    const answer = await launchOnce(trx, launch);
    await insertIdempotentAnswer(trx, idempotency, { bodyHash, answer }, now);
    return answer;
  });
}

async function launchOnce(trx: Transaction<Database>, launch: Launch): Promise<CampaignAnswer> {
  const { account, request, requestTraceId, now } = launch;
  checkRequest(request, account, now);
  if (!(await isSkill(trx, account.id, request.skill))) {
    throw new ApiError(400, `skill: the account has no skill ${JSON.stringify(request.skill)}`);
  }
  const { chosen, list } = await chooseForCampaign(trx, account, request);
  const inAppTimezone = inAppTimezoneOf(account, request);
  const ids = { id: newCampaignId(), le_campaign_id: newLeId(), le_engagement_id: newLeId() };
  const campaign = {
    ...ids,
    ...campaignColumns(launch, chosen, list ? list.template_id : (request.templateId ?? null)),
  };
  const answer = {
    proactiveCampaignId: ids.id,
    leCampaignId: ids.le_campaign_id,
    leEngagementId: ids.le_engagement_id,
    requestTraceId,
  };
  if (list) {
    await insertCampaign(trx, campaign, { list, inAppTimezone }, now);
    await takeAllowance(trx, account, chosen, list.good, now);
    return { ...answer, acceptedRecipients: list.good, acceptedConsumers: [], failedConsumers: [] };
  }
  const rules = {
    plan: chosen.plan,
    imageHosts: await listMediaHosts(trx, account.id),
    inAppTimezone,
    ...(request.message && { longestSms: LONGEST_MESSAGE_SMS }),
  };
  const { accepted, failed } = readConsumers(request.consumers ?? [], rules);
  const recipients = accepted.map((consumer) => ({ ...consumer, id: randomUUID() }));
  await insertCampaign(trx, campaign, recipients, now);
  await takeAllowance(trx, account, chosen, accepted.length, now);
  return {
    ...answer,
    acceptedConsumers: recipients.map(({ id, phoneNumber, consumerContent }) => ({
      id,
      phoneNumber,
      ...(consumerContent && { consumerContent }),
    })),
    failedConsumers: failed.map(toFailedConsumer),
  };
}

/** On the wire. */
export function toFailedConsumer({ sent, phone, countryCode, error }: FailedConsumer) {
  return { ...sent, phone, countryCode, errorMessage: error };
}

type Chooses = Pick<CampaignRequest, 'templateId' | 'message' | 'outboundNumber' | 'recipientListId' | 'sendRate'>;

/**
 * What a campaign sends, and the list that it is launched with, held until the transaction ends. A request that says nothing itself of what is
 * sent sends what its list was uploaded for.
 */
export async function chooseForCampaign(
  trx: Transaction<Database>,
  account: Account,
  request: Chooses,
): Promise<{ chosen: ChosenPlan; list: RecipientList | undefined }> {
  const list =
    request.recipientListId == null ? undefined : await lockListToLaunch(trx, account.id, request.recipientListId);
  const isOwn = request.templateId != null || request.message != null;
  const content =
    list && !isOwn
      ? { templateId: list.template_id, message: list.message, outboundNumber: list.outbound_number }
      : request;
  const chosen = await choosePlan(trx, account, content);
  if (list) checkListContent(list, chosen.plan, isOwn ? 'content' : 'all');
  checkSendRate(request, chosen);
  return { chosen, list };
}

/** Windows that a brand states hold for In-App users too, whose place nobody knows: in the brand's own time. */
export function inAppTimezoneOf(account: Account, request: Pick<CampaignRequest, 'schedulingMetrics'>): string | null {
  return account.in_app_timezone ?? (request.schedulingMetrics ? account.timezone : null);
}

/** What the schema can't know: the account's own limits, and the time. */
export function checkRequest(
  { consumers, startAt, expiresAt }: Pick<CampaignRequest, 'consumers' | 'startAt' | 'expiresAt'>,
  account: Account,
  now: Date,
): void {
  if (consumers && consumers.length > account.max_consumers) {
    const most = `${account.max_consumers} in a call is the account's limit`;
    throw new ApiError(400, `consumers: ${consumers.length} are too many, ${most}`);
  }
  if (!expiresAt) return;
  if (expiresAt <= now) throw new ApiError(400, 'expiresAt: it is not in the future');
  if (startAt && expiresAt <= startAt) throw new ApiError(400, 'expiresAt: it is not after startAt');
}

function checkSendRate({ sendRate }: Chooses, { plan, settings }: ChosenPlan): void {
  const rates = settings.filter(({ channel }) => plan.some((entry) => entry.channel === channel));
  const highest = Math.max(...rates.map((setting) => setting.rate_per_second));
  if (sendRate == null || sendRate <= highest) return;
  throw new ApiError(400, `sendRate: ${sendRate} is above the account's own rate of ${highest} messages a second`);
}

function campaignColumns(
  { account, by, source, request, requestTraceId }: Launch,
  chosen: ChosenPlan,
  templateId: string | null,
) {
  return {
    account_id: account.id,
    name: request.campaignName,
    skill: request.skill,
    template_id: templateId,
    handoff_id: chosen.handoffId,
    plan: JSON.stringify(chosen.plan),
    lookback_minutes: chosen.lookbackMinutes,
    windows: request.schedulingMetrics ? JSON.stringify(request.schedulingMetrics.windows) : null,
    start_at: request.startAt ?? null,
    expires_at: request.expiresAt ?? null,
    send_rate: request.sendRate ?? null,
    request_trace_id: requestTraceId,
    source,
    consented_by: by,
    consent_words: request.consentWords ?? API_CONSENT_WORDS,
  };
}

/** Everyone counts on the channel that is tried first. Last in the transaction: the day's row is locked until it ends. */
async function takeAllowance(
  trx: Transaction<Database>,
  account: Account,
  { plan, settings }: ChosenPlan,
  count: number,
  now: Date,
): Promise<void> {
  const channel = plan[0]?.channel;
  if (channel === undefined || count === 0) return;
  const limit = settings.find((setting) => setting.channel === channel)?.daily_limit ?? 0;
  const allowance = await takeDailyAllowance(trx, account, channel, { count, limit }, now);
  if (allowance.ok) return;
  throw new ApiError(
    400,
    `consumers: ${allowance.remaining} of today's ${limit} recipients on ${CHANNEL_NAMES[channel]} remain, and this campaign has ${count}`,
  );
}
