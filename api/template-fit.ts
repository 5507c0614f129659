import type { Template } from '../db/schema.ts';
import { unfilledPart } from '../domain/template-rules.ts';
import { ApiError } from './errors.ts';

/**
 * Refuses a template that WhatsApp would refuse for every recipient: one of another WhatsApp Business Account than the number's, or one that
 * asks for what a campaign has no field for. `which` begins the sentence. Throws an ApiError 400.
 */
export function refuseUnfit(
  template: Template,
  number: { number: string; waba_id: string | null },
  which: string,
): void {
  const { waba_id: own, components } = template;
  if (own !== null && number.waba_id !== null && own !== number.waba_id) {
    throw new ApiError(400, `${which} belongs to another WhatsApp Business Account than ${number.number}`);
  }
  const unfilled = unfilledPart(components);
  if (unfilled !== undefined) throw new ApiError(400, `${which} has ${unfilled}, which campaigns cannot fill in yet`);
}
