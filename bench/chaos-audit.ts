import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import { DEMO } from '../dev/seed.ts';
import type { ChaosStack } from './chaos-stack.ts';

/** What the sandbox's own log says of a message. */
type Logged = { id: string; to: string; channel: 'sms' | 'wa'; acceptedAt: string; status: string };

type Stored = {
  id: string;
  campaign_id: string;
  sms: string;
  state: string;
  error_message: string | null;
  error_code: string | null;
};

export type Audit = { figures: Record<string, number>; faults: string[] };

/** Messages that did not reach the phone, and never will. */
const GONE = ['failed', 'undelivered'];

/** Holds the product's tables against the carrier's log: the log is right. */
export async function audit(stack: ChaosStack, replies: ReadonlyMap<string, string>): Promise<Audit> {
  const messages = (await stack.sandboxCall('/messages?limit=10000')) as Logged[];
  const byPhone = Map.groupBy(messages, ({ to }) => to);
  return stack.withDb(async (db) => {
    const recipients = await listRecipients(db);
    const faults = [
      ...recipients.flatMap((recipient) => faultsOf(recipient, byPhone.get(recipient.sms) ?? [])),
      ...strangers(recipients, byPhone),
      ...(await replyFaults(db, replies)),
      ...(await reportFaults(stack, recipients)),
    ];
    const count = (states: string[]) => recipients.filter(({ state }) => states.includes(state)).length;
    return {
      faults,
      figures: {
        recipients: recipients.length,
        'messages taken': messages.length,
        arrived: messages.filter(({ status }) => !GONE.includes(status)).length,
        'sent, delivered or read': count(['SENT', 'DELIVERED', 'READ']),
        skipped: count(['SKIPPED']),
        'failed with a reason': count(['FAILED']),
        unknown: count(['UNKNOWN']),
        'cancelled or expired': count(['CANCELLED', 'EXPIRED']),
        replies: replies.size,
      },
    };
  });
}

async function listRecipients(db: Db): Promise<Stored[]> {
  return db
    .selectFrom('recipient')
    .select(['id', 'campaign_id', 'state', 'error_message', 'error_code'])
    .select(sql<string>`coalesce(sms, wa)`.as('sms'))
    .orderBy('id')
    .execute();
}

function faultsOf({ id, sms, state, error_message: reason }: Stored, messages: Logged[]): string[] {
  const arrived = messages.filter(({ status }) => !GONE.includes(status));
  const isSent = ['SENT', 'DELIVERED', 'READ'].includes(state);
  const say = (what: string) =>
    `${sms} (${id}) is ${state}: ${what}; the carrier has ${JSON.stringify(messages.map(({ channel, status }) => `${channel} ${status}`))}`;
  return [
    ...(arrived.length > 1 ? [say('it got more than one message')] : []),
    ...(isSent && arrived.length === 0 ? [say('no message arrived')] : []),
    ...(!isSent && state !== 'UNKNOWN' && arrived.length > 0 ? [say('a message arrived')] : []),
    ...(!isSent && (reason ?? '') === '' ? [say('and nothing says why')] : []),
    ...(['NOT_SENT', 'SCHEDULED', 'SENDING'].includes(state) ? [say('it is not at its end')] : []),
    ...(state === 'SENT' && arrived.some(({ status }) => status === 'delivered') ? [say('it is delivered')] : []),
    ...(state === 'DELIVERED' && arrived.every(({ status }) => status !== 'delivered')
      ? [say('it is not delivered')]
      : []),
  ];
}

function strangers(recipients: Stored[], byPhone: Map<string, Logged[]>): string[] {
  const known = new Set(recipients.map(({ sms }) => sms));
  return [...byPhone.keys()]
    .filter((phone) => !known.has(phone))
    .map((phone) => `${phone} is nobody's, and got a message`);
}

/** Each reply is there once, and in a conversation. */
async function replyFaults(db: Db, replies: ReadonlyMap<string, string>): Promise<string[]> {
  const { rows } = await sql<{ consumer: string; text: string; n: number; routed: number }>`
    SELECT consumer, text, count(*) AS n, count(conversation_id) AS routed FROM inbound_message GROUP BY consumer, text`.execute(
    db,
  );
  return [...replies].flatMap(([consumer, text]) => {
    const row = rows.find((each) => each.consumer === consumer && each.text === text);
    if (!row) return [`the reply of ${consumer} is lost`];
    return row.n === 1 && row.routed === 1
      ? []
      : [`the reply of ${consumer} is there ${row.n} times, ${row.routed} in a conversation`];
  });
}

/** The counts of each campaign, and the transactions, are what counting the recipients says. */
async function reportFaults(stack: ChaosStack, recipients: Stored[]): Promise<string[]> {
  const authorization = await stack.token();
  const faults: string[] = [];
  for (const [campaign, all] of Map.groupBy(recipients, ({ campaign_id: id }) => id)) {
    const details = (await stack.call('GET', `/campaign/${campaign}`, authorization)) as {
      countsByState: Record<string, number>;
    };
    for (const [state, same] of Map.groupBy(all, (one) => one.state)) {
      const told = details.countsByState[state];
      if (told !== same.length) faults.push(`campaign ${campaign} tells ${told} ${state} and has ${same.length}`);
    }
  }
  const now = Date.now();
  const url = `${stack.api}/api/account/${DEMO.accountId}/app/prmsg/transactions/?v=2.0&attemptedStartTime=${now - 3_600_000}&attemptedEndTime=${now}`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ limit: 5000 }),
  });
  const { page } = (await answer.json()) as { page: { count: number } };
  if (page.count !== recipients.length)
    faults.push(`the report has ${page.count} of ${recipients.length} transactions`);
  return faults;
}
