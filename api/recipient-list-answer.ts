import type { z } from 'zod';
import type { RecipientList, RecipientListRow } from '../db/schema.ts';
import { LIST_DAYS } from '../db/uploaded-lists.ts';
import { csvLine } from '../domain/csv.ts';
import type { Plan } from '../domain/plan.ts';
import { recipientColumns, type ListRowState } from '../domain/recipient-file.ts';
import { messageText } from '../domain/template.ts';
import type { recipientListAnswer, recipientListRows } from './schemas/recipient-lists.ts';

/** A list on the wire. */
export function toRecipientList(list: RecipientList): z.infer<typeof recipientListAnswer> {
  return {
    id: list.id,
    name: list.name,
    templateId: list.template_id,
    message: list.message,
    channels: list.plan.map(({ channel }) => channel),
    columns: recipientColumns(list.plan).names,
    state: list.state,
    bytes: list.bytes,
    bytesRead: list.bytes_read,
    lines: list.lines,
    good: list.good,
    wrong: list.wrong,
    duplicates: list.duplicates,
    optedOut: list.opted_out,
    zones: list.zones.map(({ zones, count }) => ({ timezones: zones, count })),
    proactiveCampaignId: list.campaign_id,
    uploadedBy: list.created_by,
    uploadedAt: list.created_at.toISOString(),
    deletedAt: new Date(list.created_at.getTime() + LIST_DAYS * 86_400_000).toISOString(),
  };
}

/** A line of it, with the messages that it would be sent. */
export function toListRow(row: RecipientListRow, plan: Plan): z.infer<typeof recipientListRows>['rows'][number] {
  const { line, state, reason, address, zones: timezones, cells } = row;
  const messages =
    address === null
      ? null
      : plan.map((entry) => ({ channel: entry.channel, text: messageText(entry, row.variables ?? {}) }));
  return { line, state, reason, address, timezones, messages, cells };
}

/** How many lines of a list are in a state; undefined: in any. */
export function countOf(list: RecipientList, state: ListRowState | undefined): number {
  switch (state) {
    case 'GOOD':
      return list.good;
    case 'WRONG':
      return list.wrong;
    case 'DUPLICATE':
      return list.duplicates;
    case 'OPTED_OUT':
      return list.opted_out;
    case undefined:
      return list.lines;
  }
}

/** The file of lines that are not good. Mended, it can be uploaded as it is. */
export async function* toErrorsCsv(pages: AsyncIterable<RecipientListRow[]>, plan: Plan): AsyncGenerator<string> {
  yield csvLine(['Line', 'Reason', ...recipientColumns(plan).names]);
  for await (const page of pages) {
    yield page.map((row) => csvLine([String(row.line), row.reason, ...(row.cells ?? [row.address])])).join('');
  }
}

/** A file with the columns of a plan and one recipient, who still needs their values. */
export function sampleCsv(plan: Plan): string {
  const { names } = recipientColumns(plan);
  const isInApp = plan.some(({ channel }) => channel === 'inapp');
  return csvLine(names) + csvLine([isInApp ? '4711' : '12025550173', ...names.slice(1).map(() => '')]);
}
