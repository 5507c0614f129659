import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { findCampaign } from '../../db/campaigns.ts';
import { listAnalytics, type ReportScope } from '../../db/reports.ts';
import type { Account, Campaign } from '../../db/schema.ts';
import { listReportedRecipients, readTransactions } from '../../db/transactions.ts';
import { intervalProblem, neighbourOffsets, offsetOfPage, pageName } from '../../domain/funnel.ts';
import { readGetBody } from '../body.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { toAnalyticsRow, toConsumerReport, transactionJson } from '../report-answers.ts';
import { accountErrors, accountParams, isUuid, jsonAnswer } from '../schemas/common.ts';
import { campaignReportAnswer, analyticsAnswer, transactionsAnswer } from '../schemas/report-answers.ts';
import {
  analyticsBody,
  analyticsQuery,
  CAMPAIGN_PAGE,
  campaignReportParams,
  campaignReportQuery,
  transactionsBody,
  transactionsQuery,
} from '../schemas/reports.ts';
import { parsePart } from '../validation.ts';

const PREFIX = '/app/prmsg';
const tags = ['Reports'];

type Interval = Pick<z.output<typeof analyticsQuery>, 'attemptedStartTime' | 'attemptedEndTime'>;
type AnalyticsFilters = z.output<typeof analyticsBody>;
type TransactionsRequest = z.output<typeof transactionsBody>;

