import { sql, type SqlBool, type Transaction } from 'kysely';
import { actionOf } from '../domain/provider-codes.ts';
import { isNewerStatus, REFUSED_WITH, type TemplateCategory, type TemplateStatus } from '../domain/template-status.ts';
import { UNSENT_STATES } from '../domain/status.ts';
import type { MessageComponent } from '../domain/handoff.ts';
import type { Db } from './connect.ts';
import { insertOutbox } from './outbox.ts';
import type { Database, Template } from './schema.ts';

/** A template of the account by its id; a deleted one is none. */
export function findTemplate(db: Db, accountId: string, id: string): Promise<Template | undefined> {
  return db
    .selectFrom('template')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
}

/**
 * A template by its id or WhatsApp's, or by WhatsApp's own key (a name has one in each language), for who is about to send it: until the
 * transaction ends it can't be deleted, so that its deletion finds the campaign. WhatsApp would forget it otherwise, and pause the campaign for it.
 */
export function findTemplateToSend(
  trx: Transaction<Database>,
  accountId: string,
  which: { id: string } | { name: string; language: string },
): Promise<Template | undefined> {
  const ofAccount = trx
    .selectFrom('template')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('deleted_at', 'is', null)
    .forShare();
  const found =
    'id' in which
      ? ofAccount.where((eb) => eb.or([eb('id', '=', which.id), eb('provider_template_id', '=', which.id)]))
      : ofAccount.where('name', '=', which.name).where('language', '=', which.language);
  return found.executeTakeFirst();
}

export type TemplateFilter = {
  status?: TemplateStatus | undefined;
  category?: TemplateCategory | undefined;
  language?: string | undefined;
  /** A part of the name. */
  name?: string | undefined;
};

/** By what the wire calls it. */
const SORT_COLUMNS = {
  title: 'name',
  status: 'status',
  category: 'category',
  language: 'language',
  createdAt: 'created_at',
} as const;
export type TemplateSort = keyof typeof SORT_COLUMNS;
export type TemplatePage = { sort: TemplateSort; descending: boolean; limit: number; offset: number };

/** A page of the account's templates, and how many there are. Ties go by id. */
export async function listTemplates(
  db: Db,
  accountId: string,
  filter: TemplateFilter,
  page: TemplatePage,
): Promise<{ rows: Template[]; count: number }> {
  let query = db.selectFrom('template').where('account_id', '=', accountId).where('deleted_at', 'is', null);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.category !== undefined) query = query.where('category', '=', filter.category);
  if (filter.language !== undefined) query = query.where('language', '=', filter.language);
  if (filter.name !== undefined) query = query.where(sql<SqlBool>`position(lower(${filter.name}) IN lower(name)) > 0`);
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const rows = await query
    .selectAll()
    .orderBy(SORT_COLUMNS[page.sort], page.descending ? 'desc' : 'asc')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { rows, count };
}

export type NewTemplate = {
  id: string;
  account_id: string;
  name: string;
  language: string;
  category: TemplateCategory;
  waba_id: string;
  components: MessageComponent[];
};

/**
 * Stores a template and has it submitted to WhatsApp. Refuses what would make two of one name and language: `exists`, and `leaving` while
 * WhatsApp has yet to delete an earlier one, for which the new one could be taken.
 */
