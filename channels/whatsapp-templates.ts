import type { MessageComponent } from '../domain/handoff.ts';
import type { Download } from './example-media.ts';
import { callGraph, object, objects, scalar, type GraphOptions, type GraphResult } from './graph.ts';

export type WhatsAppTemplateOptions = GraphOptions & {
  /** Fetches the example of a header's picture, video or document: WhatsApp's reviewers get a copy, not the address. */
  download: (link: string) => Promise<Download>;
};

/** A template as WhatsApp has to have it. */
export type TemplateSubmission = {
  name: string;
  language: string;
  category: string;
  components: MessageComponent[];
};

export type Unwell = Extract<GraphResult, { outcome: 'unwell' }>;
export type Refused = { outcome: 'refused'; message: string };

/** A template that WhatsApp has. `status` and `category` are its own words. */
export type KnownTemplate = {
  providerTemplateId: string;
  status: string;
  category: string | undefined;
  reason: string | undefined;
};

export type CreateResult = ({ outcome: 'accepted' } & KnownTemplate) | Refused | Unwell;
export type RemoveResult = { outcome: 'removed' } | Refused | Unwell;

/** Templates of a WhatsApp Business Account. Nothing here throws for what WhatsApp says. */
export interface TemplateAdapter {
  /** Submits a template for review. One that WhatsApp has already, with the very same parts, is taken for this one: an answer may have been lost. */
  create(wabaId: string, template: TemplateSubmission): Promise<CreateResult>;
  /** Deletes a template in one language. `providerTemplateId` null: looks first whether WhatsApp has it. One that is gone is removed. */
  remove(wabaId: string, template: TemplateSubmission, providerTemplateId: string | null): Promise<RemoveResult>;
}

/** WhatsApp's templates over the Cloud API: https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates */
export function createWhatsAppTemplateAdapter(options: WhatsAppTemplateOptions): TemplateAdapter {
  return {
    create: (wabaId, template) => create(options, wabaId, template),
    remove: (wabaId, template, providerTemplateId) => remove(options, wabaId, template, providerTemplateId),
  };
}

/** "Content in this language already exists". */
const EXISTS = '2388024';
/** "Message template not found". */
const NOT_FOUND = '2593002';

async function create(
  options: WhatsAppTemplateOptions,
  wabaId: string,
  template: TemplateSubmission,
): Promise<CreateResult> {
  const handle = await exampleHandle(options, template.components);
  if (typeof handle === 'object') return handle;
  const json = encodeWhatsAppTemplate(template, handle);
  const result = await callGraph(options, 'POST', pathOf(wabaId), { json });
  if (result.outcome === 'ok') return created(result.body);
  if (result.outcome === 'unwell' || !saysThatItExists(result)) return result;
  const known = await find(options, wabaId, template);
  if (known.outcome === 'accepted' || known.outcome === 'unwell') return known;
  return result;
}

function saysThatItExists({ subcode, message }: Extract<GraphResult, { outcome: 'refused' }>): boolean {
  return subcode === EXISTS || /already exists/i.test(message);
}

function created(body: Record<string, unknown>): CreateResult {
  const id = scalar(body.id);
  if (id === undefined) return unreadable();
  return { outcome: 'accepted', ...knownTemplate(body, id) };
}

function knownTemplate(body: Record<string, unknown>, providerTemplateId: string): KnownTemplate {
  const reason = scalar(body.rejected_reason);
  return {
    providerTemplateId,
    status: scalar(body.status) ?? 'PENDING',
    category: scalar(body.category),
    reason: reason === 'NONE' ? undefined : reason,
  };
}

async function remove(
  options: WhatsAppTemplateOptions,
  wabaId: string,
  template: TemplateSubmission,
  providerTemplateId: string | null,
): Promise<RemoveResult> {
  let id = providerTemplateId;
  if (id === null) {
    const known = await find(options, wabaId, template);
    if (known.outcome === 'unwell' || known.outcome === 'refused') return known;
    if (known.outcome === 'absent') return { outcome: 'removed' };
    id = known.providerTemplateId;
  }
  const query = new URLSearchParams({ name: template.name, hsm_id: id });
  const result = await callGraph(options, 'DELETE', `${pathOf(wabaId)}?${query.toString()}`);
  if (result.outcome === 'ok') return { outcome: 'removed' };
  if (
    result.outcome === 'refused' &&
    (result.subcode === NOT_FOUND || /not found|does not exist/i.test(result.message))
  ) {
    return { outcome: 'removed' };
  }
  return result;
}

const PAGE_SIZE = 100;
/** WhatsApp's filter by name takes other names that have it in them, too: so many pages of them are looked through. */
const MOST_PAGES = 20;

