import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { MOST_MENDED_LINES } from '../../../../domain/list-limits.ts';
import { useSession } from '../../session.tsx';
import { readMendedFile, type MendedLine } from './mended-file.ts';
import { cellsOf, fieldsOf, outcomeText, type Changes, type Row } from './mended-lines.ts';
import type { RecipientList } from './upload.ts';
import { listKey } from './use-parse.ts';

type Body = { lines: MendedLine[]; dropped: number[] };

export type Mend = ReturnType<typeof useMend>;

/** Changes to lines of a list that are not good, on all its pages: made here, and sent together to be judged. */
export function useMend(list: RecipientList) {
  const { api } = useSession();
  const queryClient = useQueryClient();
  const [changes, setChanges] = useState<Changes>(new Map());
  const [outcome, setOutcome] = useState('');
  const { id, columns } = list;
  const { mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: async (from: Body | File) => {
      const body = from instanceof File ? { lines: readMendedFile(await from.text(), columns), dropped: [] } : from;
      const rows: Row[] = [];
      for (const batch of batchesOf(body)) {
        const answer = await api.patch('/api/v2/account/{accountId}/recipient-lists/{listId}/rows', {
          path: { listId: id },
          body: batch,
        });
        queryClient.setQueryData(listKey(id), answer.recipientList);
        rows.push(...answer.rows);
      }
      setOutcome(outcomeText(rows, body.dropped.length));
    },
    // Also where it failed: the list may have been changed elsewhere.
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: listKey(id) }),
        queryClient.invalidateQueries({ queryKey: ['recipient-list-rows', id] }),
        queryClient.invalidateQueries({ queryKey: ['simulation'] }),
      ]),
  });
  const send = (from: Body | File) =>
    mutateAsync(from).then(
      () => true,
      // It is in `error`.
      () => false,
    );

  const set = useCallback(
    (row: Row, fields: readonly string[] | null) =>
      setChanges((now) => {
        const next = new Map(now);
        const isAsItWas = fields !== null && fieldsOf(row, columns).every((field, index) => field === fields[index]);
        if (isAsItWas) next.delete(row.line);
        else next.set(row.line, { row, fields });
        return next;
      }),
    [columns],
  );
  return {
    changes,
    outcome,
    isPending,
    error,
    /** What a line's fields have now; null: it is to be dropped. */
    set,
    undo: () => {
      setChanges(new Map());
      reset();
    },
    /** Whether the lines were judged. */
    check: async (): Promise<boolean> => {
      const all = [...changes.values()];
      const isDone = await send({
        lines: all.flatMap(({ row, fields }) =>
          fields === null ? [] : [{ line: row.line, cells: cellsOf(fields, row, columns.length) }],
        ),
        dropped: all.flatMap(({ row, fields }) => (fields === null ? [row.line] : [])),
      });
      // What has been typed meanwhile is still to be checked.
      if (isDone) setChanges((now) => new Map([...now].filter(([line, change]) => changes.get(line) !== change)));
      return isDone;
    },
    /** The same of the lines of a file. */
    takeIn: (file: File): Promise<boolean> => send(file),
  };
}

function* batchesOf({ lines, dropped }: Body): Generator<Body> {
  for (let at = 0; at < Math.max(lines.length, dropped.length); at += MOST_MENDED_LINES) {
    const end = at + MOST_MENDED_LINES;
    yield { lines: lines.slice(at, end), dropped: dropped.slice(at, end) };
  }
}
