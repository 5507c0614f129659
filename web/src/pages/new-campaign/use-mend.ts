import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Call, Operation } from '../../../../client/types.ts';
import { useSession } from '../../session.tsx';
import { cellsOf, fieldsOf, outcomeText, type Changes, type Row } from './mended-lines.ts';
import type { RecipientList } from './upload.ts';
import { listKey } from './use-parse.ts';

type Body = Call<Operation<'patch', '/api/v2/account/{accountId}/recipient-lists/{listId}/rows'>>['body'];

export type Mend = ReturnType<typeof useMend>;

/** Changes to lines of a list that are not good, on all its pages: made here, and sent together to be judged. */
export function useMend(list: RecipientList) {
  const { api } = useSession();
  const queryClient = useQueryClient();
  const [changes, setChanges] = useState<Changes>(new Map());
  const [outcome, setOutcome] = useState('');
  const { id, columns } = list;
  const readAgain = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['recipient-list-rows', id] }),
      queryClient.invalidateQueries({ queryKey: ['simulation'] }),
    ]);
  const { mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: (body: Body) =>
      api.patch('/api/v2/account/{accountId}/recipient-lists/{listId}/rows', { path: { listId: id }, body }),
    onSuccess: ({ recipientList }) => {
      queryClient.setQueryData(listKey(id), recipientList);
      return readAgain();
    },
    // It may have been changed elsewhere.
    onError: () => Promise.all([queryClient.invalidateQueries({ queryKey: listKey(id) }), readAgain()]),
  });

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
      if (changes.size === 0 || isPending) return false;
      const all = [...changes.values()];
      const body = {
        lines: all.flatMap(({ row, fields }) =>
          fields === null ? [] : [{ line: row.line, cells: cellsOf(fields, row, columns.length) }],
        ),
        dropped: all.flatMap(({ row, fields }) => (fields === null ? [row.line] : [])),
      };
      try {
        const { rows } = await mutateAsync(body);
        // What has been typed meanwhile is still to be checked.
        setChanges((now) => new Map([...now].filter(([line, change]) => changes.get(line) !== change)));
        setOutcome(outcomeText(rows, body.dropped.length));
        return true;
      } catch {
        // It is in `error`.
        return false;
      }
    },
  };
}
