import { DataTable, type DataTableColumn, type DataTableSortStatus } from 'mantine-datatable';
import 'mantine-datatable/styles.layer.css';
import type { ReactNode } from 'react';
import { PAGE_SIZES, type ListSearch } from './list-search.ts';
import { ErrorState } from './states.tsx';

// What reads an address is on its own: routes are loaded at first, tables are not.
export { PAGE_SIZES, pageQuery, readListSearch, type ListSearch } from './list-search.ts';

type ListTableProps<T> = {
  /** For who can't see it. */
  label: string;
  records: T[] | undefined;
  /** How many there are on all pages. */
  total: number;
  columns: DataTableColumn<T>[];
  idAccessor: Extract<keyof T, string>;
  isFetching: boolean;
  error?: unknown;
  onRetry?: () => void;
  search: ListSearch;
  onSearch: (search: ListSearch) => void;
  empty: ReactNode;
  onRowClick?: (record: T) => void;
  defaultSort?: string;
};

/** A list of which a page is shown: sorted and paged by the API, kept in the address, so that going back comes back to it. */
export function ListTable<T>(props: ListTableProps<T>) {
  const { records, total, columns, idAccessor, isFetching, error, onRetry, search, onSearch, empty, label } = props;
  if (error !== null && error !== undefined) return <ErrorState error={error} {...(onRetry && { onRetry })} />;
  if (records?.length === 0 && total === 0) return <>{empty}</>;
  const { page = 1, size = PAGE_SIZES[0] ?? 25 } = search;
  const sort = search.sort ?? props.defaultSort ?? '';
  const sortStatus: DataTableSortStatus<T> = {
    columnAccessor: sort.replace(/^-/, ''),
    direction: sort.startsWith('-') ? 'desc' : 'asc',
  };
  return (
    <DataTable<T>
      aria-label={label}
      withTableBorder
      borderRadius="md"
      verticalSpacing="xs"
      highlightOnHover={props.onRowClick !== undefined}
      minHeight={180}
      records={records ?? []}
      columns={columns}
      idAccessor={idAccessor}
      fetching={isFetching && records === undefined}
      noRecordsText={isFetching ? 'Loading…' : 'Nothing on this page'}
      {...(props.onRowClick && { onRowClick: ({ record }: { record: T }) => props.onRowClick?.(record) })}
      page={page}
      recordsPerPage={size}
      recordsPerPageOptions={PAGE_SIZES}
      onRecordsPerPageChange={(next) => onSearch({ ...search, page: 1, size: next })}
      totalRecords={total}
      onPageChange={(next) => onSearch({ ...search, page: next })}
      sortStatus={sortStatus}
      onSortStatusChange={({ columnAccessor, direction }) =>
        onSearch({ ...search, page: 1, sort: `${direction === 'desc' ? '-' : ''}${String(columnAccessor)}` })
      }
      getPaginationControlProps={(control) => ({ 'aria-label': `${control} page` })}
    />
  );
}
