import type { Channel } from './channel.ts';
import {
  readButtonVariables,
  readHeaderVariables,
  readVariables,
  type ButtonVariableError,
  type HeaderVariableError,
  type VariableError,
} from './consumer-variables.ts';
import { parsePhone, smsEligibility, type ParsedPhone, type Phone, type PhoneInput } from './phone.ts';
import type { ChannelPlan, Plan, WhatsAppPlan } from './plan.ts';
import { inAppText, isTooLongForWhatsApp, planVariables, smsText, type Variables } from './template.ts';
import { parseTimezone, zonesOfPhone, type CandidateZones } from './timezone.ts';

/** Twilio takes no longer body: channels.md section 2. */
export const LONGEST_SMS = 1600;

/** An inbox has no limit of its own: as long as WhatsApp's longest text. */
export const LONGEST_IN_APP = 4096;

/** contract.md section 2: `consumerContent.inapp`. */
export const LONGEST_USER_ID = 255;

/** What a failed consumer's `errorMessage` may be: contract.md section 2; those of buttons and the last three are ours. */
export type ConsumerError =
  | 'INVALID_NUMBER'
  | 'DUPLICATE_NUMBER'
  | `MISSING_CONSUMER_INFORMATION==${string}`
  | VariableError
  | HeaderVariableError
  | ButtonVariableError
  | 'INVALID_TIMEZONE'
  | 'MESSAGE_TOO_LONG'
  | 'MESSAGE_EMPTY';

/** A consumer as a client sends it: any JSON at all. */
export type SentConsumer = Readonly<Record<string, unknown>>;

export type AcceptedConsumer = {
  /** E.164, of each channel of the plan; the user id of In-App. */
  addresses: Partial<Record<Channel, string>>;
  /** That of the plan's first channel; undefined on In-App. */
  phoneNumber: string | undefined;
  /** As it was sent; null for the old form. */
  consumerContent: SentConsumer | null;
  zones: CandidateZones;
  variables: Variables;
  headerVariables: Variables;
  buttonVariables: Variables;
  context: unknown[] | null;
};

export type FailedConsumer = {
  /** As it was sent; what is no object at all is the field `consumer` of one. */
  sent: SentConsumer;
  /** E.164, or "+" and the digits that came where they make no number; empty where none came. */
  phone: string;
  /** ISO 3166 alpha-2; empty where it can't be told. */
  countryCode: string;
  error: ConsumerError;
};

export type ConsumerRules = {
  plan: Plan;
  /** The hosts from which the account permits images, in lower case. */
  imageHosts: ReadonlySet<string>;
  /** The account's zone for In-App users who bring none; null: they have none, and no guard. */
  inAppTimezone?: string | null;
  /** The most characters of an SMS, where it is less than Twilio's: the guide's 140 of a campaign from the web tool. */
  longestSms?: number;
};

export type ConsumerReading =
  { accepted: AcceptedConsumer; failed?: undefined } | { accepted?: undefined; failed: FailedConsumer };

/** Who a consumer is on the plan's channels. */
type Identity = Pick<AcceptedConsumer, 'addresses' | 'phoneNumber'> & { phones: Phone[] };

/**
 * Splits a request's consumers into those that can be sent to and those that can't, each with its reason, both in the order of the
 * request: one bad consumer never stops the others. Rules: contract.md section 2. A number or user id counts as duplicate only after
 * a consumer that was accepted with it.
 */
export function readConsumers(consumers: readonly unknown[], rules: ConsumerRules) {
  const accepted: AcceptedConsumer[] = [];
  const failed: FailedConsumer[] = [];
  const read = createConsumerReader(rules);
  for (const consumer of consumers) {
    const reading = read(consumer);
    if (reading.failed) failed.push(reading.failed);
    else accepted.push(reading.accepted);
  }
  return { accepted, failed };
}

/** The same, one after the other: it remembers of those before only which addresses they have. `others`: who has one already, beside them. */
export function createConsumerReader(
  rules: ConsumerRules,
  others: Iterable<string> = [],
): (consumer: unknown) => ConsumerReading {
  const taken = new Set(others);
  const needed = planVariables(rules.plan);
  return (consumer) => {
    const sent = isObject(consumer) ? consumer : { consumer };
    const numbers = readNumbers(sent, rules.plan);
    const reading = readConsumer(sent, numbers, rules, needed, taken);
    if (typeof reading === 'string') return { failed: { sent, ...identify(numbers), error: reading } };
    for (const address of Object.values(reading.addresses)) taken.add(address);
    return { accepted: reading };
  };
}

