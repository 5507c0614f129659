import { Readable } from 'node:stream';
import { listCampaignErrors } from '../../db/campaign-errors.ts';
import { listTimeline } from '../../db/campaign-timeline.ts';
import { listWaitingZones, type WaitingZones } from '../../db/campaign-timezones.ts';
import { findCampaign } from '../../db/campaigns.ts';
import { readRecipients } from '../../db/recipient-list.ts';
import type { Campaign } from '../../db/schema.ts';
import { adviceOn } from '../../domain/error-advice.ts';
import { meaningOf } from '../../domain/error-meaning.ts';
import { localTimeIn } from '../../domain/timezone.ts';
import { createCampaignStreams } from '../campaign-streams.ts';
import type { App, RouteDeps } from '../deps.ts';
import { toRecipientsCsv } from '../recipient-csv.ts';
import { accountErrors, accountParams, campaignParams, jsonAnswer } from '../schemas/common.ts';
import { eventStream } from '../schemas/event-stream.ts';
import { recipientFileQuery, recipientFilter } from '../schemas/recipient-query.ts';
import {
  errorsAnswer,
  eventsQuery,
  recipientsFile,
  timelineAnswer,
  timezonesAnswer,
  timezonesQuery,
} from '../schemas/watching.ts';
import { noCampaign } from './campaigns.ts';

const tags = ['Campaigns'];

/** What is to be seen of a campaign while it goes, behind `authenticate`. */
export function watchingRoutes(app: App, deps: RouteDeps): void {
  const { db, now } = deps;
  streamRoutes(app, deps);

  app.route({
    method: 'GET',
    url: '/campaign/:campaignId/timezones',
    schema: {
      operationId: 'listCampaignTimezones',
      tags,
      summary: 'Who still waits, by timezone, and what for',
      description:
        'The recipients that are still to be sent to, by all the zones that they can be in: how many, what time it is there, and what holds them, by the very rules that send them.',
      params: campaignParams,
      querystring: timezonesQuery,
      response: { 200: jsonAnswer('A page of the groups.', timezonesAnswer), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { limit, offset } = request.query;
      const campaign = await getCampaign(request.account.id, request.params.campaignId);
      const at = now();
      const { count, groups } = await listWaitingZones(db, campaign, { limit, offset }, at.getTime());
      return { timezones: groups.map((group) => toGroup(group, at)), page: { count, offset, limit } };
    },
  });

  app.route({
    method: 'GET',
    url: '/campaign/:campaignId/timeline',
    schema: {
      operationId: 'getCampaignTimeline',
      tags,
      summary: 'What happened over time',
      params: campaignParams,
      response: { 200: jsonAnswer('From its first message to now.', timelineAnswer), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { timezone } = request.account;
      const campaign = await getCampaign(request.account.id, request.params.campaignId);
      const { step, buckets } = await listTimeline(db, campaign.id, timezone);
      return { step, timezone, timeline: buckets.map(({ at, ...counts }) => ({ at: at.toISOString(), ...counts })) };
    },
  });

  app.route({
    method: 'GET',
    url: '/campaign/:campaignId/errors',
    schema: {
      operationId: 'listCampaignErrors',
      tags,
      summary: 'Why recipients failed, and what to do about it',
      description: '`GET …/recipients?errorCode=&errorSource=` lists those of one error.',
      params: campaignParams,
      response: { 200: jsonAnswer('By channel, source and code.', errorsAnswer), ...accountErrors(404) },
    },
    handler: async (request) => {
      const campaign = await getCampaign(request.account.id, request.params.campaignId);
      const errors = await listCampaignErrors(db, campaign.id);
      return {
        errors: errors.map((error) => ({
          ...error,
          meaning: meaningOf(error.source, error.code),
          ...adviceOn(error.channel, error.source, error.code),
        })),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/campaign/:campaignId/recipients.csv',
    schema: {
      operationId: 'exportRecipients',
      tags: ['Recipients'],
      summary: 'All recipients of a campaign as a CSV file',
      description:
        'In the order of the request, with the sentence of each. What a spreadsheet would run as a formula has an apostrophe before it.',
      params: campaignParams,
      querystring: recipientFileQuery,
      response: {
        200: { description: 'The file.', content: { 'text/csv': { schema: recipientsFile } } },
        ...accountErrors(404),
      },
    },
    handler: async (request, reply) => {
      const campaign = await getCampaign(request.account.id, request.params.campaignId);
      const pages = readRecipients(db, campaign, recipientFilter(request.query), now);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="recipients-${campaign.id}.csv"`)
        .send(Readable.from(toRecipientsCsv(deps, pages), { highWaterMark: 1 }));
    },
  });

  async function getCampaign(accountId: string, id: string): Promise<Campaign> {
    const campaign = await findCampaign(db, accountId, id);
    if (!campaign) throw noCampaign(id);
    return campaign;
  }
}

function streamRoutes(app: App, deps: RouteDeps): void {
  const { db } = deps;
  const streams = createCampaignStreams(deps);
  app.addHook('preClose', (done) => {
    streams.close();
    done();
  });

  app.route({
    method: 'GET',
    url: '/campaign/:campaignId/events',
    schema: {
      operationId: 'streamCampaign',
      tags,
      summary: 'How a campaign goes, as server-sent events',
      description:
        'An event `progress` with the campaign as in the list, its counts among it, at once and whenever that changes, within about a second. It ends with the authorisation of the call.',
      params: campaignParams,
      response: { 200: eventStream, ...accountErrors(404) },
    },
    handler: async (request, reply) => {
      const { campaignId } = request.params;
      if (!(await findCampaign(db, request.account.id, campaignId))) throw noCampaign(campaignId);
      await streams.open(request, reply, [campaignId]);
    },
  });

  app.route({
    method: 'GET',
    url: '/campaign/events',
    schema: {
      operationId: 'streamCampaigns',
      tags,
      summary: 'How several campaigns go, as server-sent events',
      description:
        'As of one campaign, an event for each that has changed. Ids of which the account has no campaign are passed over.',
      params: accountParams,
      querystring: eventsQuery,
      response: { 200: eventStream, ...accountErrors() },
    },
    handler: async (request, reply) => {
      await streams.open(request, reply, request.query.ids);
    },
  });
}

function toGroup({ zones, waiting, last, window, forecast }: WaitingZones, now: Date) {
  return {
    zones: zones.map((zone) => ({ zone, localTime: localTimeIn(zone, now.getTime()) })),
    waiting,
    channel: forecast.channel,
    isOpen: window.open,
    closesAt: window.open ? iso(window.closesAtMs) : null,
    opensAt: window.open ? null : iso(window.opensAtMs),
    waitsFor: forecast.waitsFor,
    constraint: forecast.constraint,
    sentence: forecast.sentence,
    lastSendAt: forecast.nextSendAt,
    lastRecipientId: last.recipient.id,
  };
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
