const TWO_DIGIT_CODES = /^(2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** A number as people write it: `+1 (202) 555-0143`, `+44 7700 900 123`. What is no number stays as it is. */
export function formatNumber(text) {
  const number = text.replace(/^\+/, '');
  if (!/^\d{7,15}$/.test(number)) return text;
  if (/^1\d{10}$/.test(number)) return `+1 (${number.slice(1, 4)}) ${number.slice(4, 7)}-${number.slice(7)}`;
  const length = /^[17]/.test(number) ? 1 : TWO_DIGIT_CODES.test(number) ? 2 : 3;
  const rest = number.slice(length);
  const lead = rest.length % 3;
  const groups = rest.slice(lead).match(/\d{3}/g) ?? [];
  return ['+' + number.slice(0, length), lead > 1 ? rest.slice(0, lead) : '', ...joinLead(rest, lead, groups)]
    .filter(Boolean)
    .join(' ');
}

function joinLead(rest, lead, groups) {
  return lead === 1 ? [rest[0] + (groups[0] ?? ''), ...groups.slice(1)] : groups;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

export function formatTime(instant) {
  return clock.format(new Date(instant));
}

export function formatWhole(instant) {
  return whole.format(new Date(instant));
}

/** `Today`, `Yesterday`, or the day by its name. */
export function formatDay(instant) {
  const date = new Date(instant);
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return 'Today';
  return date.toDateString() === yesterday.toDateString() ? 'Yesterday' : day.format(date);
}

export const CHANNELS = { sms: 'Messages', wa: 'WhatsApp' };

const STATUSES = {
  accepted: 'Accepted',
  queued: 'Queued',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  undelivered: 'Not delivered',
  failed: 'Not delivered',
  sending: 'Sending',
  taken: 'Received by the API',
  lost: 'The API did not get it',
};

/** What became of a message, in words. */
export function formatStatus(message) {
  const text = STATUSES[message.status] ?? message.status;
  if (message.status === 'sending' && message.problem) return 'The API can’t be reached: trying again';
  return message.errorCode ? `${text} · ${message.errorCode}` : text;
}

export function isLost(message) {
  return message.status === 'failed' || message.status === 'undelivered';
}
