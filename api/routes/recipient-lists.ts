import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { listMediaHosts } from '../../db/accounts.ts';
import type { Db } from '../../db/connect.ts';
import type { RecipientList } from '../../db/schema.ts';
import {
  deleteRecipientList,
  findRecipientList,
  insertRecipientList,
  listListRows,
  listRecipientLists,
  readListRows,
} from '../../db/uploaded-lists.ts';
import { LONGEST_MESSAGE_SMS } from '../../domain/message.ts';
import { TIMEZONE_DATA_VERSION } from '../../domain/timezone.ts';
import { choosePlan } from '../choose-plan.ts';
import { CSV_TYPES } from '../csv-types.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { mendRecipientList } from '../mend-recipient-list.ts';
import { countOf, sampleCsv, toErrorsCsv, toListRow, toRecipientList } from '../recipient-list-answer.ts';
import { accountErrors, accountParams, isUuid, jsonAnswer } from '../schemas/common.ts';
import {
  errorsFile,
  errorsQuery,
  listMending,
  listParams,
  mendedList,
  pagingQuery,
  recipientFile,
  recipientListAnswer,
  recipientListRows,
  recipientLists,
  rowsQuery,
  sampleFile,
  sampleQuery,
  uploadQuery,
} from '../schemas/recipient-lists.ts';
import { longestFile, takeRecipientList, tooLarge } from '../take-recipient-list.ts';

const ERRORS_PAGE = 1_000;

/** Files of recipients, to be looked at and launched, behind `authenticate`. */
export function recipientListRoutes(app: App, deps: RouteDeps): void {
  readRoutes(app, deps);
  mendRoute(app, deps);
  fileRoutes(app, deps);
  // A scope of its own: this call alone takes CSV, and no JSON.
  app.register((scope, _options, done) => {
    uploadRoute(scope, deps);
    done();
  });
}

function uploadRoute(app: App, { db, now }: RouteDeps): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser(CSV_TYPES, (_request, stream, done) => done(null, stream));
  app.route({
    method: 'POST',
    url: '/recipient-lists',
    schema: {
      operationId: 'uploadRecipients',
      tags: ['Recipient lists'],
      summary: 'Upload a file of recipients, or lines that were typed',
      description:
        'CSV in UTF-8 (or UTF-16 with its mark), read as it comes: 10,000 recipients and 10 MB, or what the account is raised to, at most 100,000 and 100 MB. A bad line stops no other. Nothing is sent: launch a campaign with the list’s id as its `recipientListId`. A file that is refused leaves nothing. While it comes, `GET …/recipient-lists/{id}` with the `id` of the query says how far it has been read.',
      consumes: ['text/csv'],
      params: accountParams,
      querystring: uploadQuery,
      body: recipientFile,
      response: { 201: jsonAnswer('What is in the file.', recipientListAnswer), ...accountErrors(409, 413, 415) },
    },
    handler: async (request, reply) => {
      const { account, body } = request;
      if (!(body instanceof Readable)) throw new ApiError(400, 'The request has no body');
      try {
        const { templateId, message, outboundNumber, id = randomUUID(), name = null, header, typed } = request.query;
        const longestSms = request.query.longestSms ?? (message ? LONGEST_MESSAGE_SMS : undefined);
        const bytes = lengthOf(request);
        if (bytes !== null && bytes > longestFile(account.max_file_recipients)) {
          throw tooLarge(account.max_file_recipients);
        }
        const { plan } = await db
          .transaction()
          .execute((trx) => choosePlan(trx, account, { templateId, message, outboundNumber }));
        const isNew = await insertRecipientList(db, {
          id,
          account_id: account.id,
          name,
          template_id: templateId ?? null,
          message: message ? JSON.stringify(message) : null,
          outbound_number: outboundNumber ?? null,
          plan: JSON.stringify(plan),
          longest_sms: longestSms ?? null,
          bytes,
          zone_version: TIMEZONE_DATA_VERSION,
          campaign_id: null,
          created_by: request.by,
          created_at: now(),
        });
        if (!isNew) throw new ApiError(409, `id: there is a list ${id} already`);
        const rules = {
          plan,
          imageHosts: await listMediaHosts(db, account.id),
          ...(longestSms !== undefined && { longestSms }),
        };
        const file = { listId: id, rules, header, isTyped: typed, mostLines: account.max_file_recipients };
        const list = await takeOrForget(db, account.id, id, async () => {
          const taken = await takeRecipientList(db, body, file);
          // Whoever has sent all of it and gone knows nothing of it.
          if (request.raw.socket.destroyed) throw new ApiError(400, 'The upload broke off');
          return taken;
        });
        return await reply.code(201).send(toRecipientList(list));
      } catch (error) {
        if (request.raw.destroyed && !request.raw.complete)
          throw new ApiError(400, 'The upload broke off', { cause: error });
        throw error;
      } finally {
        // What is still to come of a file that is refused: unread, it would stand in the way of the answer.
        body.resume();
      }
    },
  });
}

/** A file that can't be taken leaves nothing. */
async function takeOrForget<T>(db: Db, accountId: string, id: string, take: () => Promise<T>): Promise<T> {
  try {
    return await take();
  } catch (error) {
    // What is left behind where this fails too goes after a week.
    await deleteRecipientList(db, accountId, id).catch(() => undefined);
    throw error;
  }
}

function lengthOf({ headers }: FastifyRequest): number | null {
  const length = headers['content-length'];
  return length === undefined ? null : Number(length);
}

