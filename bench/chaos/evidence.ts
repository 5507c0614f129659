/** Collects what the audit is held against: the carrier's log, the product's tables, and what its API tells. */
import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';
import { DEMO } from '../../dev/seed.ts';
import type { Evidence, Halt, Message, Reply } from './audit.ts';
import { codesOf, type Person } from './people.ts';
import type { ChaosStack } from './stack.ts';

export type Witnessed = { people: Person[]; replies: Reply[]; halts: Halt[]; mayWaitForOutcome: boolean };

export async function collect(
  stack: ChaosStack,
  { people, replies, halts, mayWaitForOutcome }: Witnessed,
): Promise<Evidence> {
  const stored = await stack.withDb(readTables);
  return {
    ...stored,
    messages: [...(await listCarrierMessages(stack)), ...stored.inboxes],
    replies,
    halts,
    mayWaitForOutcome,
    provoked: new Map(people.map((person) => [person.address, codesOf(person)])),
    ...(await readReports(stack, [...new Set(stored.recipients.map(({ campaignId }) => campaignId))])),
  };
}

/** The sandbox's own log, which nothing that is killed writes. */
export async function listCarrierMessages(stack: ChaosStack): Promise<Message[]> {
  const logged = (await stack.sandboxCall('/messages?limit=10000')) as (Omit<Message, 'acceptedAtMs' | 'reference'> & {
    reference?: string;
    acceptedAt: string;
  })[];
  return logged.map(({ to, channel, status, reference, acceptedAt }) => {
    return { to, channel, status, reference: reference ?? null, acceptedAtMs: Date.parse(acceptedAt) };
  });
}

async function readTables(db: Db) {
  const recipients = await db
    .selectFrom('recipient')
    .select(['id', 'campaign_id as campaignId', 'state', 'waits_for as waitsFor', 'error_code as errorCode'])
    .select(sql<string>`coalesce(sms, wa, inapp)`.as('address'))
    .select(sql<string | null>`coalesce(error_message, reason)`.as('reason'))
    .orderBy('seq')
    .execute();
  const attempts = await db
    .selectFrom('attempt')
    .select(['id', 'recipient_id as recipientId', 'channel', 'state', 'called_at', 'code'])
    .execute();
  const received = await db
    .selectFrom('inbound_message')
    .select(['consumer as address', 'text', 'conversation_id as conversationId', 'kind'])
    .execute();
  const notices = await db
    .selectFrom('agent_message')
    .select(['id', 'to_address as address', 'state'])
    .where('purpose', '<>', 'answer')
    .execute();
  const inboxes = await db
    .selectFrom('inapp_message')
    .select(['id', 'user_id', 'created_at', 'delivered_at'])
    .where('direction', '=', 'out')
    .execute();
  return {
    recipients,
    received,
    notices,
    attempts: attempts.map(({ called_at: at, ...attempt }) => ({ ...attempt, calledAtMs: at.getTime() })),
    inboxes: inboxes.map(({ id, user_id: to, created_at: at, delivered_at: delivered }): Message => {
      const status = delivered === null ? 'accepted' : 'delivered';
      return { reference: id, to, channel: 'inapp', status, acceptedAtMs: at.getTime() };
    }),
  };
}

type Sums = Evidence['sums'];

async function readReports(stack: ChaosStack, campaignIds: string[]) {
  const authorization = await stack.token();
  const counts = new Map<string, Record<string, number>>();
  for (const id of campaignIds) {
    const details = await stack.call('GET', `/campaign/${id}`, authorization);
    counts.set(id, (details as { countsByState: Record<string, number> }).countsByState);
  }
  const now = Date.now();
  const report = (name: string) =>
    `${stack.api}/api/account/${DEMO.accountId}/app/prmsg/${name}/?v=2.0&attemptedStartTime=${now - 3 * 3_600_000}&attemptedEndTime=${now}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const listed = await fetch(report('transactions'), {
    method: 'POST',
    headers,
    body: JSON.stringify({ limit: 5_000 }),
  });
  const { transactions } = (await listed.json()) as {
    transactions: { transactionId: string; messageStatus: string }[];
  };
  const summed = await fetch(report('analytics'), { headers: { authorization } });
  const { analytics } = (await summed.json()) as { analytics: Sums[] };
  const total = (name: keyof Sums) => analytics.reduce((sum, row) => sum + row[name], 0);
  return {
    counts,
    transactions: transactions.map(({ transactionId: id, messageStatus: status }) => ({ id, status })),
    sums: {
      attempted: total('attempted'),
      sent: total('sent'),
      delivered: total('delivered'),
      skipped: total('skipped'),
      pending: total('pending'),
    },
  };
}

/** For people: what the run was made of. */
export function figuresOf({ messages, recipients, attempts, replies, halts }: Evidence): Record<string, number> {
  const count = (...states: string[]) => recipients.filter(({ state }) => states.includes(state)).length;
  const calls = (...states: string[]) => attempts.filter(({ state }) => states.includes(state)).length;
  return {
    recipients: recipients.length,
    'calls to providers': attempts.length,
    'of them refused': calls('REFUSED'),
    'of them failed after acceptance': calls('FAILED'),
    'messages that a carrier took': messages.length,
    'sent, delivered or read': count('SENT', 'DELIVERED', 'READ'),
    skipped: count('SKIPPED'),
    'failed, with a reason': count('FAILED'),
    UNKNOWN: count('UNKNOWN'),
    'still waiting for a word': count('NOT_SENT', 'SCHEDULED', 'SENDING'),
    cancelled: count('CANCELLED'),
    'replies, STOP among them': replies.length,
    STOP: replies.filter(({ isStop }) => isStop).length,
    'pauses and cancels': halts.length,
  };
}

const FINAL = ['delivered', 'read', 'failed', 'undelivered'];

/** Whether nobody is to be sent to, nothing to be told, and each message at the carrier at its end. */
export async function isQuiet(stack: ChaosStack, { replies, mayWaitForOutcome }: Witnessed) {
  const moving = (await listCarrierMessages(stack)).filter(({ status }) => !FINAL.includes(status)).length;
  const { unsent, untold, received } = await stack.withDb(async (db) => {
    const { rows } = await sql<{ unsent: number; untold: number; received: number }>`SELECT
      (SELECT count(*) FROM recipient WHERE state IN ('NOT_SENT', 'SCHEDULED', 'SENDING')
        AND NOT (${mayWaitForOutcome} AND waits_for IS NOT DISTINCT FROM 'OUTCOME' AND channel = 'wa')) AS unsent,
      (SELECT count(*) FROM outbox) AS untold,
      (SELECT count(*) FROM inbound_message) AS received`.execute(db);
    return rows[0] ?? { unsent: 0, untold: 0, received: 0 };
  });
  const open = unsent + untold + moving + (replies.length - received);
  return { open, isQuiet: open === 0 };
}
