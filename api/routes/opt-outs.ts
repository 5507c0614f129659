import { Readable } from 'node:stream';
import {
  findOptOut,
  insertOptOut,
  listOptOuts,
  readOptOuts,
  revokeOptOut,
  type OptOutFilter,
} from '../../db/opt-outs.ts';
import type { OptOut } from '../../db/schema.ts';
import { transact } from '../../db/transaction.ts';
import { optOutConsumersOf, readOptOutConsumer } from '../../domain/opt-out-consumer.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { importOptOuts } from '../import-opt-outs.ts';
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
/** What programs call a CSV file. */
const CSV_TYPES = [
  'text/csv',
  'application/csv',
  'application/vnd.ms-excel',
  'text/tab-separated-values',
  'text/plain',
];

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
      return { optOuts: optOuts.map(toWire), page: { count, offset, limit } };
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
        'At once and on all channels: whoever has not been sent to is skipped, in every campaign. Repeated, it changes nothing and answers 200 with the opt-out that holds.',
      params: accountParams,
      body: optOutRequest,
      response: {
        201: jsonAnswer('The consumer is opted out.', optOutAnswer),
        200: jsonAnswer('The consumer was opted out already.', optOutAnswer),
        ...accountErrors(413, 415),
      },
    },
    handler: async (request, reply) => {
      const { consumer: given, channel, reason } = request.body;
      const read = readOptOutConsumer(given, channel ?? null);
      if (!read.ok) throw new ApiError(400, `consumer: ${JSON.stringify(given)} ${read.reason}`);
      const { consumer } = read;
      const optOut = { accountId: request.account.id, consumer, source: 'api', reason: reason ?? null };
      const { isNew, row } = await transact(db, async (trx) => ({
        isNew: await insertOptOut(trx, { ...optOut, by: request.clientId }, now().getTime()),
        row: await findOptOut(trx, request.account.id, consumer),
      }));
      outbox.kick();
      if (!row) throw new ApiError(409, `consumer: ${consumer} took the opt-out back in this very moment`);
      return reply.code(isNew ? 201 : 200).send(toWire(row));
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
        'For a consumer who asked for it. Campaigns that are posted from now on reach them again; whoever was skipped stays skipped. A block at the provider is not lifted by it.',
      params: optOutParams,
      querystring: revokeQuery,
      response: { 200: jsonAnswer('It holds no longer.', optOutAnswer), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { channel, reason } = request.query;
      const by = { accountId: request.account.id, source: 'api', by: request.clientId, reason: reason ?? null };
      for (const consumer of optOutConsumersOf(request.params.consumer, channel ?? null)) {
        const revoked = await revokeOptOut(db, { ...by, consumer }, now().getTime());
        if (revoked) return toWire(revoked);
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
      const { account, clientId, body } = request;
      if (!Buffer.isBuffer(body) || body.length === 0) throw new ApiError(400, 'The request has no body');
      try {
        return await importOptOuts(db, { account, clientId, utf8: utf8Of(body), now: now() });
      } finally {
        // Also where a later batch failed: those before it hold.
        outbox.kick();
      }
    },
  });
}

type Query = Omit<OptOutFilter, 'consumers'> & { consumer?: string | undefined };

function filterOf({ consumer, state, source, from, to }: Query): OptOutFilter {
  const consumers = consumer === undefined ? undefined : optOutConsumersOf(consumer, null);
  return { consumers, state, source, from, to };
}

function toWire(row: OptOut) {
  return {
    consumer: row.consumer,
    state: row.revoked_at === null ? ('ACTIVE' as const) : ('REVOKED' as const),
    source: row.source,
    reason: row.reason,
    optedOutAt: row.created_at.toISOString(),
    recordedBy: row.recorded_by,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    revokedSource: row.revoked_source,
    revokedBy: row.revoked_by,
    revokedReason: row.revoked_reason,
  };
}