/** contract.md section 5, behind `authenticate`: from the tables that everything else is in, so that an event shows at once. */
export function reportRoutes(app: App, { db, now }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: `${PREFIX}/analytics`,
    schema: {
      operationId: 'getAnalytics',
      tags,
      summary: 'The funnel of an account',
      description: 'By day, channel and skill. The interval is 60 days at the most.',
      params: accountParams,
      querystring: analyticsQuery,
      response: { 200: jsonAnswer('What became of whom was attempted.', analyticsAnswer), ...accountErrors() },
    },
    handler: (request) => analytics(request.account, request.query, {}),
  });

  app.route({
    method: 'POST',
    url: `${PREFIX}/analytics`,
    schema: {
      operationId: 'filterAnalytics',
      tags,
      summary: 'The funnel of an account, filtered',
      description:
        'By day, channel and skill; by handoff and by source too, where they are filtered by. The filters come bare or under `filters`. The interval is 60 days at the most.',
      params: accountParams,
      querystring: analyticsQuery,
      body: analyticsBody,
      response: { 200: jsonAnswer('What became of whom was attempted.', analyticsAnswer), ...accountErrors(413, 415) },
    },
    handler: (request) => analytics(request.account, request.query, request.body),
  });

  app.route({
    method: 'GET',
    url: `${PREFIX}/campaigns/:campaignId`,
    schema: {
      operationId: 'getCampaignReport',
      tags,
      summary: 'How far each message of a campaign came',
      params: campaignReportParams,
      querystring: campaignReportQuery,
      response: { 200: jsonAnswer('A page of its recipients.', campaignReportAnswer), ...accountErrors(404) },
    },
    handler: async (request) => {
      const campaign = await getCampaign(request.account, request.params.campaignId);
      const { offset = 0, limit = CAMPAIGN_PAGE } = request.query;
      const { count, recipients } = await listReportedRecipients(db, {
        accountId: campaign.account_id,
        scope: { campaignId: campaign.id },
        offset,
        limit,
        now: now(),
      });
      return {
        requestMetadata: { ...metadata(request.account), proactiveCampaignId: campaign.id },
        page: { count, ...neighbourOffsets(count, offset, limit) },
        consumersReport: recipients.map(toConsumerReport),
      };
    },
  });

  app.route({
    method: 'GET',
    url: `${PREFIX}/campaigns/:campaignId/analytics`,
    schema: {
      operationId: 'getCampaignAnalytics',
      tags,
      summary: 'The funnel of a campaign',
      params: campaignReportParams,
      response: { 200: jsonAnswer('One row for each channel.', analyticsAnswer), ...accountErrors(404) },
    },
    handler: async (request) => {
      const campaign = await getCampaign(request.account, request.params.campaignId);
      const rows = await listAnalytics(db, request.account, { campaignId: campaign.id }, now());
      const attemptedStartTime = campaign.created_at.getTime();
      return {
        requestMetadata: {
          ...metadata(request.account),
          proactiveCampaignId: campaign.id,
          attemptedStartTime,
          attemptedEndTime: attemptedStartTime + 1,
        },
        analytics: rows.map((row) => toAnalyticsRow(row)),
      };
    },
  });

  const transactionsSchema = {
    tags,
    params: accountParams,
    querystring: transactionsQuery,
    response: { 200: jsonAnswer('A page of them.', transactionsAnswer), ...accountErrors(413, 415) },
  };

  app.route({
    method: 'POST',
    url: `${PREFIX}/transactions`,
    schema: {
      ...transactionsSchema,
      operationId: 'listTransactions',
      summary: 'Each message with its instants',
      description:
        'The filters come bare or under `filters`. The interval is 24 hours at the most. Without `v=2.0` the answer names the next page, to be sent back as `page.nextPage`, until there is none.',
      body: transactionsBody,
    },
    handler: async (request, reply) => transactions(reply, request.account, request.query, request.body),
  });

  app.route({
    method: 'GET',
    url: `${PREFIX}/transactions`,
    // A HEAD has no body to read.
    exposeHeadRoute: false,
    schema: {
      ...transactionsSchema,
      operationId: 'getTransactions',
      summary: 'The same by GET',
      description: 'Takes the body that the POST takes, for clients that send one with a GET; none is needed.',
      response: { 200: jsonAnswer('A page of them.', transactionsAnswer), ...accountErrors(413) },
    },
    preValidation: readGetBody,
    handler: async (request, reply) => {
      const body = parsePart(transactionsBody, request.body ?? null, 'body');
      return transactions(reply, request.account, request.query, body);
    },
  });

  async function analytics(account: Account, query: z.output<typeof analyticsQuery>, filters: AnalyticsFilters) {
    const scope = intervalOf('analytics', query);
    const { channels, skills, handoffids: handoffIds, source: sources } = filters;
    const rows = await listAnalytics(db, account, scope, now(), { channels, skills, handoffIds, sources });
    return {
      requestMetadata: metadata(account, query, filters),
      analytics: rows.map((row) => toAnalyticsRow(row, query)),
    };
  }

  /**
   * JSON that is sent as it is read: a page of 5,000 is some megabytes, and to check each field of it against the schema once more would take as long
   * as reading it. What fails before the first part is an error's own answer; later the answer breaks off.
   */
  async function transactions(
    reply: FastifyReply,
    account: Account,
    query: z.output<typeof transactionsQuery>,
    { filters, ...body }: TransactionsRequest,
  ): Promise<FastifyReply> {
    const isFirstVersion = !query.v?.startsWith('2');
    const limit = body.limit ?? query.limit ?? (isFirstVersion ? FIRST_VERSION_PAGE : 100);
    const offset = body.nextPage === undefined ? (body.offset ?? query.offset ?? 0) : offsetOf(body.nextPage);
    const { channels, skills, messagestatus: statuses, transactionids } = filters;
    const ids = transactionids?.filter(isUuid);
    const scope = intervalOf('transactions', query);
    // Text and not bytes: megabytes of bytes at each call would have all memory searched for garbage at every fifth, on all processors.
    const answer = new PassThrough({ objectMode: true });
    // Whoever sends it breaks off with it; until then nobody listens.
    answer.on('error', () => undefined);
    const begun = Promise.withResolvers<undefined>();
    let comma = '';
    readTransactions(
      db,
      { accountId: account.id, scope, filters: { channels, skills, statuses, ids }, offset, limit, now: now() },
      {
        onCount: (count) => {
          const next = offset + limit < count ? { nextPage: pageName(offset + limit) } : {};
          const requestMetadata = metadata(account, query, filters);
          const page = { count, ...(isFirstVersion ? { currentPage: pageName(offset), ...next } : { offset, limit }) };
          answer.write(`${JSON.stringify({ requestMetadata, page }).slice(0, -1)},"transactions":[`);
        },
        onPart: (part) => {
          answer.write(comma + part.map(transactionJson).join());
          comma = ',';
          begun.resolve(undefined);
        },
      },
    ).then(
      () => {
        answer.end(']}');
        begun.resolve(undefined);
      },
      (error: unknown) => {
        begun.reject(error);
        answer.destroy(error instanceof Error ? error : new Error(String(error)));
      },
    );
    await begun.promise;
    return reply.type('application/json; charset=utf-8').send(answer);
  }

  async function getCampaign(account: Account, id: string): Promise<Campaign> {
    const campaign = await findCampaign(db, account.id, id);
    if (!campaign) throw new ApiError(404, `The account has no campaign ${JSON.stringify(id)}`);
    return campaign;
  }
}

/** The original's pages vary in length; so long that few calls are needed. */
const FIRST_VERSION_PAGE = 1_000;

function intervalOf(
  report: 'analytics' | 'transactions',
  { attemptedStartTime, attemptedEndTime }: Interval,
): ReportScope {
  const problem = intervalProblem(report, attemptedStartTime, attemptedEndTime);
  if (problem !== undefined) throw new ApiError(400, problem);
  return { from: new Date(attemptedStartTime), to: new Date(attemptedEndTime) };
}

function offsetOf(nextPage: string): number {
  const offset = offsetOfPage(nextPage);
  if (offset === undefined)
    throw new ApiError(400, 'page.nextPage: is not the name of a page; leave it out for the first');
  return offset;
}

/** What was asked for, as it was understood. */
function metadata(account: Account, query?: Interval, filters: Record<string, string[] | undefined> = {}) {
  const given = Object.entries(filters).flatMap(([name, values]) => (values ? [[name, values] as const] : []));
  return {
    accountId: account.id,
    app: 'prmsg' as const,
    ...(query && { attemptedStartTime: query.attemptedStartTime, attemptedEndTime: query.attemptedEndTime }),
    ...(given.length > 0 && { filters: Object.fromEntries(given) }),
  };
}
