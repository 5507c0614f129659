import { listOutboundNumbers } from '../db/accounts.ts';
import type { Db } from '../db/connect.ts';
import type { Template } from '../db/schema.ts';
import { insertTemplate } from '../db/templates.ts';
import { newTemplateId } from '../domain/ids.ts';
import { readTemplate } from '../domain/template-rules.ts';
import { ApiError } from './errors.ts';
import type { TemplateRequest } from './schemas/templates.ts';

/**
 * Takes a template in, PENDING, and has it submitted to WhatsApp. Throws an ApiError: 400 for what WhatsApp would not take, or a number or
 * WhatsApp Business Account that is not the account's; 409 where the name is taken in its language.
 */
export async function createTemplate(
  db: Db,
  accountId: string,
  request: TemplateRequest,
  now: Date,
): Promise<Template> {
  const read = readTemplate(request);
  if (!read.ok) throw new ApiError(400, read.problems.join('; '));
  const waba_id = await chooseWaba(db, accountId, request);
  const { title: name, language, category } = request;
  const template = { account_id: accountId, name, language, category, waba_id, components: read.components };
  const created = await db
    .transaction()
    .execute((trx) => insertTemplate(trx, { ...template, id: newTemplateId() }, now));
  if (created === 'exists') {
    throw new ApiError(409, `title: the account has a template ${JSON.stringify(name)} in ${language} already`);
  }
  if (created === 'leaving') {
    const which = `title: the template ${JSON.stringify(name)} in ${language}`;
    throw new ApiError(
      409,
      `${which} was deleted, and WhatsApp has not been told yet; choose another, or try again later`,
    );
  }
  return created;
}

async function chooseWaba(db: Db, accountId: string, { outboundNumber, wabaId }: TemplateRequest): Promise<string> {
  const numbers = (await listOutboundNumbers(db, accountId)).filter(({ channel }) => channel === 'wa');
  if (outboundNumber != null) {
    const number = numbers.find((candidate) => candidate.number === `+${outboundNumber.replace(/\D/g, '')}`);
    if (!number) throw new ApiError(400, `outboundNumber: ${outboundNumber} is none of the account's WhatsApp numbers`);
    if (number.waba_id === null) {
      throw new ApiError(400, `outboundNumber: ${outboundNumber} has no WhatsApp Business Account in its settings`);
    }
    if (wabaId != null && wabaId !== number.waba_id) {
      throw new ApiError(400, `wabaId: ${outboundNumber} belongs to ${number.waba_id}, and not to ${wabaId}`);
    }
    return number.waba_id;
  }
  const known = new Set(numbers.flatMap((number) => number.waba_id ?? []));
  if (wabaId != null) {
    if (known.has(wabaId)) return wabaId;
    throw new ApiError(400, `wabaId: none of the account's WhatsApp numbers belongs to ${JSON.stringify(wabaId)}`);
  }
  const [only, another] = known;
  if (only === undefined) throw new ApiError(400, 'wabaId: the account has no number with a WhatsApp Business Account');
  if (another !== undefined) throw new ApiError(400, 'wabaId: the account has several; name one, or an outboundNumber');
  return only;
}
