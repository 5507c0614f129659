import { Badge, Group, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconUsers } from '@tabler/icons-react';
import { Instant } from '../../components/instant.tsx';
import { pageQuery } from '../../components/list-search.ts';
import { ListTable } from '../../components/list-table.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { ROLE_NAMES } from './role-names.ts';

const route = getRouteApi('/settings/users');

export function UsersPage() {
  const { api, user: self } = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const users = useQuery({
    queryKey: ['users', pageQuery(search)],
    queryFn: () => api.get('/api/v2/account/{accountId}/users', { query: pageQuery(search) }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title="Users"
      description="Who has signed in, with the role and the skills that your identity provider claimed the last time. They are given and taken there."
    >
      <ListTable
        label="Users"
        idAccessor="id"
        records={users.data?.users}
        total={users.data?.page.count ?? 0}
        isFetching={users.isFetching}
        error={users.error}
        onRetry={() => void users.refetch()}
        search={search}
        onSearch={(next) => void navigate({ search: next })}
        empty={<EmptyState icon={IconUsers} title="Nobody has signed in yet" />}
        columns={[
          {
            accessor: 'name',
            title: 'Name',
            render: ({ id, name, email }) => (
              <>
                <Group gap="xs" wrap="nowrap">
                  <Text size="sm" fw={600}>
                    {name}
                  </Text>
                  {id === self.id && (
                    <Badge variant="light" tt="none">
                      You
                    </Badge>
                  )}
                </Group>
                <Text size="xs" c="dimmed">
                  {email}
                </Text>
              </>
            ),
          },
          { accessor: 'role', title: 'Role', render: ({ role }) => ROLE_NAMES[role] },
          { accessor: 'skills', title: 'Skills', render: ({ skills }) => skills.join(', ') || '–' },
          { accessor: 'firstSeenAt', title: 'First here', render: ({ firstSeenAt }) => <Instant at={firstSeenAt} /> },
          { accessor: 'lastSeenAt', title: 'Last here', render: ({ lastSeenAt }) => <Instant at={lastSeenAt} /> },
        ]}
      />
    </Page>
  );
}
