import { transactWithCopy } from '../db/copy.ts';
import type { Db } from '../db/connect.ts';
import { listMediaHosts } from '../db/accounts.ts';
import type { RecipientList, RecipientListRow } from '../db/schema.ts';
import {
  goodRow,
  listRowsOfLines,
  listTakenAddresses,
  lockRecipientList,
  replaceListRows,
} from '../db/uploaded-lists.ts';
import {
  createConsumerReader,
  readAddresses,
  type AcceptedConsumer,
  type ConsumerRules,
  type SentConsumer,
} from '../domain/consumer.ts';
import { inColumns, recipientColumns, toConsumer } from '../domain/recipient-file.ts';
import { hashOfBody } from './body.ts';
import { ApiError } from './errors.ts';
import { refusedRow } from './take-recipient-list.ts';

export type Mending = {
  /** What stands in a line now, in the order of the list's columns. */
  lines: { line: number; cells: string[] }[];
  dropped: number[];
};

type MendedLine = { line: number; cells: (string | undefined)[]; consumer: SentConsumer };

/**
 * Judges lines of a list anew, as if they had stood in its file, and drops others. Returns the list and its mended lines as they are then;
 * undefined where the account has no such list. A number that another line has is theirs. Throws an ApiError, and changes nothing, where the list
 * is still read or was launched, and for a line that it has not or that is good.
 */
export function mendRecipientList(
  db: Db,
  accountId: string,
  listId: string,
  { lines, dropped }: Mending,
): Promise<{ list: RecipientList; rows: RecipientListRow[] } | undefined> {
  return transactWithCopy(db, async (trx, copy) => {
    const list = await lockRecipientList(trx, accountId, listId);
    if (!list) return undefined;
    if (list.state !== 'READY') throw notReady(list);
    const rules = rulesOf(list, await listMediaHosts(trx, accountId));
    const columns = recipientColumns(list.plan);
    const given = lines.map(({ line, cells: inLine }): MendedLine => {
      const cells = inColumns(columns, inLine);
      return { line, cells, consumer: toConsumer(cells, columns.columns, list.plan) };
    });
    const mended = given.map(({ line }) => line);
    const before = await listRowsOfLines(trx, list.id, [...mended, ...dropped]);
    const rowOf = new Map(before.map((row) => [row.line, row]));
    const open = given.filter((each, index) => isOpen(rowOf.get(each.line), each, { index, rules }));
    for (const [index, line] of dropped.entries()) {
      const row = rowOf.get(line);
      if (row && !isMendable(row)) throw stands(`dropped[${index}]`, row);
    }
    const now = await replaceListRows(trx, copy, list, {
      lines: [...open.map(({ line }) => line), ...dropped],
      rows: judge(open, {
        list,
        rules,
        others: await listTakenAddresses(
          trx,
          list.id,
          open.flatMap(({ consumer }) => readAddresses(consumer, list.plan)),
        ),
      }),
    });
    return { list: now, rows: await listRowsOfLines(trx, list.id, mended) };
  });
}

/** In the order of the file: of two that are mended to one number the first has it. */
function judge(
  open: readonly MendedLine[],
  { list, rules, others }: { list: RecipientList; rules: ConsumerRules; others: string[] },
): string[] {
  const read = createConsumerReader(rules, others);
  return open
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, cells, consumer }) => {
      const { accepted, failed } = read(consumer);
      return accepted
        ? goodRow(list.id, line, accepted)
        : refusedRow(list.id, line, { reason: failed.error, cells }).row;
    });
}

/** Whether a line is to be judged anew. One that is good by the very same cells was mended before: an answer may be lost. */
function isOpen(
  row: RecipientListRow | undefined,
  { line, consumer }: MendedLine,
  { index, rules }: { index: number; rules: ConsumerRules },
): boolean {
  const field = `lines[${index}].line`;
  if (!row) throw new ApiError(400, `${field}: the list has no line ${line}`);
  if (isMendable(row)) return true;
  const { accepted } = createConsumerReader(rules)(consumer);
  if (!accepted || hashOfBody(contentOf(accepted)) !== hashOfBody(storedContentOf(row))) throw stands(field, row);
  return false;
}

function isMendable({ state }: RecipientListRow): boolean {
  return state === 'WRONG' || state === 'DUPLICATE';
}

function contentOf({ addresses, zones, variables, headerVariables, buttonVariables }: AcceptedConsumer): unknown[] {
  return [Object.values(addresses)[0], zones.zones, variables, headerVariables, buttonVariables];
}

function storedContentOf(row: RecipientListRow): unknown[] {
  return [row.address, row.zones, row.variables ?? {}, row.header_variables ?? {}, row.button_variables ?? {}];
}

function stands(field: string, { line, state }: RecipientListRow): ApiError {
  return new ApiError(409, `${field}: line ${line} is ${state}; only WRONG and DUPLICATE ones can be changed`);
}

function notReady({ state, campaign_id: campaignId }: RecipientList): ApiError {
  if (state === 'READING') return new ApiError(409, 'The file of the list is still being read');
  return new ApiError(409, `The list was launched${campaignId === null ? '' : ` as campaign ${campaignId}`}`);
}

/** Those by which its file was judged. */
function rulesOf({ plan, longest_sms: longestSms }: RecipientList, imageHosts: ReadonlySet<string>): ConsumerRules {
  return { plan, imageHosts, ...(longestSms !== null && { longestSms }) };
}
