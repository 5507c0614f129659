/**
 * The fields whose values are kept of a call that changed something. Of all others, whatever they may be called, only that they were there: no
 * secret, no token, no text to consumers and no consumer comes in by being forgotten here.
 */
const KEPT = new Set([
  ...['campaignName', 'name', 'skill', 'templateId', 'recipientListId', 'outboundNumber', 'outboundnumber', 'consent'],
  ...[
    'startAt',
    'expiresAt',
    'sendRate',
    'schedulingMetrics',
    'windows',
    'day',
    'days',
    'startTime',
    'endTime',
    'hour',
  ],
  ...['minute', 'timezone', 'defaultSkill', 'lookbackMinutes', 'maxConsumersPerCall', 'maxRecipientsPerFile'],
  ...['whatsappMarketingToUs', 'lineTypeLookup', 'ruleSet', 'messagesPerConsumer', 'per24Hours', 'per7Days'],
  ...['optOutScope', 'scope', 'channel', 'channels', 'type', 'language', 'category', 'enabled', 'ratePerSecond'],
  ...['dailyLimit', 'order', 'host', 'adapter', 'graceHours', 'registrationDays', 'appNames', 'wabaId'],
  ...['phoneNumberId', 'csat', 'rules', 'jurisdiction', 'asOf', 'holidays', 'date'],
]);
/** Of one consumer, so much that who knows the number recognises it. */
const MASKED = new Set(['consumer', 'number', 'phone', 'userId']);

export const NOT_KEPT = '(not kept)';
const LONGEST_TEXT = 200;
const LONGEST_LIST = 20;
const DEEPEST = 6;
/** Of the whole, as JSON: past it only the fields' names are kept. */
const LONGEST_CHANGE = 4_000;

/** What is kept of a call's query and body. Lists that are not kept are counted. */
export function redactChange(given: Record<string, unknown>): Record<string, unknown> {
  const change = redactFields(given, 0);
  if (JSON.stringify(change).length <= LONGEST_CHANGE) return change;
  return Object.fromEntries(
    Object.keys(change)
      .slice(0, LONGEST_LIST)
      .map((name) => [name, NOT_KEPT]),
  );
}

/** What was changed: the parameters of the call's address but the account, else what the answer says was made. Null: the account itself. */
export function targetOf(parameters: Record<string, string>, made: string | undefined): string | null {
  const named = Object.entries(parameters)
    .filter(([name]) => name !== 'accountId')
    .map(([name, value]) => (MASKED.has(name) ? mask(value) : value));
  const target = [...named, ...(made === undefined ? [] : [made])].join('/');
  return target === '' ? null : storable(target.slice(0, LONGEST_TEXT));
}

function redactFields(fields: object, depth: number): Record<string, unknown> {
  const kept = Object.entries(fields)
    .filter(([name, value]) => value !== undefined && name.length <= 40)
    .map(([name, value]) => [storable(name), redact(name, value, depth)] as const);
  return Object.fromEntries(kept);
}

function redact(name: string, value: unknown, depth: number): unknown {
  if (MASKED.has(name) && typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return redactList(name, value, depth);
  if (!KEPT.has(name) || depth === DEEPEST) return NOT_KEPT;
  return plain(value, depth);
}

function redactList(name: string, list: unknown[], depth: number): unknown {
  if (!KEPT.has(name) || depth === DEEPEST || list.length > LONGEST_LIST) return { count: list.length };
  return list.map((value) => plain(value, depth));
}

function plain(value: unknown, depth: number): unknown {
  if (typeof value === 'string')
    return storable(value.length <= LONGEST_TEXT ? value : `${value.slice(0, LONGEST_TEXT)}…`);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return { count: value.length };
  if (typeof value === 'object' && value !== null) return redactFields(value, depth + 1);
  return value;
}

/** The last four of a number; of something shorter than eight nothing. */
function mask(text: string): string {
  return text.length < 8 ? '…' : `…${storable(text.slice(-4))}`;
}

/** Postgres stores neither a null nor half of a character, which a cut may leave: U+FFFD in their place. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}
