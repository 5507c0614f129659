import { Alert, Anchor, Button, Group, Paper, Progress, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { IconInfoCircle, IconListCheck } from '@tabler/icons-react';
import { useRef } from 'react';
import { MOST_TYPED_LINES } from '../../../../domain/list-limits.ts';
import { formatCount } from '../../components/instant.tsx';
import { ErrorState } from '../../components/states.tsx';
import { isNotFound, useSession } from '../../session.tsx';
import { useAccountSettings } from './account-queries.ts';
import { isParsed, messageKey, type Draft } from './draft.ts';
import { Dropzone, inBytes } from './dropzone.tsx';
import { ListRows } from './list-rows.tsx';
import { useColumns } from './use-columns.ts';
import { useList, useParse, useReading } from './use-parse.ts';
import { useWizard } from './wizard-context.ts';

/** Step 2: who it is for, and what each of them would get. */
export function RecipientsStep() {
  const { draft, problems, goTo } = useWizard();
  if (messageKey(draft) === null || problems.compose.some(({ field }) => field.startsWith('message.'))) {
    return (
      <Alert icon={<IconInfoCircle aria-hidden />} title="Say first what is sent">
        <Stack align="start" gap="sm">
          <Text size="sm">Each recipient is checked against the message: its variables, its length, its channel.</Text>
          <Button variant="light" onClick={() => goTo('compose')}>
            To the message
          </Button>
        </Stack>
      </Alert>
    );
  }
  return <Recipients />;
}

function Recipients() {
  const { draft, change, file, setFile, errorOf } = useWizard();
  const { recipients } = draft;
  const { source, typed } = recipients;
  const { state, parse, stop } = useParse();
  const { data: settings } = useAccountSettings();
  const area = useRef<HTMLTextAreaElement>(null);
  const columns = useColumns();
  const setRecipients = (part: Partial<Draft['recipients']>) =>
    change(({ recipients: now }) => ({ recipients: { ...now, ...part } }));
  const lines = typed.split('\n').filter((line) => line.trim() !== '').length;
  const take = (chosen: File) => {
    setFile(chosen);
    void parse({ file: chosen });
  };
  const error = errorOf('recipientListId');
  const most = settings ? formatCount(settings.maxRecipientsPerFile) : '10,000';
  return (
    <Stack gap="lg">
      <SegmentedControl
        aria-label="How the recipients come"
        value={source}
        onChange={(value) => setRecipients({ source: value === 'typed' ? 'typed' : 'file' })}
        data={[
          { value: 'file', label: 'A file' },
          { value: 'typed', label: 'Typed' },
        ]}
        maw={320}
      />
      <Stack gap="sm" maw={760}>
        {source === 'file' ? (
          <>
            <Dropzone
              file={file}
              onFile={take}
              hint={`One recipient a line, up to ${most}. Columns: ${columns.file.join(', ')}.`}
            />
            <Group>
              <Sample />
              {file && (
                <Button variant="light" onClick={() => void parse({ file })} disabled={state.kind === 'parsing'}>
                  Parse again
                </Button>
              )}
            </Group>
          </>
        ) : (
          <>
            <Textarea
              ref={area}
              label="Recipients, one a line"
              description={`${columns.typed.join(', ')}. Numbers with their country code: 16001234567, +1(600)1234567. At most ${MOST_TYPED_LINES} lines.`}
              placeholder={columns.example}
              autosize
              minRows={5}
              maxRows={16}
              className="typed-lines"
              value={typed}
              onChange={({ currentTarget: { value } }) =>
                // What was parsed was other lines.
                setRecipients({ typed: value, listId: null, listFor: null })
              }
              error={
                lines > MOST_TYPED_LINES ? `${lines} lines: for more than ${MOST_TYPED_LINES} use a file.` : undefined
              }
            />
            <Group justify="space-between">
              <Button
                leftSection={<IconListCheck size={18} aria-hidden />}
                loading={state.kind === 'parsing'}
                disabled={lines === 0 || lines > MOST_TYPED_LINES}
                onClick={() => void parse({ typed })}
              >
                Parse
              </Button>
              <Text size="sm" c="dimmed">
                {lines} of {MOST_TYPED_LINES} lines
              </Text>
            </Group>
          </>
        )}
        {state.kind === 'parsing' && source === 'file' && (
          <Progressing id={state.id} sent={state.sent} bytes={state.bytes} onStop={stop} />
        )}
        {state.kind === 'stopped' && (
          <Text size="sm" role="status">
            The upload was stopped: nothing of it is kept.
          </Text>
        )}
        {state.kind === 'failed' && <ErrorState error={state.error} title="It could not be parsed" />}
        {error !== undefined && state.kind === 'idle' && (
          <Alert color="red" variant="light" role="alert">
            {error}
          </Alert>
        )}
      </Stack>
      {state.kind !== 'parsing' && (
        <Parsed onLine={source === 'typed' ? (line) => showLine(area.current, typed, line) : undefined} />
      )}
    </Stack>
  );
}

/** Puts the cursor on a line of what was typed. */
function showLine(area: HTMLTextAreaElement | null, typed: string, line: number): void {
  const lines = typed.split('\n');
  const from = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  area?.focus();
  area?.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
}

function Sample() {
  const { accountId } = useSession();
  const { draft } = useWizard();
  const query = new URLSearchParams({ message: messageKey(draft) ?? '' });
  return (
    <Anchor href={`/api/v2/account/${accountId}/recipient-lists/sample.csv?${query.toString()}`} download size="sm">
      Download a sample with these columns
    </Anchor>
  );
}

type ProgressingProps = { id: string; sent: number; bytes: number; onStop: () => void };

function Progressing({ id, sent, bytes, onStop }: ProgressingProps) {
  const { data } = useReading(id);
  const percent = bytes === 0 ? 100 : Math.round((100 * (data ? data.bytesRead : 0)) / bytes);
  const sentPercent = bytes === 0 ? 100 : Math.round((100 * sent) / bytes);
  return (
    <Paper withBorder p="md">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text size="sm" fw={600}>
            {sent < bytes ? `Sending ${inBytes(sent)} of ${inBytes(bytes)}` : 'Sent. Reading the lines…'}
          </Text>
          <Button size="compact-sm" variant="default" onClick={onStop}>
            Stop
          </Button>
        </Group>
        <Progress value={sentPercent} aria-label="Sent" />
        <Progress value={percent} color="teal" aria-label="Read" />
        <Text size="sm" c="dimmed">
          {data
            ? `${formatCount(data.lines)} lines read: ${formatCount(data.good)} good, ${formatCount(data.wrong)} wrong`
            : 'No line has been read yet'}
        </Text>
      </Stack>
    </Paper>
  );
}

function Parsed({ onLine }: { onLine: ((line: number) => void) | undefined }) {
  const { draft } = useWizard();
  const { listId } = draft.recipients;
  const { data, error, refetch } = useList(listId);
  if (listId === null || !isParsed(draft)) return null;
  if (isNotFound(error)) {
    return (
      <Alert color="red">The list is no longer kept: lists go after seven days. Parse the recipients again.</Alert>
    );
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data ? <ListRows key={data.id} list={data} onLine={onLine} /> : null;
}
