import type { Answer, Operation } from '../../../../client/types.ts';
import { variableNames } from '../../../../domain/template.ts';

export type Template = Answer<Operation<'get', '/api/v2/account/{accountId}/templates'>>['templates'][number];
export type TemplateButton = { kind: 'quick_reply' | 'url' | 'phone_number'; text: string };

/** A template as a phone shows it. */
export type TemplateParts = {
  header: { kind: 'text'; text: string } | { kind: 'image' | 'video' | 'document' } | undefined;
  body: string;
  footer: string | undefined;
  buttons: TemplateButton[];
  /** WhatsApp's example of each variable of the body, by its name. */
  examples: Record<string, string>;
  /** Whether the header, and the end of a button's address, come from each recipient. */
  needs: { header: 'text' | 'image' | 'video' | 'document' | undefined; button: boolean };
};

export function partsOf({ messageComponents }: Template): TemplateParts {
  const header = messageComponents.find(({ type }) => type === 'header');
  const body = messageComponents.find(({ type }) => type === 'body');
  const buttons = messageComponents.filter(({ type }) => type === 'button');
  const text = body?.content ?? '';
  const names = variableNames(text);
  return {
    header: header && headerOf(header),
    body: text,
    footer: messageComponents.find(({ type }) => type === 'footer')?.content,
    buttons: buttons.map(({ sub_type, content = '' }) => ({
      kind: sub_type === 'url' || sub_type === 'phone_number' ? sub_type : 'quick_reply',
      text: content,
    })),
    examples: Object.fromEntries(names.map((name, index) => [name, body?.examples?.[index] ?? ''])),
    needs: {
      header: header && neededHeader(header),
      button: buttons.some(({ url }) => url !== undefined && variableNames(url).length > 0),
    },
  };
}

type Component = Template['messageComponents'][number];

function headerOf({ sub_type, content = '' }: Component): TemplateParts['header'] {
  return isMedia(sub_type) ? { kind: sub_type } : { kind: 'text', text: content };
}

function neededHeader({ sub_type, content = '' }: Component): TemplateParts['needs']['header'] {
  if (isMedia(sub_type)) return sub_type;
  return variableNames(content).length > 0 ? 'text' : undefined;
}

function isMedia(kind: Component['sub_type']): kind is 'image' | 'video' | 'document' {
  return kind === 'image' || kind === 'video' || kind === 'document';
}
