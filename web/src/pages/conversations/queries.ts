import { infiniteQueryOptions, queryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import type { DaybreakClient } from '../../../../client/calls.ts';
import type { Answer, Operation } from '../../../../client/types.ts';
import type { InboxSearch } from './routes.tsx';

type List = Answer<Operation<'get', '/api/v2/account/{accountId}/conversations'>>;
export type Listed = List['conversations'][number];
export type Conversation = Answer<Operation<'get', '/api/v2/account/{accountId}/conversations/{conversationId}'>>;
export type Message = Conversation['messages'][number];

const PAGE = 50;
const MOST_AT_ONCE = 500;
const LIST = ['conversations', 'list'];

/** A page of the inbox after another, the one with the latest message first. */
export function inboxQuery(
  api: DaybreakClient,
  { state = 'OPEN', skills = [] }: Omit<InboxSearch, 'state'> & { state?: State },
) {
  return infiniteQueryOptions({
    queryKey: [...LIST, state, skills],
    queryFn: ({ pageParam: offset }) =>
      api.get('/api/v2/account/{accountId}/conversations', {
        query: {
          sort: 'latestMessage',
          limit: PAGE,
          offset,
          ...(state !== 'ALL' && { state }),
          ...(skills.length > 0 && { skill: skills.join(',') }),
        },
      }),
    initialPageParam: 0,
    getNextPageParam: ({ page, conversations }) => {
      const next = page.offset + conversations.length;
      return next < page.count && conversations.length > 0 ? next : undefined;
    },
  });
}

type State = 'OPEN' | 'CLOSED' | 'ALL';
type Pages = InfiniteData<List>;

/** What the pages hold, each once, the latest first: while one pages on, conversations move. */
export function listedIn(pages: Pages | undefined): Listed[] {
  const byId = new Map(pages?.pages.flatMap(({ conversations }) => conversations).map((each) => [each.id, each]));
  return [...byId.values()].sort((a, b) => latest(b).localeCompare(latest(a)));
}

function latest({ lastMessage, openedAt }: Listed): string {
  return lastMessage?.at ?? openedAt;
}

/** Puts what the stream brought into the lists that show it, and out of those that don't. */
export function takeIn(queryClient: QueryClient, changed: Listed): void {
  for (const [key] of queryClient.getQueriesData<Pages>({ queryKey: LIST })) {
    const state = key[LIST.length] as State;
    const skills = key[LIST.length + 1] as string[];
    const fits =
      (state === 'ALL' || state === changed.state) && (skills.length === 0 || skills.includes(changed.skill));
    queryClient.setQueryData<Pages>(key, (data) => data && { ...data, pages: withChanged(data.pages, changed, fits) });
  }
}

function withChanged(pages: List[], changed: Listed, fits: boolean): List[] {
  const without = pages.map((page) => ({
    ...page,
    conversations: page.conversations.filter(({ id }) => id !== changed.id),
  }));
  const [first, ...rest] = without;
  return fits && first ? [{ ...first, conversations: [changed, ...first.conversations] }, ...rest] : without;
}

/** One conversation with all its messages. */
export function conversationQuery(api: DaybreakClient, conversationId: string) {
  return queryOptions({
    queryKey: ['conversations', 'one', conversationId],
    queryFn: async (): Promise<Conversation> => {
      const path = { conversationId };
      const conversation = await api.get('/api/v2/account/{accountId}/conversations/{conversationId}', { path });
      const messages = [...conversation.messages];
      while (messages.length < conversation.page.count) {
        const more = await api.get('/api/v2/account/{accountId}/conversations/{conversationId}/messages', {
          path,
          query: { limit: MOST_AT_ONCE, offset: messages.length },
        });
        if (more.messages.length === 0) break;
        messages.push(...more.messages);
      }
      return { ...conversation, messages };
    },
  });
}
