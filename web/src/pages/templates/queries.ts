import { queryOptions } from '@tanstack/react-query';
import type { DaybreakClient } from '../../../../client/calls.ts';
import type { Answer, Operation } from '../../../../client/types.ts';
import type { PreviewMessage } from '../../components/phone-preview.tsx';

export type Template = Answer<Operation<'get', '/api/v2/account/{accountId}/templates/{templateId}'>>;

/** As long as WhatsApp's word is awaited, it is asked for so often. */
const WATCH_MS = 3_000;

const PAGE = 500;

export function templateQuery(api: DaybreakClient, templateId: string) {
  return queryOptions({
    queryKey: ['templates', 'one', templateId],
    queryFn: () => api.get('/api/v2/account/{accountId}/templates/{templateId}', { path: { templateId } }),
    refetchInterval: ({ state }) => watchEvery(state.data === undefined ? [] : [state.data]),
  });
}

/** While one of them is PENDING, how long to wait before the next look. */
export function watchEvery(templates: readonly Pick<Template, 'status'>[]): number | false {
  return templates.some(({ status }) => status === 'PENDING') ? WATCH_MS : false;
}

/** Every template of the account. */
export async function listAllTemplates(api: DaybreakClient): Promise<Template[]> {
  const all: Template[] = [];
  for (;;) {
    const { templates, page } = await api.get('/api/v2/account/{accountId}/templates', {
      query: { limit: PAGE, offset: all.length },
    });
    all.push(...templates);
    if (templates.length === 0 || all.length >= page.count) return all;
  }
}

/** A template as it looks on a phone, with its variables as they are. */
export function templatePreview(components: Template['messageComponents']): PreviewMessage {
  const header = components.find(({ type }) => type === 'header');
  return {
    header: header && headerPreview(header),
    text: components.find(({ type }) => type === 'body')?.content ?? '',
    footer: components.find(({ type }) => type === 'footer')?.content,
    buttons: components.flatMap(({ type, sub_type: kind, content = '' }) =>
      type === 'button' && (kind === 'quick_reply' || kind === 'url' || kind === 'phone_number')
        ? [{ kind, text: content }]
        : [],
    ),
  };
}

function headerPreview({
  sub_type: kind,
  content = '',
  examples,
}: Template['messageComponents'][number]): PreviewMessage['header'] {
  if (kind === 'image' || kind === 'video' || kind === 'document') return { kind, link: examples?.[0] };
  return { kind: 'text', text: content };
}
