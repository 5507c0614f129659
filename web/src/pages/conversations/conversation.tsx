import { ActionIcon, Box, Drawer, Group, Text, Title, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft, IconInfoCircle } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { StatusBadge } from '../../components/badges.tsx';
import { showError } from '../../components/notify.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { AnswerBox } from './answer-box.tsx';
import { CloseConversation } from './close-conversation.tsx';
import classes from './conversation.module.css';
import { Details } from './details.tsx';
import { conversationQuery, inboxQuery, listedIn, type Conversation } from './queries.ts';
import { ChannelIcon } from './small.tsx';
import { Thread } from './thread.tsx';

const inbox = getRouteApi('/conversations');
const route = getRouteApi('/conversations/$conversationId');

/** The conversation at the right of the inbox. */
export function ConversationPane() {
  const { api } = useSession();
  const { conversationId } = route.useParams();
  const { data, error, refetch } = useQuery(conversationQuery(api, conversationId));
  useMarkRead(data);
  if (data) return <Shown key={conversationId} conversation={data} />;
  return (
    <>
      <Group p="sm" hiddenFrom="sm">
        <BackToList />
      </Group>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState />}
    </>
  );
}

/** Once an agent has what the consumer wrote before their eyes. */
function useMarkRead(conversation: Conversation | undefined): void {
  const { api } = useSession();
  const { mutate } = useMutation({
    mutationFn: (conversationId: string) =>
      api.post('/api/v2/account/{accountId}/conversations/{conversationId}/read', { path: { conversationId } }),
    onError: showError,
  });
  const { data } = useInfiniteQuery(inboxQuery(api, inbox.useSearch()));
  const last = conversation?.messages.at(-1);
  const listed = listedIn(data).find(({ id }) => id === conversation?.id);
  // Who answers has read. Of one that the list does not show it is not known how much is unread.
  const isUnread = last?.direction === 'IN' && (listed === undefined || listed.unread > 0);
  const unreadIn = isUnread ? conversation?.id : undefined;
  const lastId = last?.id;
  useEffect(() => {
    if (unreadIn === undefined) return undefined;
    const mark = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', mark);
      mutate(unreadIn);
    };
    document.addEventListener('visibilitychange', mark);
    mark();
    return () => document.removeEventListener('visibilitychange', mark);
  }, [unreadIn, lastId, mutate]);
}

function Shown({ conversation }: { conversation: Conversation }) {
  const [isOpen, { open, close }] = useDisclosure();
  const { consumer, channel, skill, state, campaignName } = conversation;
  return (
    <>
      <div className={classes.header}>
        <Group gap="xs" wrap="nowrap" miw={0}>
          <BackToList />
          <div className={classes.who}>
            <Group gap={6} wrap="nowrap">
              <ChannelIcon channel={channel} />
              <Title order={2} size="h3" textWrap="nowrap">
                {consumer}
              </Title>
              <Box visibleFrom="xs">
                <StatusBadge status={state} />
              </Box>
            </Group>
            <Text size="xs" c="dimmed" truncate>
              {[skill, campaignName].filter((each) => each !== null).join(' · ')}
            </Text>
          </div>
        </Group>
        <Group gap="xs" wrap="nowrap">
          <Tooltip label="Context">
            <ActionIcon variant="default" size={30} hiddenFrom="lg" onClick={open} aria-label="Context">
              <IconInfoCircle size={16} />
            </ActionIcon>
          </Tooltip>
          <CloseConversation conversation={conversation} />
        </Group>
      </div>
      <div className={classes.body}>
        <div className={classes.talk}>
          <Thread conversation={conversation} />
          <AnswerBox conversation={conversation} />
        </div>
        <aside className={classes.details} aria-label="Context" tabIndex={0}>
          <Details conversation={conversation} />
        </aside>
      </div>
      <Drawer
        opened={isOpen}
        onClose={close}
        position="right"
        title="Context"
        size="sm"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Details conversation={conversation} />
      </Drawer>
    </>
  );
}

function BackToList() {
  const search = inbox.useSearch();
  return (
    <ActionIcon
      renderRoot={(props) => <Link {...props} to="/conversations" search={search} />}
      variant="subtle"
      color="gray"
      hiddenFrom="sm"
      aria-label="Back to the inbox"
    >
      <IconArrowLeft size={18} />
    </ActionIcon>
  );
}