export async function insertTemplate(
  trx: Transaction<Database>,
  template: NewTemplate,
  now: Date,
): Promise<Template | 'exists' | 'leaving'> {
  const { account_id: accountId, id: templateId, name, language } = template;
  // A deletion of the same name at the same moment: one waits for the other.
  await lockTemplateName(trx, accountId, name, language);
  const leaving = await trx
    .selectFrom('template')
    .select('id')
    .where('account_id', '=', accountId)
    .where('name', '=', name)
    .where('language', '=', language)
    .where('deleted_at', 'is not', null)
    .where('waba_id', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (leaving) return 'leaving';
  const inserted = await trx
    .insertInto('template')
    .values({
      ...template,
      components: JSON.stringify(template.components),
      status: 'PENDING',
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'name', 'language']).where('deleted_at', 'is', null).doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
  if (!inserted) return 'exists';
  await insertOutbox(trx, { kind: 'submit-template', accountId, templateId });
  return inserted;
}

/** Takes a template away from the account at once, has WhatsApp told, and returns it; undefined where there is none. */
export function deleteTemplate(db: Db, accountId: string, id: string, now: Date): Promise<Template | undefined> {
  return db.transaction().execute(async (trx) => {
    const template = await findTemplate(trx, accountId, id);
    if (!template) return undefined;
    await lockTemplateName(trx, accountId, template.name, template.language);
    const deleted = await trx
      .updateTable('template')
      .set({ deleted_at: now, updated_at: now })
      .where('account_id', '=', accountId)
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (deleted?.waba_id != null) await insertOutbox(trx, { kind: 'delete-template', accountId, templateId: id });
    return deleted;
  });
}

/** Who makes and who deletes a template of one name and language wait for each other, until their transactions end. */
async function lockTemplateName(
  trx: Transaction<Database>,
  accountId: string,
  name: string,
  language: string,
): Promise<void> {
  const key = `template/${accountId}/${name}/${language}`;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx);
}

/** A template whether it is deleted or not: for those who tell WhatsApp. */
export function findTemplateRecord(db: Db, accountId: string, id: string): Promise<Template | undefined> {
  return db
    .selectFrom('template')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
}

type Key = Pick<Template, 'account_id' | 'id'>;

function update(db: Db, { account_id, id }: Key) {
  return db.updateTable('template').where('account_id', '=', account_id).where('id', '=', id);
}

/** WhatsApp has it. A webhook that was here first knows its status better than the answer does. */
export async function recordTemplateSubmitted(
  db: Db,
  template: Key,
  known: { providerTemplateId: string; status: TemplateStatus; category: TemplateCategory; reason: string | null },
  at: Date,
): Promise<void> {
  await update(db, template)
    .set((eb) => ({
      provider_template_id: known.providerTemplateId,
      category: eb.case().when('category_at', 'is', null).then(known.category).else(eb.ref('category')).end(),
      submitted_at: at,
      updated_at: at,
      status: eb.case().when('status_at', 'is', null).then(known.status).else(eb.ref('status')).end(),
      status_reason: eb.case().when('status_at', 'is', null).then(known.reason).else(eb.ref('status_reason')).end(),
    }))
    .execute();
}

/** WhatsApp would not take it: `reason` in its own words. */
export async function recordTemplateRefused(db: Db, template: Key, reason: string, at: Date): Promise<void> {
  await update(db, template).set({ status: 'REJECTED', status_reason: reason, updated_at: at }).execute();
}

/** Why it still is not with WhatsApp, or still is, while that is tried again. */
export async function recordTemplateDelayed(db: Db, template: Key, reason: string, at: Date): Promise<void> {
  await update(db, template).set({ status_reason: reason, updated_at: at }).execute();
}

/** WhatsApp has been told of the deletion; `reason` where it refused. */
export async function recordTemplateWithdrawn(db: Db, template: Key, reason: string | null, at: Date): Promise<void> {
  await update(db, template).set({ withdrawn_at: at, status_reason: reason, updated_at: at }).execute();
}

/** Whether a campaign has still to send a template: deleted at WhatsApp, it would fail. */
export async function isTemplateInUse(db: Db, template: Template): Promise<boolean> {
  const { account_id, name, language } = template;
  const entry = JSON.stringify([{ channel: 'wa', template: { name, language } }]);
  const { rows } = await sql`
    SELECT FROM campaign c
    WHERE c.account_id = ${account_id} AND c.status IN ('RUNNING', 'PAUSED') AND c.plan @> ${entry}::jsonb
      AND EXISTS (SELECT FROM recipient r WHERE r.campaign_id = c.id AND r.state IN (${sql.join([...UNSENT_STATES])}))
    LIMIT 1`.execute(db);
  return rows.length > 0;
}

