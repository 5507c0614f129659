/** What consumers said, 1 to 5, of any number of rows together: the mean is weighted by how many said. */
export type Csat = { sum: number; responses: number };

export const NO_CSAT: Csat = { sum: 0, responses: 0 };

export function csatOf({ csat, csatresponses = 0 }: { csat: number | null; csatresponses?: number }): Csat {
  return { sum: (csat ?? 0) * csatresponses, responses: csatresponses };
}

export function plusCsat(one: Csat, other: Csat): Csat {
  return { sum: one.sum + other.sum, responses: one.responses + other.responses };
}

/** The mean, two decimals; undefined where nobody said. */
export function meanOf({ sum, responses }: Csat): string | undefined {
  return responses === 0 ? undefined : (sum / responses).toFixed(2);
}