/** The template of this name and language, if it has the very same parts. */
async function find(
  options: WhatsAppTemplateOptions,
  wabaId: string,
  template: TemplateSubmission,
): Promise<({ outcome: 'accepted' } & KnownTemplate) | { outcome: 'absent' } | Refused | Unwell> {
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({
      name: template.name,
      fields: 'id,name,language,status,category,components,rejected_reason',
      limit: String(PAGE_SIZE),
      ...(after === undefined ? {} : { after }),
    });
    const result = await callGraph(options, 'GET', `${pathOf(wabaId)}?${query.toString()}`);
    if (result.outcome !== 'ok') return result;
    if (!Array.isArray(result.body.data)) return unreadable();
    const listed = objects(result.body.data);
    const found = listed.find((each) => each.name === template.name && each.language === template.language);
    const id = scalar(found?.id);
    if (found && id !== undefined) {
      const isSame = fingerprint(found.components) === fingerprint(encodeWhatsAppTemplate(template).components);
      return isSame ? { outcome: 'accepted', ...knownTemplate(found, id) } : { outcome: 'absent' };
    }
    after = scalar(object(object(result.body.paging)?.cursors)?.after);
    if (listed.length < PAGE_SIZE || after === undefined) break;
  }
  return { outcome: 'absent' };
}

/** What a template says, without its examples: WhatsApp gives those back in a form of its own. */
function fingerprint(components: unknown): string {
  const parts = objects(components).map((component) => {
    const type = scalar(component.type)?.toUpperCase() ?? '';
    const format = type === 'HEADER' ? (scalar(component.format)?.toUpperCase() ?? 'TEXT') : '';
    return JSON.stringify([
      type,
      format,
      scalar(component.text) ?? '',
      objects(component.buttons).map((button) => [
        scalar(button.type)?.toUpperCase(),
        scalar(button.text),
        scalar(button.url) ?? '',
        (scalar(button.phone_number) ?? '').replace(/\D/g, ''),
      ]),
    ]);
  });
  return parts.sort().join('\n');
}

/** The request body that creates a template. `handle` stands for the example of a header's picture, video or document. */
export function encodeWhatsAppTemplate({ name, language, category, components }: TemplateSubmission, handle = '') {
  const buttons = components.filter(({ type }) => type === 'button').map(encodeButton);
  return {
    name,
    language,
    category,
    components: [
      ...components.filter(({ type }) => type !== 'button').map((component) => encodeComponent(component, handle)),
      ...(buttons.length > 0 ? [{ type: 'BUTTONS', buttons }] : []),
    ],
  };
}

function encodeComponent(component: MessageComponent, handle: string): Record<string, unknown> {
  const { type, sub_type: media, content, examples = [] } = component;
  const text = content ?? '';
  switch (type) {
    case 'header':
      if (media) return { type: 'HEADER', format: media.toUpperCase(), example: { header_handle: [handle] } };
      return {
        type: 'HEADER',
        format: 'TEXT',
        text,
        ...(examples.length > 0 ? { example: { header_text: examples } } : {}),
      };
    case 'body':
      return { type: 'BODY', text, ...(examples.length > 0 ? { example: { body_text: [examples] } } : {}) };
    default:
      return { type: type.toUpperCase(), text };
  }
}

function encodeButton({ sub_type, content: text, url, phone_number, examples = [] }: MessageComponent) {
  switch (sub_type) {
    case 'url':
      return { type: 'URL', text, url, ...(examples.length > 0 ? { example: examples } : {}) };
    case 'phone_number':
      return { type: 'PHONE_NUMBER', text, phone_number };
    default:
      return { type: 'QUICK_REPLY', text };
  }
}

/**
 * WhatsApp's handle of the header's example, uploaded for the purpose; '' where there is none to upload.
 * https://developers.facebook.com/docs/graph-api/guides/upload
 */
async function exampleHandle(
  options: WhatsAppTemplateOptions,
  components: MessageComponent[],
): Promise<string | Refused | Unwell> {
  const header = components.find(({ type, sub_type }) => type === 'header' && sub_type !== undefined);
  const [link] = header?.examples ?? [];
  if (link === undefined) return '';
  const file = await options.download(link);
  if (file.outcome === 'refused') return { outcome: 'refused', message: `header.example: ${file.message}` };
  if (file.outcome === 'unwell') {
    return { outcome: 'unwell', message: `header.example: ${file.message}`, retryAfterMs: undefined };
  }
  const query = new URLSearchParams({
    file_name: file.name,
    file_length: String(file.bytes.length),
    file_type: file.type,
  });
  const session = await callGraph(options, 'POST', `app/uploads?${query.toString()}`);
  if (session.outcome !== 'ok') return session;
  const id = scalar(session.body.id);
  if (id === undefined) return unreadable();
  const headers = { 'content-type': 'application/octet-stream', file_offset: '0' };
  const uploaded = await callGraph({ ...options, authorization: 'OAuth' }, 'POST', id, { bytes: file.bytes, headers });
  if (uploaded.outcome !== 'ok') return uploaded;
  return scalar(uploaded.body.h) ?? unreadable();
}

function pathOf(wabaId: string): string {
  return `${encodeURIComponent(wabaId)}/message_templates`;
}

function unreadable(): Unwell {
  return { outcome: 'unwell', message: 'WhatsApp answered in a way that cannot be read', retryAfterMs: undefined };
}