/** A word of WhatsApp's on a template's status. */
export type TemplateStatusWord = {
  wabaId: string;
  name: string;
  language: string;
  providerTemplateId: string | undefined;
  status: TemplateStatus;
  reason: string | null;
};

/**
 * Writes what WhatsApp says of a template's status, in whatever order it comes. Campaigns that still have to send one which can't be sent any
 * more are paused, as its refusal would pause them. Returns false where no account has it.
 */
export function applyTemplateStatus(db: Db, word: TemplateStatusWord, at: Date): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const meant = await lockMeant(trx, word);
    for (const template of meant) {
      const known = { status: template.status, atMs: template.status_at?.getTime() ?? null };
      if (!isNewerStatus(known, { status: word.status, atMs: at.getTime() })) continue;
      await update(trx, template)
        .set({
          submitted_at: template.submitted_at ?? at,
          status: word.status,
          status_reason: word.reason,
          status_at: at,
          updated_at: at,
          provider_template_id: template.provider_template_id ?? word.providerTemplateId ?? null,
        })
        .execute();
      await pauseCampaignsOf(trx, template, word.status);
    }
    return meant.length > 0;
  });
}

/** Writes in which category WhatsApp has put a template, in whatever order it comes. Returns false where no account has it. */
export function applyTemplateCategory(
  db: Db,
  word: Omit<TemplateStatusWord, 'status' | 'reason'> & { category: TemplateCategory },
  at: Date,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const meant = await lockMeant(trx, word);
    for (const template of meant) {
      if (template.category_at !== null && template.category_at >= at) continue;
      await update(trx, template).set({ category: word.category, category_at: at, updated_at: at }).execute();
    }
    return meant.length > 0;
  });
}

/**
 * The templates that WhatsApp speaks of, held until the transaction ends: by name and language in the WhatsApp Business Account, of which
 * several accounts may have one; by its id too, once that is known.
 */
async function lockMeant(
  trx: Transaction<Database>,
  word: Omit<TemplateStatusWord, 'status' | 'reason'>,
): Promise<Template[]> {
  const named = await trx
    .selectFrom('template')
    .selectAll()
    .where('waba_id', '=', word.wabaId)
    .where('name', '=', word.name)
    .where('language', '=', word.language)
    .where('deleted_at', 'is', null)
    .orderBy('account_id')
    .forUpdate()
    .execute();
  return named.filter((template) => isMeant(template, word.providerTemplateId));
}

/** A launch that has chosen the template is through: it holds it until then. */
async function pauseCampaignsOf(trx: Transaction<Database>, template: Template, status: TemplateStatus): Promise<void> {
  const code = REFUSED_WITH[status];
  if (code === undefined) return;
  const { account_id, name, language } = template;
  const reason = `${actionOf('wa', code).meaning} (code ${code}).`;
  const entry = JSON.stringify([{ channel: 'wa', template: { name, language } }]);
  await sql`
    UPDATE campaign c SET status = 'PAUSED', status_reason = ${reason}
    WHERE c.id IN (SELECT id FROM campaign WHERE account_id = ${account_id} AND status = 'RUNNING'
        AND plan @> ${entry}::jsonb ORDER BY id FOR NO KEY UPDATE)
      AND EXISTS (SELECT FROM recipient r WHERE r.campaign_id = c.id AND r.state IN (${sql.join([...UNSENT_STATES])}))`.execute(
    trx,
  );
}

/** One that WhatsApp would not take is not the one of the same name that it has. */
function isMeant({ provider_template_id: own, status }: Template, given: string | undefined): boolean {
  if (own === null) return status !== 'REJECTED';
  return given === undefined || given === own;
}