function readRoutes(app: App, { db }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/recipient-lists',
    schema: {
      operationId: 'listRecipientLists',
      tags: ['Recipient lists'],
      summary: 'List the files of recipients',
      params: accountParams,
      querystring: pagingQuery,
      response: { 200: jsonAnswer('A page of them.', recipientLists), ...accountErrors() },
    },
    handler: async (request) => {
      const { limit, offset } = request.query;
      const { lists, count } = await listRecipientLists(db, request.account.id, { limit, offset });
      return { recipientLists: lists.map(toRecipientList), page: { count, offset, limit } };
    },
  });

  app.route({
    method: 'GET',
    url: '/recipient-lists/:listId',
    schema: {
      operationId: 'getRecipientList',
      tags: ['Recipient lists'],
      summary: 'How far a file has been read, and what is in it',
      params: listParams,
      response: { 200: jsonAnswer('The list.', recipientListAnswer), ...accountErrors(404) },
    },
    handler: async (request) => toRecipientList(await getList(db, request.account.id, request.params.listId)),
  });

  app.route({
    method: 'GET',
    url: '/recipient-lists/:listId/rows',
    schema: {
      operationId: 'getRecipientListRows',
      tags: ['Recipient lists'],
      summary: 'The lines of a list: what each would be sent, or what is wrong with it',
      params: listParams,
      querystring: rowsQuery,
      response: { 200: jsonAnswer('A page of them.', recipientListRows), ...accountErrors(404) },
    },
    handler: async (request) => {
      const list = await getList(db, request.account.id, request.params.listId);
      const { state, limit, offset } = request.query;
      const rows = await listListRows(db, list.id, { state, limit, offset });
      return {
        rows: rows.map((row) => toListRow(row, list.plan)),
        page: { count: countOf(list, state), offset, limit },
      };
    },
  });

  app.route({
    method: 'DELETE',
    url: '/recipient-lists/:listId',
    schema: {
      operationId: 'deleteRecipientList',
      tags: ['Recipient lists'],
      summary: 'Delete a list',
      description:
        'A campaign that was launched with it keeps its recipients. One whose file is still coming is refused there.',
      params: listParams,
      response: { 204: z.null().describe('It is gone.'), ...accountErrors(404) },
    },
    handler: async (request, reply) => {
      const { listId } = request.params;
      const isGone = isUuid(listId) && (await deleteRecipientList(db, request.account.id, listId));
      if (!isGone) throw noList(listId);
      return reply.code(204).send(null);
    },
  });
}

function mendRoute(app: App, { db }: RouteDeps): void {
  app.route({
    method: 'PATCH',
    url: '/recipient-lists/:listId/rows',
    schema: {
      operationId: 'mendRecipientListRows',
      tags: ['Recipient lists'],
      summary: 'Mend lines of a list, or drop them',
      description:
        'Lines that are WRONG or DUPLICATE: each is judged anew as if it had stood so in the file, and joins the list or keeps its new reason. Of a number that another line has already it is a duplicate. Made again, the same call changes nothing. A list that was launched stays as it is; and where a line is unknown, or good, nothing is changed.',
      params: listParams,
      body: listMending,
      response: {
        200: jsonAnswer('The list, and the mended lines.', mendedList),
        ...accountErrors(404, 409, 413, 415),
      },
    },
    handler: async (request) => {
      const { account, body } = request;
      const { listId } = request.params;
      const mended = isUuid(listId) ? await mendRecipientList(db, account.id, listId, body) : undefined;
      if (!mended) throw noList(listId);
      const { list, rows } = mended;
      return { recipientList: toRecipientList(list), rows: rows.map((row) => toListRow(row, list.plan)) };
    },
  });
}

function fileRoutes(app: App, { db }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/recipient-lists/sample.csv',
    schema: {
      operationId: 'getRecipientFileSample',
      tags: ['Recipient lists'],
      summary: 'A file with the columns that a template or message needs',
      params: accountParams,
      querystring: sampleQuery,
      response: {
        200: { description: 'The file.', content: { 'text/csv': { schema: sampleFile } } },
        ...accountErrors(),
      },
    },
    handler: async (request, reply) => {
      const { plan } = await db.transaction().execute((trx) => choosePlan(trx, request.account, request.query));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="recipients.csv"')
        .send(sampleCsv(plan));
    },
  });

  app.route({
    method: 'GET',
    url: '/recipient-lists/:listId/errors.csv',
    schema: {
      operationId: 'exportRecipientListErrors',
      tags: ['Recipient lists'],
      summary: 'The lines that are not good, as a file to mend',
      description: 'Mended, it can be uploaded as it is: its columns `Line` and `Reason` are passed over.',
      params: listParams,
      querystring: errorsQuery,
      response: {
        200: { description: 'The file.', content: { 'text/csv': { schema: errorsFile } } },
        ...accountErrors(404),
      },
    },
    handler: async (request, reply) => {
      const list = await getList(db, request.account.id, request.params.listId);
      const pages = readListRows(db, list.id, request.query.state, ERRORS_PAGE);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="errors.csv"')
        .send(Readable.from(toErrorsCsv(pages, list.plan)));
    },
  });
}

async function getList(db: Db, accountId: string, id: string): Promise<RecipientList> {
  const list = isUuid(id) ? await findRecipientList(db, accountId, id) : undefined;
  if (!list) throw noList(id);
  return list;
}

function noList(id: string): ApiError {
  return new ApiError(404, `The account has no list of recipients ${JSON.stringify(id)}`);
}
