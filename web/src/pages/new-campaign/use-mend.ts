import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { MOST_MENDED_LINES } from '../../../../domain/list-limits.ts';
import { useSession } from '../../session.tsx';
import { readMendedFile, type MendedLine } from './mended-file.ts';
import { cellsOf, fieldsOf, outcomeText, type Changes, type Row } from './mended-lines.ts';
import type { RecipientList } from './upload.ts';
import { listKey } from './use-parse.ts';

type Body = { lines: MendedLine[]; dropped: number[] };

/** Kept outside of the page's state: a letter that is typed draws its own line anew, not a table of a hundred. */
function createChanges() {
  let changes: Changes = new Map();
  const listeners = new Set<() => void>();
  return {
    get: () => changes,
    set: (next: Changes) => {
      changes = next;
      for (const tell of listeners) tell();
    },
    subscribe: (tell: () => void) => {
      listeners.add(tell);
      return () => void listeners.delete(tell);
    },
  };
}

export type ChangeStore = ReturnType<typeof createChanges>;

export function useChanges(store: ChangeStore): Changes {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** What a line's fields have now, and the way to change them: null where it is to be dropped, undefined where they are as they were. */
export function useChangeOf(store: ChangeStore, row: Row, columns: readonly string[]) {
  const fields = useSyncExternalStore(store.subscribe, () => store.get().get(row.line)?.fields);
  const change = (to: readonly string[] | null) => {
    const next = new Map(store.get());
    const isAsItWas = to !== null && fieldsOf(row, columns).every((field, index) => field === to[index]);
    if (isAsItWas) next.delete(row.line);
    else next.set(row.line, { row, fields: to });
    store.set(next);
  };
  return [fields, change] as const;
}

export type Mend = ReturnType<typeof useMend>;

/** Changes to lines of a list that are not good, on all its pages: made here, and sent together to be judged. */
export function useMend(list: RecipientList) {
  const { api } = useSession();
  const queryClient = useQueryClient();
  const [changes] = useState(createChanges);
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

  return {
    changes,
    outcome,
    isPending,
    error,
    undo: () => {
      changes.set(new Map());
      reset();
    },
    /** Whether the lines were judged. */
    check: async (): Promise<boolean> => {
      const sent = changes.get();
      const all = [...sent.values()];
      const isDone = await send({
        lines: all.flatMap(({ row, fields }) =>
          fields === null ? [] : [{ line: row.line, cells: cellsOf(fields, row, columns.length) }],
        ),
        dropped: all.flatMap(({ row, fields }) => (fields === null ? [row.line] : [])),
      });
      // What has been typed meanwhile is still to be checked.
      if (isDone) changes.set(new Map([...changes.get()].filter(([line, change]) => sent.get(line) !== change)));
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