/** Where a consumer would be sent to, whatever else is wrong with it; none where that is wrong itself. */
export function readAddresses(sent: SentConsumer, plan: Plan): string[] {
  const identity = isInApp(plan) ? readUser(sent) : readPhones(readNumbers(sent, plan));
  return typeof identity === 'string' ? [] : Object.values(identity.addresses);
}

type ChannelNumber = { entry: ChannelPlan; parsed: ParsedPhone | undefined };

function readConsumer(
  sent: SentConsumer,
  numbers: ChannelNumber[],
  rules: ConsumerRules,
  needed: string[],
  taken: ReadonlySet<string>,
): AcceptedConsumer | ConsumerError {
  const identity = isInApp(rules.plan) ? readUser(sent) : readPhones(numbers);
  if (typeof identity === 'string') return identity;
  const { addresses, phoneNumber, phones } = identity;
  if (Object.values(addresses).some((address) => taken.has(address))) return 'DUPLICATE_NUMBER';
  const zones = readZones(sent.timezone, phones, rules.inAppTimezone);
  if (!zones) return 'INVALID_TIMEZONE';
  const variables = readVariables(sent.variables, needed);
  if (!variables.ok) return variables.error;
  const template = templateOf(rules.plan);
  const headerVariables = readHeaderVariables(sent.headerVariables, template ?? { header: null }, rules.imageHosts);
  if (!headerVariables.ok) return headerVariables.error;
  const buttonVariables = readButtonVariables(sent.buttonVariables, template?.urlButton);
  if (!buttonVariables.ok) return buttonVariables.error;
  for (const entry of rules.plan) {
    const error = textError(entry, variables.variables, rules);
    if (error) return error;
  }
  return {
    addresses,
    phoneNumber,
    consumerContent: isObject(sent.consumerContent) ? sent.consumerContent : null,
    zones,
    variables: variables.variables,
    headerVariables: headerVariables.variables,
    buttonVariables: buttonVariables.variables,
    context: readContext(sent),
  };
}

function readPhones(numbers: ChannelNumber[]): Identity | ConsumerError {
  const phones: { channel: Channel; phone: Phone }[] = [];
  const missing = numbers.find(({ parsed }) => !parsed);
  if (missing) return `MISSING_CONSUMER_INFORMATION==${missing.entry.channel.toUpperCase()}`;
  for (const { entry, parsed } of numbers) {
    if (!parsed?.ok) return 'INVALID_NUMBER';
    phones.push({ channel: entry.channel, phone: parsed.phone });
  }
  const [first] = phones;
  if (!first || !phones.some(({ channel, phone }) => channel !== 'sms' || smsEligibility(phone).eligible)) {
    return 'INVALID_NUMBER';
  }
  return {
    addresses: Object.fromEntries(phones.map(({ channel, phone }) => [channel, phone.e164])),
    phoneNumber: first.phone.e164,
    phones: phones.map(({ phone }) => phone),
  };
}

/** A user id is the brand's own word for its user: text or a number, taken as it is. Anything else tells nobody. */
function readUser(sent: SentConsumer): Identity | ConsumerError {
  const content = sent.consumerContent;
  const given = isObject(content) && Object.hasOwn(content, 'inapp') ? scalar(content.inapp) : undefined;
  const userId = given === undefined ? '' : String(given);
  if (userId.trim() === '' || userId.length > LONGEST_USER_ID) return 'MISSING_CONSUMER_INFORMATION==INAPP';
  return { addresses: { inapp: userId }, phoneNumber: undefined, phones: [] };
}

function isInApp(plan: Plan): boolean {
  return plan.some(({ channel }) => channel === 'inapp');
}

function readNumbers(sent: SentConsumer, plan: Plan): ChannelNumber[] {
  if (isInApp(plan)) return [];
  return plan.map((entry) => {
    const input = numberInput(sent, entry.channel);
    return { entry, parsed: input === undefined ? undefined : parsePhone(input) };
  });
}

