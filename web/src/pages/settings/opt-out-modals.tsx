import {
  Alert,
  Button,
  FileInput,
  Group,
  List,
  Modal,
  Select,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { IconCircleCheck, IconFileText } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import type { Answer, Operation } from '../../../../client/types.ts';
import { channelLabel, type Channel } from '../../components/badges.tsx';
import { faultOf } from '../../components/field-errors.ts';
import { FormError } from '../../components/form-error.tsx';
import { formatCount } from '../../components/instant.tsx';
import { useSession } from '../../session.tsx';
import type { OptOut } from './opt-outs.tsx';
import { useChange } from './queries.ts';

const KEYS = [['opt-outs']];
const LONGEST_REASON = 500;
const CLOSE = { 'aria-label': 'Close' };

const REACHES = [
  { value: 'account', label: 'All channels' },
  ...(['sms', 'wa'] as const).map((value) => ({ value, label: `${channelLabel(value)} alone` })),
];

export function AddOptOut({ onClose }: { onClose: () => void }) {
  const { api } = useSession();
  const [kind, setKind] = useState<'phone' | 'user'>('phone');
  const [consumer, setConsumer] = useState('');
  const [reach, setReach] = useState('account');
  const [reason, setReason] = useState('');
  const add = useChange(
    () =>
      api.post('/api/v2/account/{accountId}/opt-outs', {
        body: { consumer, reason: reason.trim() || null, ...reachOf(kind, reach) },
      }),
    { keys: KEYS, done: (optOut) => `${optOut.consumer} is opted out.`, onSuccess: onClose },
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate(undefined);
  };
  return (
    <Modal opened onClose={onClose} title="Opt a consumer out" closeButtonProps={CLOSE}>
      <form onSubmit={submit}>
        <Stack>
          <Select
            label="The consumer is"
            data={[
              { value: 'phone', label: 'A phone number' },
              { value: 'user', label: 'A user of your apps' },
            ]}
            allowDeselect={false}
            value={kind}
            onChange={(value) => setKind(value === 'user' ? 'user' : 'phone')}
          />
          <TextInput
            label={kind === 'phone' ? 'Number' : 'User id'}
            description={kind === 'phone' ? 'With its country code, in any notation' : 'As your own systems write it'}
            placeholder={kind === 'phone' ? '+1 202 555 0188' : 'user-42'}
            required
            data-autofocus
            value={consumer}
            onChange={(event) => setConsumer(event.currentTarget.value)}
            error={faultOf(add.error, 'consumer')}
          />
          {kind === 'phone' && (
            <Select
              label="Holds on"
              data={REACHES}
              allowDeselect={false}
              value={reach}
              onChange={(value) => value !== null && setReach(value)}
              error={faultOf(add.error, 'scope')}
            />
          )}
          <TextInput
            label="Why"
            placeholder="Asked for it on the phone"
            maxLength={LONGEST_REASON}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={faultOf(add.error, 'reason')}
          />
          <FormError error={add.error} fields={['consumer', 'scope', 'reason']} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={add.isPending}>
              Opt out
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function reachOf(kind: 'phone' | 'user', reach: string) {
  if (kind === 'user') return { channel: 'inapp' as const, scope: 'account' as const };
  if (reach === 'account') return { scope: 'account' as const };
  return { channel: reach as Channel, scope: 'channel' as const };
}

export function TakeBack({ optOut, onClose }: { optOut: OptOut; onClose: () => void }) {
  const { api } = useSession();
  const [reason, setReason] = useState('');
  const { consumer, channel } = optOut;
  const takeBack = useChange(
    () =>
      api.delete('/api/v2/account/{accountId}/opt-outs/{consumer}', {
        path: { consumer },
        query: { ...(channel !== null && { channel }), ...(reason.trim() !== '' && { reason: reason.trim() }) },
      }),
    { keys: KEYS, done: `The opt-out of ${consumer} is taken back.`, onSuccess: onClose },
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    takeBack.mutate(undefined);
  };
  return (
    <Modal opened onClose={onClose} title={`Take back the opt-out of ${consumer}?`} closeButtonProps={CLOSE}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">
            For a consumer who has asked for it. Campaigns that are launched from now on reach them again; who was
            skipped stays skipped.
          </Text>
          {optOut.source.startsWith('provider:') && (
            <Alert color="yellow" variant="light">
              The provider’s own block is not lifted by it: the consumer answers START to that number.
            </Alert>
          )}
          <TextInput
            label="Why"
            placeholder="Asked for it in a letter"
            maxLength={LONGEST_REASON}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <FormError error={takeBack.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Leave as it is
            </Button>
            <Button type="submit" loading={takeBack.isPending}>
              Take back
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type Imported = Answer<Operation<'post', '/api/v2/account/{accountId}/opt-outs/import'>>;
const LARGEST_FILE = 10 * 1024 * 1024;

/** UTF-8, or UTF-16 with its mark, as spreadsheets write it. */
async function textOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

export function ImportOptOuts({ onClose }: { onClose: () => void }) {
  const { api } = useSession();
  const [file, setFile] = useState<File | null>(null);
  const send = useChange(
    async (chosen: File) => api.post('/api/v2/account/{accountId}/opt-outs/import', { body: await textOf(chosen) }),
    { keys: KEYS },
  );
  const isTooLarge = file !== null && file.size > LARGEST_FILE;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (file) send.mutate(file);
  };
  return (
    <Modal opened onClose={onClose} title="Import opt-outs" size="lg" closeButtonProps={CLOSE}>
      <form onSubmit={submit}>
        <Stack>
          <List size="sm" spacing={4}>
            <List.Item>
              A column <b>phone</b> or <b>consumer</b>, and as you have them <b>reason</b>, <b>optedOutAt</b>,{' '}
              <b>channel</b>, <b>scope</b>
            </List.Item>
            <List.Item>Numbers with their country code; up to 10 MB</List.Item>
            <List.Item>A bad line stops no other. The same file a second time changes nothing</List.Item>
          </List>
          <FileInput
            label="CSV file"
            placeholder="Choose a file"
            accept=".csv,.txt,text/csv,text/plain"
            leftSection={<IconFileText size={16} aria-hidden />}
            clearable
            value={file}
            onChange={(chosen) => {
              setFile(chosen);
              send.reset();
            }}
            error={isTooLarge ? 'It has more than 10 MB: split it' : undefined}
          />
          <FormError error={send.error} />
          {send.data && <ImportResult result={send.data} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            <Button type="submit" disabled={!file || isTooLarge || send.data !== undefined} loading={send.isPending}>
              Import
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const MOST_SHOWN = 500;

function ImportResult({ result }: { result: Imported }) {
  const counts = [
    { label: 'Opted out now', count: result.added },
    { label: 'Were already', count: result.already },
    { label: 'Not taken', count: result.failed },
  ];
  return (
    <Stack gap="sm" role="status">
      <Alert color={result.failed === 0 ? 'teal' : 'yellow'} variant="light" icon={<IconCircleCheck aria-hidden />}>
        {formatCount(result.lines)} {result.lines === 1 ? 'line was' : 'lines were'} read.
      </Alert>
      <SimpleGrid cols={3}>
        {counts.map(({ label, count }) => (
          <div key={label}>
            <Text fw={650} fz="lg">
              {formatCount(count)}
            </Text>
            <Text size="xs" c="dimmed">
              {label}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {result.errors.length > 0 && (
        <Table.ScrollContainer minWidth={360} mah={260} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table aria-label="Lines that were not taken" stickyHeader verticalSpacing={4} fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={80}>Line</Table.Th>
                <Table.Th>Why it was not taken</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {result.errors.slice(0, MOST_SHOWN).map(({ line, reason }) => (
                <Table.Tr key={line}>
                  <Table.Td>{line}</Table.Td>
                  <Table.Td>{reason}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {result.failed > MOST_SHOWN && (
        <Text size="xs" c="dimmed">
          The first {MOST_SHOWN} are shown.
        </Text>
      )}
    </Stack>
  );
}
