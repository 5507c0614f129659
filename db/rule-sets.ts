import { sql, type Selectable, type Transaction } from 'kysely';
import { builtInRuleSet } from '../domain/rule-sets.ts';
import type { Rule, RuleSet } from '../domain/rule-set.ts';
import type { Db } from './connect.ts';
import type { Account, Database, RuleSetTable } from './schema.ts';

type StoredRuleSet = Selectable<RuleSetTable>;

/** The latest version of each rule set of the account's own, by name. */
export function listRuleSets(db: Db, accountId: string): Promise<StoredRuleSet[]> {
  return db
    .selectFrom('rule_set')
    .selectAll()
    .distinctOn('name')
    .where('account_id', '=', accountId)
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute();
}

/** A rule set of the account's own in one version, or the latest; undefined where there is none. */
export function findRuleSet(
  db: Db,
  accountId: string,
  name: string,
  version?: number,
): Promise<StoredRuleSet | undefined> {
  let query = db
    .selectFrom('rule_set')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('name', '=', name)
    .orderBy('version', 'desc')
    .limit(1);
  if (version !== undefined) query = query.where('version', '=', version);
  return query.executeTakeFirst();
}

/** The next version of a rule set of the account's own; the one that there is where that says the same. The account must be locked. */
export async function insertRuleSet(
  trx: Transaction<Database>,
  accountId: string,
  set: { name: string; description: string; rules: Rule[] },
  by: string,
  now: Date,
): Promise<StoredRuleSet> {
  const rules = JSON.stringify(set.rules);
  const latest = await findRuleSet(trx, accountId, set.name);
  if (latest?.description === set.description) {
    const same = await sql<{
      same: boolean;
    }>`SELECT ${JSON.stringify(latest.rules)}::jsonb = ${rules}::jsonb AS same`.execute(trx);
    if (same.rows[0]?.same) return latest;
  }
  return trx
    .insertInto('rule_set')
    .values({
      account_id: accountId,
      name: set.name,
      version: (latest?.version ?? 0) + 1,
      description: set.description,
      rules,
      created_at: now,
      created_by: by,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/**
 * The rule set that an account has in force; null: none. Its version is in the account's row and never changes, so it is the same whenever
 * it is read. Throws where the product no longer has one that it had.
 */
export async function getRuleSetInForce(
  db: Db,
  account: Pick<Account, 'id' | 'rule_set' | 'rule_set_version'>,
): Promise<RuleSet | null> {
  const { id, rule_set: name, rule_set_version: version } = account;
  if (name === null) return null;
  const set = version === null ? builtInRuleSet(name) : await findRuleSet(db, id, name, version);
  // To send without rules that a brand relies on would be worse.
  if (!set) throw new Error(`The account ${id} has the rule set ${name} in force, which there is not`);
  return set;
}

/** Recipients that wait for what rules or limits may have moved, in the order of their ids. The index recipient_waiting has the same words. */
export async function listWaitingOnRules(
  db: Db,
  accountId: string,
  after: string | null,
  limit: number,
): Promise<{ id: string; campaign_id: string }[]> {
  let query = db
    .selectFrom('recipient')
    .select(['id', 'campaign_id'])
    .where('account_id', '=', accountId)
    .where(sql<boolean>`state = 'SCHEDULED' AND waits_for IN ('WINDOW', 'CONSUMER_LIMIT')`)
    .orderBy('id')
    .limit(limit);
  if (after !== null) query = query.where('id', '>', after);
  return query.execute();
}
