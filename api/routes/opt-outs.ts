import { Readable } from 'node:stream';
import { getOptOut, listOptOuts, readOptOuts, type OptOutFilter } from '../../db/opt-out-list.ts';
import { insertOptOut, listHolding, revokeOptOuts } from '../../db/opt-outs.ts';
import { transact } from '../../db/transaction.ts';
import { optOutConsumersOf, readOptOutConsumer, readOptOutScope } from '../../domain/opt-out-consumer.ts';
import type { App, RouteDeps } from '../deps.ts';
import { CSV_TYPES } from '../csv-types.ts';
import { ApiError } from '../errors.ts';
import { importOptOuts } from '../import-opt-outs.ts';
import { toOptOut } from '../opt-out-answer.ts';
import { toCsv, utf8Of } from '../opt-out-csv.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import {
  importAnswer,
  optOutAnswer,
  optOutExport,
  optOutExportQuery,
  optOutFile,
  optOutList,
  optOutParams,
  optOutQuery,
  optOutRequest,
  revokeQuery,
} from '../schemas/opt-outs.ts';

const FILE_LIMIT = 10 * 1024 * 1024;
const EXPORT_PAGE = 1_000;
/** Who is not to be written to, behind `authenticate`. */
export function optOutRoutes(app: App, deps: RouteDeps): void {
  listRoutes(app, deps);
  changeRoutes(app, deps);
  // A scope of its own: this call alone takes CSV, and no JSON.
  app.register((scope, _options, done) => {
    importRoute(scope, deps);
    done();
  });
}

function listRoutes(app: App, { db }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/opt-outs',
    schema: {
      operationId: 'listOptOuts',
      tags: ['Opt-outs'],
      summary: 'List opt-outs',
      description: 'Who, when and why, newest first; also those that were taken back.',
      params: accountParams,
      querystring: optOutQuery,
      response: { 200: jsonAnswer('A page of them.', optOutList), ...accountErrors() },
    },
    handler: async (request) => {
      const { limit, offset } = request.query;
      const { optOuts, count } = await listOptOuts(db, request.account.id, filterOf(request.query), { limit, offset });
      return { optOuts: optOuts.map(toOptOut), page: { count, offset, limit } };
    },
  });

  app.route({
    method: 'GET',
    url: '/opt-outs/export',
    schema: {
      operationId: 'exportOptOuts',
      tags: ['Opt-outs'],
      summary: 'Export opt-outs as CSV',
      description:
        'Oldest first, UTF-8. A text that a spreadsheet would run as a formula has an apostrophe before it; the import takes it off.',
      params: accountParams,
      querystring: optOutExportQuery,
      response: {
        200: { description: 'The file.', content: { 'text/csv': { schema: optOutExport } } },
        ...accountErrors(),
      },
    },
    handler: async (request, reply) => {
      const pages = readOptOuts(db, request.account.id, filterOf(request.query), EXPORT_PAGE);
      // The first page is read before the answer begins: a database that is away is still a 503.
      const first = await pages.next();
      async function* all() {
        if (first.value) yield first.value;
        yield* pages;
      }
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="opt-outs.csv"')
        .send(Readable.from(toCsv(all())));
    },
  });
}

function changeRoutes(app: App, { db, outbox, now }: RouteDeps): void {
  app.route({
    method: 'POST',
    url: '/opt-outs',
    schema: {
      operationId: 'createOptOut',
      tags: ['Opt-outs'],
      summary: 'Opt a consumer out',
      description:
        'At once, on all channels or on one: whoever has not been sent to, and has no other channel, is skipped, in every campaign. Repeated, it changes nothing and answers 200 with the opt-out that holds.',
      params: accountParams,
      body: optOutRequest,
      response: {
        201: jsonAnswer('The consumer is opted out.', optOutAnswer),
        200: jsonAnswer('The consumer was opted out already.', optOutAnswer),
        ...accountErrors(413, 415),
      },
    },
    handler: async (request, reply) => {
      const { consumer: given, channel = null, scope = null, reason } = request.body;
      const read = readOptOutConsumer(given, channel);
      if (!read.ok) throw new ApiError(400, `consumer: ${JSON.stringify(given)} ${read.reason}`);
      const { account, by } = request;
      const scoped = readOptOutScope(scope, channel, account.opt_out_scope);
      if (!scoped.ok) throw new ApiError(400, `scope: ${scoped.reason}`);
      const { consumer } = read;
      const of = { ...consumer, channel: scoped.channel };
      const optOut = { ...of, accountId: account.id, source: 'api', reason: reason ?? null, by };
      const { isNew, row } = await transact(db, async (trx) => {
        const inserted = await insertOptOut(trx, optOut, now().getTime());
        const holding = await listHolding(trx, account.id, consumer);
        return { isNew: inserted, row: holding.find((each) => each.channel === of.channel) };
      });
      outbox.kick();
      if (!row) throw new ApiError(409, `consumer: ${consumer.consumer} took the opt-out back in this very moment`);
      return reply.code(isNew ? 201 : 200).send(toOptOut(await getOptOut(db, row.id)));
    },
  });

  app.route({
    method: 'DELETE',
    url: '/opt-outs/:consumer',
    schema: {
      operationId: 'revokeOptOut',
      tags: ['Opt-outs'],
      summary: 'Take an opt-out back',
      description:
        'For a consumer who asked for it. With a channel, what holds on that channel, which is the opt-out of the whole account too; without one, all. Campaigns that are posted from now on reach them again; whoever was skipped stays skipped. A block at the provider is not lifted by it.',
      params: optOutParams,
      querystring: revokeQuery,
      response: { 200: jsonAnswer('It holds no longer.', optOutAnswer), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { channel, reason } = request.query;
      const by = { accountId: request.account.id, source: 'api', by: request.by, reason: reason ?? null };
      for (const consumer of optOutConsumersOf(request.params.consumer, channel ?? null)) {
        const [first] = await revokeOptOuts(db, { ...by, ...consumer, channel: channel ?? null }, now().getTime());
        if (first) return toOptOut(await getOptOut(db, first.id));
      }
      throw new ApiError(404, `The account has no opt-out of ${JSON.stringify(request.params.consumer)}`);
    },
  });
}

function importRoute(app: App, { db, outbox, now }: RouteDeps): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser(CSV_TYPES, { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
  app.route({
    method: 'POST',
    url: '/opt-outs/import',
    bodyLimit: FILE_LIMIT,
    schema: {
      operationId: 'importOptOuts',
      tags: ['Opt-outs'],
      summary: 'Import opt-outs from a CSV file',
      description:
        'Up to 10 MB, UTF-8. A bad line stops no other: it comes back with its number and the reason. The same file a second time changes nothing.',
      consumes: ['text/csv'],
      params: accountParams,
      body: optOutFile,
      response: { 200: jsonAnswer('What became of its lines.', importAnswer), ...accountErrors(413, 415) },
    },
    handler: async (request) => {
      const { account, by, body } = request;
      if (!Buffer.isBuffer(body) || body.length === 0) throw new ApiError(400, 'The request has no body');
      try {
        return await importOptOuts(db, { account, by, utf8: utf8Of(body), now: now() });
      } finally {
        // Also where a later batch failed: those before it hold.
        outbox.kick();
      }
    },
  });
}

type Query = Omit<OptOutFilter, 'consumers'> & { consumer?: string | undefined };

function filterOf({ consumer, channel, state, source, from, to }: Query): OptOutFilter {
  const consumers = consumer === undefined ? undefined : optOutConsumersOf(consumer, null);
  return { consumers, channel, state, source, from, to };
}
