import { ActionIcon, Button, Code, FileButton, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import type { DataTableColumn } from 'mantine-datatable';
import { memo, useRef, type FormEvent, type ReactNode } from 'react';
import { ErrorState } from '../../components/states.tsx';
import { checkText, fieldAtFault, fieldsOf, unreadableText, type Row } from './mended-lines.ts';
import { reasonInWords } from './reasons.ts';
import type { Value } from './use-columns.ts';
import type { Mend } from './use-mend.ts';

type MendFormProps = {
  mend: Mend;
  /** The way to the lines as a file. */
  download: ReactNode;
  children: ReactNode;
};

/** Lines that are mended in their fields, and checked together. */
export function MendForm({ mend, download, children }: MendFormProps) {
  const { changes, outcome, isPending, error, undo, check, takeIn } = mend;
  const said = useRef<HTMLParagraphElement>(null);
  const judge = async (judging: Promise<boolean>) => {
    // The field that had it may be gone.
    if (await judging) said.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changes.size > 0 && !isPending) void judge(check());
  };
  return (
    <form aria-label="Mend lines" onSubmit={submit}>
      <Stack gap="sm">
        <Text ref={said} size="sm" fw={600} role="status" tabIndex={-1} className="mend-outcome">
          {outcome}
        </Text>
        {error && <ErrorState error={error} title="The lines could not be checked" />}
        {children}
        <Group gap="sm">
          <Button type="submit" loading={isPending} disabled={changes.size === 0}>
            {checkText(changes)}
          </Button>
          {changes.size > 0 && (
            <Button variant="subtle" color="gray" disabled={isPending} onClick={undo}>
              Leave them as they were
            </Button>
          )}
        </Group>
        <Group gap="sm">
          {download}
          <FileButton
            accept=".csv,.txt,text/csv,text/plain"
            disabled={isPending}
            onChange={(file) => file && void judge(takeIn(file))}
            inputProps={{ 'aria-label': 'File of mended lines' }}
          >
            {(props) => (
              <Button {...props} variant="default" size="compact-sm" disabled={isPending}>
                Take in that file, mended
              </Button>
            )}
          </FileButton>
        </Group>
      </Stack>
    </form>
  );
}

type Columns = { names: readonly string[]; values: readonly Value[]; mend: Mend };

/** A line to mend: why it is not good, a field for each of its cells, and the way out of the list. */
export function mendColumns({ names, values, mend: { changes, set } }: Columns): DataTableColumn<Row>[] {
  return [
    { accessor: 'line', title: 'Line', width: 70, textAlign: 'right' },
    {
      accessor: 'reason',
      title: 'What is wrong',
      render: ({ reason }) => (
        <Text size="sm" c="var(--mantine-color-error)" style={{ minWidth: 180 }}>
          {reasonInWords(reason)}
        </Text>
      ),
    },
    {
      accessor: 'cells',
      title: 'What stands there',
      render: (row) => (
        <LineFields
          row={row}
          names={names}
          fields={changes.get(row.line)?.fields}
          fault={fieldAtFault(row.reason, names, values)}
          onChange={set}
        />
      ),
    },
    {
      accessor: 'drop',
      title: '',
      width: 60,
      render: (row) => (
        <DropButton row={row} names={names} isDropped={changes.get(row.line)?.fields === null} onChange={set} />
      ),
    },
  ];
}

type LineProps = { row: Row; names: readonly string[]; onChange: Mend['set'] };

type LineFieldsProps = LineProps & {
  /** As they were changed; null: the line is to be dropped. */
  fields: readonly string[] | null | undefined;
  fault: number | undefined;
};

/** Drawn anew only where it changed: there may be hundreds of fields on a page. */
const LineFields = memo(function LineFields({ row, names, fields, fault, onChange }: LineFieldsProps) {
  const before = fieldsOf(row, names);
  const raw = unreadableText(row);
  return (
    <Stack gap={6} style={{ minWidth: 300 }}>
      {raw !== undefined && (
        <Text size="xs">
          In the file: <Code style={{ overflowWrap: 'anywhere' }}>{raw}</Code>
        </Text>
      )}
      {fields === null ? (
        <Text size="sm" c="dimmed">
          Will be dropped
        </Text>
      ) : (
        <Group gap="xs">
          {before.map((field, index) => {
            const name = names[index] ?? `Cell ${index + 1}, of no column`;
            return (
              <TextInput
                key={index}
                size="xs"
                w={150}
                label={name}
                aria-label={`${name} of line ${row.line}`}
                error={index === fault}
                value={fields?.[index] ?? field}
                onChange={({ currentTarget: { value } }) => onChange(row, (fields ?? before).with(index, value))}
              />
            );
          })}
        </Group>
      )}
    </Stack>
  );
});

const DropButton = memo(function DropButton({ row, names, isDropped, onChange }: LineProps & { isDropped: boolean }) {
  const label = `${isDropped ? 'Keep' : 'Drop'} line ${row.line}`;
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        onClick={() => onChange(row, isDropped ? fieldsOf(row, names) : null)}
      >
        {isDropped ? <IconArrowBackUp size={18} /> : <IconTrash size={18} />}
      </ActionIcon>
    </Tooltip>
  );
});
