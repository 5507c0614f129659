import type { Transaction } from 'kysely';
import { builtInRuleSet } from '../domain/rule-sets.ts';
import { updateAccount } from './accounts.ts';
import { lockChannels } from './channels.ts';
import { insertOutbox } from './outbox.ts';
import { findRuleSet } from './rule-sets.ts';
import type { Account, Database } from './schema.ts';

type RuleColumns = Pick<Account, 'rule_set' | 'rule_set_version' | 'messages_per_24_hours' | 'messages_per_7_days'>;

/** The columns that put a rule set in force, of the account's own in its latest version; undefined: there is none of that name. */
export async function findRuleSetColumns(
  trx: Transaction<Database>,
  accountId: string,
  name: string | null,
): Promise<Pick<Account, 'rule_set' | 'rule_set_version'> | undefined> {
  if (name === null || builtInRuleSet(name)) return { rule_set: name, rule_set_version: null };
  const own = await findRuleSet(trx, accountId, name);
  return own && { rule_set: name, rule_set_version: own.version };
}

/**
 * Changes what rules and limits hold for an account, which must be locked. After the commit no call begins under the old ones; who they may
 * let out earlier decides anew. Returns the account as it is then.
 */
export async function changeAccountRules(
  trx: Transaction<Database>,
  before: Account,
  change: Partial<RuleColumns>,
): Promise<Account> {
  if (Object.keys(change).length === 0) return before;
  await lockChannels(trx, before.id);
  const after = await updateAccount(trx, before.id, change);
  if (isWider(before, after)) {
    await insertOutbox(trx, { kind: 'resume', accountId: before.id, what: { settingsOf: 'rules' } });
  }
  return after;
}

/** Whether a message may go that might not before. Of another rule set, or another version, nobody knows. */
function isWider(before: RuleColumns, after: RuleColumns): boolean {
  const other = before.rule_set !== after.rule_set || before.rule_set_version !== after.rule_set_version;
  return (
    (before.rule_set !== null && other) ||
    isRaised(before.messages_per_24_hours, after.messages_per_24_hours) ||
    isRaised(before.messages_per_7_days, after.messages_per_7_days)
  );
}

function isRaised(before: number | null, after: number | null): boolean {
  return before !== null && (after === null || after > before);
}
