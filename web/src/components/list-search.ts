export const PAGE_SIZES = [25, 50, 100];

/** A page of a list and its order, as the address of the page keeps them. `sort` is a field's name, with "-" before it where the last comes first. */
export type ListSearch = { page?: number; size?: number; sort?: string };

/** Reads a list's part of an address; what makes no sense there is left out. */
export function readListSearch(search: Record<string, unknown>): ListSearch {
  const { page, size, sort } = search;
  return {
    ...(Number.isInteger(page) && Number(page) > 1 && { page: Number(page) }),
    ...(PAGE_SIZES.includes(Number(size)) && { size: Number(size) }),
    ...(typeof sort === 'string' && sort !== '' && { sort }),
  };
}

/** The same for the API. */
export function pageQuery({ page = 1, size = PAGE_SIZES[0] ?? 25 }: ListSearch): { limit: number; offset: number } {
  return { limit: size, offset: (page - 1) * size };
}
