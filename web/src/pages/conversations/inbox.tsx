import { Badge, Button, Group, MultiSelect, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconInbox, IconMessages } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet, useParams } from '@tanstack/react-router';
import { Only } from '../../components/only.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import classes from './inbox.module.css';
import { useLiveInbox } from './live.ts';
import { inboxQuery, listedIn, type Listed } from './queries.ts';
import type { InboxSearch } from './routes.tsx';
import { ChannelIcon, ShortTime } from './small.tsx';

const TITLE = 'Conversations';
const STATES = [
  { value: 'OPEN', label: 'Open' },
  { value: 'CLOSED', label: 'Closed' },
  { value: 'ALL', label: 'All' },
];

const route = getRouteApi('/conversations');

export function InboxPage() {
  return (
    <Only permission="conversations:work" title={TITLE}>
      <Inbox />
    </Only>
  );
}

/** The list at the left, the conversation at the right; on a phone one of them. */
function Inbox() {
  const isLive = useLiveInbox();
  const { conversationId } = useParams({ strict: false });
  const { skills } = useSession();
  return (
    <div className={classes.page} {...(conversationId !== undefined && { 'data-chosen': true })}>
      <Page
        title={TITLE}
        aside={
          <Badge variant="light" color={isLive ? 'teal' : 'yellow'} tt="none" role="status">
            {isLive ? 'Live' : 'Connecting…'}
          </Badge>
        }
      >
        <div className={classes.panes}>
          <section className={classes.list} aria-label="Inbox">
            <Filters skills={skills} />
            {skills.length === 0 ? <NoSkills /> : <Conversations />}
          </section>
          <section className={classes.chosen} aria-label="Conversation">
            <Outlet />
          </section>
        </div>
      </Page>
    </div>
  );
}

function Filters({ skills }: { skills: string[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const show = (next: InboxSearch) => void navigate({ to: '.', search: next, replace: true });
  return (
    <Stack gap="xs" p="sm" className={classes.filters}>
      <SegmentedControl
        aria-label="State"
        fullWidth
        size="xs"
        data={STATES}
        value={search.state ?? 'OPEN'}
        onChange={(state) => {
          const { skills: chosen } = search;
          show({ ...(chosen && { skills: chosen }), ...((state === 'CLOSED' || state === 'ALL') && { state }) });
        }}
      />
      {skills.length > 1 && (
        <MultiSelect
          aria-label="Skills"
          size="xs"
          data={skills}
          value={search.skills ?? []}
          onChange={(chosen) => {
            const { state } = search;
            show({ ...(state && { state }), ...(chosen.length > 0 && { skills: chosen }) });
          }}
          placeholder={search.skills ? '' : `All your skills: ${skills.join(', ')}`}
          clearable
          clearButtonProps={{ 'aria-label': 'All your skills' }}
        />
      )}
    </Stack>
  );
}

function NoSkills() {
  return (
    <EmptyState icon={IconInbox} title="You have no skills">
      Conversations belong to skills, and your sign-in brings none. Ask whoever runs it to give you some.
    </EmptyState>
  );
}

function Conversations() {
  const { api } = useSession();
  const search = route.useSearch();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    inboxQuery(api, search),
  );
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  const listed = listedIn(data);
  if (listed.length === 0) return <NoConversations search={search} />;
  return (
    <div className={classes.items}>
      <ul className={classes.ul}>
        {listed.map((conversation) => (
          <li key={conversation.id}>
            <Item conversation={conversation} search={search} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          fullWidth
          my="xs"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          Older ones
        </Button>
      )}
    </div>
  );
}

function NoConversations({ search: { state, skills } }: { search: InboxSearch }) {
  const ofSkills = skills ? ` for ${skills.join(', ')}` : '';
  if (state === undefined) {
    return (
      <EmptyState icon={IconInbox} title={`Nobody waits${ofSkills}`}>
        A consumer’s reply appears here by itself.
      </EmptyState>
    );
  }
  return <EmptyState icon={IconInbox} title={`No ${state === 'CLOSED' ? 'closed ' : ''}conversation${ofSkills}`} />;
}

function Item({ conversation, search }: { conversation: Listed; search: InboxSearch }) {
  const { id, consumer, channel, lastMessage, unread, campaignName, skill, state, openedAt } = conversation;
  const { conversationId } = useParams({ strict: false });
  return (
    <Link
      to="/conversations/$conversationId"
      params={{ conversationId: id }}
      search={search}
      className={classes.item}
      aria-current={id === conversationId ? 'page' : undefined}
    >
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Group gap={6} wrap="nowrap" miw={0}>
          <ChannelIcon channel={channel} />
          <Text size="sm" fw={unread > 0 ? 700 : 500} truncate>
            {consumer}
          </Text>
        </Group>
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          <ShortTime at={lastMessage?.at ?? openedAt} />
        </Text>
      </Group>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" c={unread > 0 ? undefined : 'dimmed'} truncate>
          {lastMessage ? `${lastMessage.direction === 'OUT' ? 'Agent: ' : ''}${lastMessage.text}` : 'No message'}
        </Text>
        {unread > 0 && (
          <Badge size="sm" circle={unread < 10} aria-label={`${unread} unread`}>
            {unread}
          </Badge>
        )}
      </Group>
      <Text size="xs" c="dimmed" truncate>
        {[skill, campaignName, state === 'CLOSED' ? 'closed' : null].filter((each) => each !== null).join(' · ')}
      </Text>
    </Link>
  );
}

export function NothingChosen() {
  const { skills } = useSession();
  if (skills.length === 0) return null;
  return (
    <EmptyState icon={IconMessages} title="Choose a conversation">
      Answers go over the channel that the consumer wrote on, at any hour: they wait for it.
    </EmptyState>
  );
}
