import { ActionIcon, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import type { DataTableColumn } from 'mantine-datatable';
import { memo, useRef, type SyntheticEvent, type ReactNode } from 'react';
import { ErrorState } from '../../components/states.tsx';
import { checkText, fieldAtFault, fieldsOf, unreadableText, type Row } from './mended-lines.ts';
import { reasonInWords } from './reasons.ts';
import type { Value } from './use-columns.ts';
import { useChangeOf, useChanges, type ChangeStore, type Mend } from './use-mend.ts';

type MendFormProps = {
  mend: Mend;
  /** The way to the lines as a file. */
  download: ReactNode;
  children: ReactNode;
};

/** Lines that are mended in their fields, and checked together. */
export function MendForm({ mend, download, children }: MendFormProps) {
  const { changes, outcome, isPending, error, check, takeIn } = mend;
  const said = useRef<HTMLParagraphElement>(null);
  const judge = async (judging: Promise<boolean>) => {
    // The field that had it may be gone.
    if (await judging) said.current?.focus();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (changes.get().size > 0 && !isPending) void judge(check());
  };
  return (
    <form aria-label="Mend lines" onSubmit={submit}>
      <Stack gap="sm">
        <Text ref={said} size="sm" fw={600} role="status" tabIndex={-1} className="mend-outcome">
          {outcome}
        </Text>
        {error && <ErrorState error={error} title="The lines could not be checked" />}
        {children}
        <CheckButtons mend={mend} />
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

function CheckButtons({ mend: { changes: store, isPending, undo } }: { mend: Mend }) {
  const changes = useChanges(store);
  return (
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
  );
}

type Columns = { names: readonly string[]; values: readonly Value[]; changes: ChangeStore };

/** A line to mend: why it is not good, a field for each of its cells, and the way out of the list. */
export function mendColumns({ names, values, changes }: Columns): DataTableColumn<Row>[] {
  return [
    { accessor: 'line', title: 'Line', width: 70, textAlign: 'right' },
    {
      accessor: 'reason',
      title: 'What is wrong',
      width: 250,
      render: ({ reason }) => <div className="mend-reason">{reasonInWords(reason)}</div>,
    },
    {
      accessor: 'cells',
      title: 'What stands there',
      render: (row) => (
        <LineFields row={row} names={names} fault={fieldAtFault(row.reason, names, values)} changes={changes} />
      ),
    },
    {
      accessor: 'drop',
      title: '',
      width: 60,
      render: (row) => <DropButton row={row} names={names} changes={changes} />,
    },
  ];
}

type LineProps = { row: Row; names: readonly string[]; changes: ChangeStore };

/** Of plain elements: there may be a thousand fields on a page. */
const LineFields = memo(function LineFields({ row, names, fault, changes }: LineProps & { fault: number | undefined }) {
  const [fields, change] = useChangeOf(changes, row, names);
  const before = fieldsOf(row, names);
  const raw = unreadableText(row);
  if (fields === null) return <div className="mend-dropped">Will be dropped</div>;
  return (
    <div className="mend-line">
      {raw !== undefined && (
        <div className="mend-raw">
          In the file: <code>{raw}</code>
        </div>
      )}
      {before.map((field, index) => {
        const name = names[index] ?? `Cell ${index + 1}, of no column`;
        return (
          <label key={index} className="mend-field">
            {name}
            <input
              aria-label={`${name} of line ${row.line}`}
              aria-invalid={index === fault || undefined}
              value={fields?.[index] ?? field}
              onChange={({ currentTarget: { value } }) => change((fields ?? before).with(index, value))}
            />
          </label>
        );
      })}
    </div>
  );
});

const DropButton = memo(function DropButton({ row, names, changes }: LineProps) {
  const [fields, change] = useChangeOf(changes, row, names);
  const isDropped = fields === null;
  const label = `${isDropped ? 'Keep' : 'Drop'} line ${row.line}`;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      onClick={() => change(isDropped ? fieldsOf(row, names) : null)}
    >
      {isDropped ? <IconArrowBackUp size={18} /> : <IconTrash size={18} />}
    </ActionIcon>
  );
});