/** The old form has one number, which serves every phone channel. */
function numberInput(sent: SentConsumer, channel: Channel): PhoneInput | undefined {
  const content = sent.consumerContent;
  const own = isObject(content) && Object.hasOwn(content, channel) ? scalar(content[channel]) : undefined;
  if (own !== undefined) return own;
  const consumerPhoneNumber = scalar(sent.consumerPhoneNumber);
  const consumerCountryCode = scalar(sent.consumerCountryCode);
  if (consumerPhoneNumber === undefined || consumerCountryCode === undefined) return consumerPhoneNumber;
  return { consumerCountryCode, consumerPhoneNumber };
}

/** Undefined where nothing is given; what is neither text nor number makes no phone number either. */
function scalar(value: unknown): string | number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' || typeof value === 'number' ? value : '';
}

/** Which number a failed consumer is about: the one that is wrong, else the first. */
function identify(numbers: ChannelNumber[]): { phone: string; countryCode: string } {
  const given = numbers.flatMap(({ parsed }) => parsed ?? []);
  const told = given.find(({ ok }) => !ok) ?? given[0];
  if (!told) return { phone: '', countryCode: '' };
  const { written, country } = told.ok ? { written: told.phone.e164, country: told.phone.country } : told;
  return { phone: written, countryCode: country ?? '' };
}

/**
 * The timezone that came with the consumer; else the zones of all its numbers, for any of them may be the one that is sent to; else the
 * account's for In-App.
 */
function readZones(
  timezone: unknown,
  phones: Phone[],
  inAppTimezone: string | null | undefined,
): CandidateZones | undefined {
  if (timezone !== undefined && timezone !== null && timezone !== '') {
    const parsed = typeof timezone === 'string' ? parseTimezone(timezone) : { ok: false as const };
    return parsed.ok ? { zones: [parsed.zone], source: 'given' } : undefined;
  }
  if (phones.length === 0 && inAppTimezone != null) return { zones: [inAppTimezone], source: 'account' };
  const [only] = phones;
  if (only && phones.every(({ e164 }) => e164 === only.e164)) return zonesOfPhone(only);
  const candidates = phones.map(zonesOfPhone);
  return {
    zones: [...new Set(candidates.flatMap(({ zones }) => zones))],
    source: candidates[0]?.source ?? 'none',
  };
}

function templateOf(plan: Plan): WhatsAppPlan['template'] | undefined {
  return plan.find((entry) => entry.channel === 'wa')?.template;
}

/**
 * Twilio refuses an SMS that is too long or has no text with a code that pauses the whole campaign. A WhatsApp message that is too long is
 * refused where it would go alone; else the next channel carries it.
 */
function textError(entry: ChannelPlan, variables: Variables, rules: ConsumerRules): ConsumerError | undefined {
  switch (entry.channel) {
    case 'inapp':
      return inAppText(entry, variables).length > LONGEST_IN_APP ? 'MESSAGE_TOO_LONG' : undefined;
    case 'wa':
      return rules.plan.length === 1 && isTooLongForWhatsApp(entry, variables) ? 'MESSAGE_TOO_LONG' : undefined;
    case 'sms': {
      const text = smsText(entry, variables);
      if (text.length > Math.min(LONGEST_SMS, rules.longestSms ?? LONGEST_SMS)) return 'MESSAGE_TOO_LONG';
      return text.trim() === '' ? 'MESSAGE_EMPTY' : undefined;
    }
  }
}

/** The agent's context, a list or a single one, under any of the three names that clients use for it; what is under several is there once. */
function readContext(sent: SentConsumer): unknown[] | null {
  if (sent.sdes === undefined && sent.lpSdes === undefined && sent.lp_sdes === undefined) return null;
  const given = ['sdes', 'lpSdes', 'lp_sdes'].flatMap((name): unknown[] => {
    const value = sent[name];
    if (Array.isArray(value)) return value;
    return isObject(value) ? [value] : [];
  });
  const unique = new Map(given.map((entry) => [JSON.stringify(entry), entry]));
  return unique.size === 0 ? null : [...unique.values()];
}

function isObject(value: unknown): value is SentConsumer {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
