import { randomInt } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A campaign's id: 9 characters of [A-Za-z0-9] (contract.md section 2). 62^9 of them: a collision is refused by the primary key. */
export function newCampaignId(): string {
  return Array.from({ length: 9 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** Stands where LivePerson's clients expect the id of a LiveEngage campaign or engagement: ten digits. */
export function newLeId(): string {
  return `1${randomInt(1_000_000_000).toString().padStart(9, '0')}`;
}

/** A handoff's id: H and nine digits. It is a campaign's `templateId`, of at most 32 characters; the primary key refuses a collision. */
export function newHandoffId(): string {
  return `H${randomInt(100_000_000, 1_000_000_000)}`;
}

/** A template's id: T and nine digits, as `templateId` of a campaign has it. A collision is refused by the primary key. */
export function newTemplateId(): string {
  return `T${randomInt(1_000_000_000).toString().padStart(9, '0')}`;
}
