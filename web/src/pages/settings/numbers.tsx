import {
  ActionIcon,
  Badge,
  Button,
  Card,
  Group,
  Modal,
  SegmentedControl,
  Stack,
  Table,
  Text,
  TextInput,
  Tooltip,
  VisuallyHidden,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconHash, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import type { Answer, Operation } from '../../../../client/types.ts';
import { ChannelBadges, channelLabel } from '../../components/badges.tsx';
import { ConfirmModal } from '../../components/confirm-modal.tsx';
import { Copy } from '../../components/copy.tsx';
import { faultOf } from '../../components/field-errors.ts';
import { FormError } from '../../components/form-error.tsx';
import { Instant } from '../../components/instant.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { Loaded } from './loaded.tsx';
import { useChange } from './queries.ts';

type OutboundNumber = Answer<
  Operation<'get', '/api/v2/account/{accountId}/outbound-numbers'>
>['outboundNumbers'][number];
const KEYS = [['outbound-numbers']];

export function NumbersPage() {
  const { api, may } = useSession();
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<OutboundNumber>();
  const numbers = useQuery({
    queryKey: ['outbound-numbers'],
    queryFn: async () => (await api.get('/api/v2/account/{accountId}/outbound-numbers')).outboundNumbers,
  });
  const canEdit = may('settings:edit');
  const add = canEdit && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      Add a number
    </Button>
  );
  return (
    <Page
      title="Numbers to send from"
      description="The oldest number of a channel serves where a campaign names none. A number serves one account."
      actions={add}
    >
      <Loaded query={numbers}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={IconHash} title="There is no number to send from">
              SMS and WhatsApp send from a number of your own. In-App needs none.
            </EmptyState>
          ) : (
            <NumberTable numbers={list} {...(canEdit && { onRemove: setLeaving })} />
          )
        }
      </Loaded>
      {isAdding && <AddNumber onClose={() => setAdding(false)} />}
      {leaving && <RemoveNumber number={leaving} onClose={() => setLeaving(undefined)} />}
    </Page>
  );
}

type NumberTableProps = { numbers: OutboundNumber[]; onRemove?: (number: OutboundNumber) => void };

function NumberTable({ numbers, onRemove }: NumberTableProps) {
  return (
    <Card withBorder padding={0}>
      <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing="xs" horizontalSpacing="md" aria-label="Numbers to send from">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Number</Table.Th>
              <Table.Th>Channel</Table.Th>
              <Table.Th>WhatsApp’s ids</Table.Th>
              <Table.Th>Added</Table.Th>
              {onRemove && (
                <Table.Th>
                  <VisuallyHidden>Actions</VisuallyHidden>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {numbers.map((each) => {
              const serves = numbers.find(({ channel }) => channel === each.channel) === each;
              return (
                <Table.Tr key={`${each.channel} ${each.number}`}>
                  <Table.Td>
                    <Group gap={4} wrap="nowrap">
                      <Text size="sm" fw={600}>
                        {each.number}
                      </Text>
                      <Copy value={each.number} what={each.number} />
                      {serves && (
                        <Badge variant="light" tt="none" fw={500}>
                          where none is named
                        </Badge>
                      )}
                    </Group>
                  </Table.Td>
                  <Table.Td>
                    <ChannelBadges channels={[each.channel]} />
                  </Table.Td>
                  <Table.Td>
                    {each.phoneNumberId === null ? (
                      <Text size="sm" c="dimmed">
                        –
                      </Text>
                    ) : (
                      <>
                        <Text size="xs">Number {each.phoneNumberId}</Text>
                        {each.wabaId !== null && <Text size="xs">WABA {each.wabaId}</Text>}
                      </>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <Instant at={each.createdAt} />
                  </Table.Td>
                  {onRemove && (
                    <Table.Td ta="right">
                      <Tooltip label={`Take ${each.number} away`}>
                        <ActionIcon
                          variant="subtle"
                          color="red"
                          aria-label={`Take ${each.number} away from ${channelLabel(each.channel)}`}
                          onClick={() => onRemove(each)}
                        >
                          <IconTrash size={16} />
                        </ActionIcon>
                      </Tooltip>
                    </Table.Td>
                  )}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}

const FIELDS = ['number', 'phoneNumberId', 'wabaId'];

function AddNumber({ onClose }: { onClose: () => void }) {
  const { api } = useSession();
  const [channel, setChannel] = useState<'sms' | 'wa'>('sms');
  const [number, setNumber] = useState('');
  const [phoneNumberId, setPhoneNumberId] = useState('');
  const [wabaId, setWabaId] = useState('');
  const add = useChange(
    () =>
      api.post('/api/v2/account/{accountId}/outbound-numbers', {
        body: channel === 'sms' ? { channel, number } : { channel, number, phoneNumberId, wabaId: wabaId || null },
      }),
    { keys: KEYS, done: ({ number: added }) => `${added} is added.`, onSuccess: onClose },
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate(undefined);
  };
  return (
    <Modal opened onClose={onClose} title="Add a number to send from" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack>
          <SegmentedControl
            fullWidth
            aria-label="Channel"
            data={[
              { value: 'sms', label: 'SMS' },
              { value: 'wa', label: 'WhatsApp' },
            ]}
            value={channel}
            onChange={(value) => setChannel(value === 'wa' ? 'wa' : 'sms')}
          />
          <TextInput
            label="Number"
            description="With its country code, in any notation"
            placeholder="+1 (202) 555-0104"
            required
            data-autofocus
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
            error={faultOf(add.error, 'number')}
          />
          {channel === 'wa' && (
            <>
              <TextInput
                label="Phone number id"
                description="As WhatsApp’s manager shows it"
                required
                value={phoneNumberId}
                onChange={(event) => setPhoneNumberId(event.currentTarget.value)}
                error={faultOf(add.error, 'phoneNumberId')}
              />
              <TextInput
                label="WABA id"
                description="The WhatsApp Business Account that it belongs to; templates need it"
                value={wabaId}
                onChange={(event) => setWabaId(event.currentTarget.value)}
                error={faultOf(add.error, 'wabaId')}
              />
            </>
          )}
          <FormError error={add.error} fields={FIELDS} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={add.isPending}>
              Add
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function RemoveNumber({ number: { channel, number }, onClose }: { number: OutboundNumber; onClose: () => void }) {
  const { api } = useSession();
  const remove = useChange(
    () =>
      api.delete('/api/v2/account/{accountId}/outbound-numbers/{channel}/{number}', {
        path: { channel, number },
      }),
    { keys: KEYS, done: `${number} is taken away.`, onSuccess: onClose },
  );
  return (
    <ConfirmModal
      opened
      title={`Take ${number} away?`}
      action="Take away"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      Handoffs that name it launch no campaign from then on, and what consumers write to it on {channelLabel(channel)}{' '}
      reaches nobody. Take it away when its conversations are over.
    </ConfirmModal>
  );
}
