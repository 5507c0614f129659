import { ApplicationFailure } from '@temporalio/activity';
import type { TemplateSubmission, Unwell } from '../channels/whatsapp-templates.ts';
import {
  findTemplateRecord,
  isTemplateInUse,
  recordTemplateDelayed,
  recordTemplateRefused,
  recordTemplateSubmitted,
  recordTemplateWithdrawn,
} from '../db/templates.ts';
import type { Template } from '../db/schema.ts';
import { TEMPLATE_CATEGORIES, templateStatusOf } from '../domain/template-status.ts';
import type { TemplateInput } from '../workflows/inputs.ts';
import type { ActivityDeps } from './deps.ts';
import { retryLater } from './once.ts';

/** While a campaign still sends a deleted template, WhatsApp keeps it. Nobody is told when the last message is out: this looks. */
const LOOK_AGAIN_IN_USE_MS = 10 * 60_000;

type Synced = { state: 'SUBMITTED' | 'REJECTED' | 'DELETED' | 'NOT_DELETED' | 'NOTHING'; reason?: string };

export function createTemplateActivities(deps: ActivityDeps) {
  return {
    /** Brings WhatsApp up to date with a template. Done twice it changes nothing; while WhatsApp is unwell the engine tries again. */
    async syncTemplate({ accountId, templateId }: TemplateInput): Promise<Synced> {
      const template = await findTemplateRecord(deps.db, accountId, templateId);
      if (template?.waba_id == null) return { state: 'NOTHING' };
      return template.deleted_at === null
        ? submit(deps, template, template.waba_id)
        : withdraw(deps, template, template.waba_id);
    },
  };
}

async function submit(deps: ActivityDeps, template: Template, wabaId: string): Promise<Synced> {
  if (template.submitted_at !== null) return { state: 'SUBMITTED' };
  if (template.status === 'REJECTED') return { state: 'REJECTED' };
  const result = await deps.templates.create(wabaId, submissionOf(template));
  const now = new Date(await deps.now());
  switch (result.outcome) {
    case 'accepted': {
      const { providerTemplateId, reason = null } = result;
      const status = templateStatusOf(result.status) ?? 'PENDING';
      // WhatsApp puts a template in another category than was asked for where it finds that one fits.
      const category = TEMPLATE_CATEGORIES.find((known) => known === result.category) ?? template.category;
      await recordTemplateSubmitted(deps.db, template, { providerTemplateId, status, category, reason }, now);
      return { state: 'SUBMITTED' };
    }
    case 'refused':
      await recordTemplateRefused(deps.db, template, result.message, now);
      return { state: 'REJECTED' };
    case 'unwell':
      return later(deps, template, result, now);
  }
}

async function withdraw(deps: ActivityDeps, template: Template, wabaId: string): Promise<Synced> {
  if (template.withdrawn_at !== null) return { state: 'DELETED' };
  if (await isTemplateInUse(deps.db, template)) {
    throw retryLater('A campaign still sends it: WhatsApp is told when that is over.', LOOK_AGAIN_IN_USE_MS);
  }
  const result = await deps.templates.remove(wabaId, submissionOf(template), template.provider_template_id);
  const now = new Date(await deps.now());
  if (result.outcome === 'unwell') return later(deps, template, result, now);
  const refusal = result.outcome === 'refused' ? result.message : null;
  await recordTemplateWithdrawn(deps.db, template, refusal, now);
  return refusal === null ? { state: 'DELETED' } : { state: 'NOT_DELETED', reason: refusal };
}

/** The engine's own back-off, unless WhatsApp has said how long. */
async function later(deps: ActivityDeps, template: Template, unwell: Unwell, now: Date): Promise<never> {
  await recordTemplateDelayed(deps.db, template, unwell.message, now);
  if (unwell.retryAfterMs !== undefined) throw retryLater(unwell.message, unwell.retryAfterMs);
  throw ApplicationFailure.retryable(unwell.message, 'RetryLater');
}

function submissionOf({ name, language, category, components }: Template): TemplateSubmission {
  return { name, language, category, components };
}
