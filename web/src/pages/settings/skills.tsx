import {
  ActionIcon,
  Badge,
  Button,
  Card,
  Group,
  Stack,
  Table,
  Text,
  TextInput,
  Tooltip,
  VisuallyHidden,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconTags, IconTrash } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import { ConfirmModal } from '../../components/confirm-modal.tsx';
import { faultOf } from '../../components/field-errors.ts';
import { FormError } from '../../components/form-error.tsx';
import { showError } from '../../components/notify.ts';
import { Page } from '../../components/page.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { Loaded } from './loaded.tsx';
import { skillsQuery, useChange } from './queries.ts';

const KEYS = [['skills'], ['settings']];

export function SkillsPage() {
  const { api, may } = useSession();
  const skills = useQuery(skillsQuery(api));
  const [leaving, setLeaving] = useState<string>();
  const makeDefault = useChange(
    (defaultSkill: string) => api.patch('/api/v2/account/{accountId}/settings', { body: { defaultSkill } }),
    { keys: KEYS, done: ({ defaultSkill }) => `${defaultSkill} is the default skill.`, onError: showError },
  );
  const canEdit = may('settings:edit');
  return (
    <Page
      title="Skills"
      description="Who gets the replies: a campaign names one of these. The default skill gets replies after the lookback period, and messages that answer nothing."
    >
      {canEdit && <AddSkill />}
      <Loaded query={skills}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={IconTags} title="No skill is onboarded">
              A campaign can be launched once there is one.
            </EmptyState>
          ) : (
            <Card withBorder padding={0}>
              <Table verticalSpacing="xs" horizontalSpacing="md" aria-label="Skills">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Skill</Table.Th>
                    {canEdit && (
                      <Table.Th>
                        <VisuallyHidden>Actions</VisuallyHidden>
                      </Table.Th>
                    )}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {list.map(({ name, isDefault }) => (
                    <Table.Tr key={name}>
                      <Table.Td>
                        <Group gap="xs">
                          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                            {name}
                          </Text>
                          {isDefault && (
                            <Badge variant="light" tt="none">
                              Default
                            </Badge>
                          )}
                        </Group>
                      </Table.Td>
                      {canEdit && (
                        <Table.Td>
                          {!isDefault && (
                            <Group gap="xs" justify="flex-end" wrap="nowrap">
                              <Button
                                size="compact-sm"
                                variant="subtle"
                                aria-label={`Make default: ${name}`}
                                disabled={makeDefault.isPending}
                                onClick={() => makeDefault.mutate(name)}
                              >
                                Make default
                              </Button>
                              <Tooltip label={`Take ${name} away`}>
                                <ActionIcon
                                  variant="subtle"
                                  color="red"
                                  aria-label={`Take ${name} away`}
                                  onClick={() => setLeaving(name)}
                                >
                                  <IconTrash size={16} />
                                </ActionIcon>
                              </Tooltip>
                            </Group>
                          )}
                        </Table.Td>
                      )}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Card>
          )
        }
      </Loaded>
      {leaving !== undefined && <RemoveSkill name={leaving} onClose={() => setLeaving(undefined)} />}
    </Page>
  );
}

function AddSkill() {
  const { api } = useSession();
  const [name, setName] = useState('');
  const add = useChange(() => api.post('/api/v2/account/{accountId}/skills', { body: { name } }), {
    keys: KEYS,
    done: (skill) => `${skill.name} is onboarded.`,
    onSuccess: () => setName(''),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate(undefined);
  };
  return (
    <form onSubmit={submit} aria-label="Onboard a skill">
      <Stack gap="xs">
        <Group align="flex-start" gap="xs">
          <TextInput
            label="Name of the skill"
            description="Exactly as campaigns name it: case and spaces count"
            required
            maxLength={255}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={faultOf(add.error, 'name')}
            flex={1}
            maw={420}
          />
          <Button type="submit" mt={46} loading={add.isPending} disabled={name.trim() === ''}>
            Onboard
          </Button>
        </Group>
        <FormError error={add.error} fields={['name']} />
      </Stack>
    </form>
  );
}

function RemoveSkill({ name, onClose }: { name: string; onClose: () => void }) {
  const { api } = useSession();
  const remove = useChange(() => api.delete('/api/v2/account/{accountId}/skills/{name}', { path: { name } }), {
    keys: KEYS,
    done: `${name} is taken away.`,
    onSuccess: onClose,
  });
  return (
    <ConfirmModal
      opened
      title={`Take the skill ${name} away?`}
      action="Take away"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      No new campaign can name it. Replies to campaigns that were launched with it still go to its name.
    </ConfirmModal>
  );
}
