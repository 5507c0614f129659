/** What the brand passed along, in words: under each heading names with their values. */
export type ContextPart = { title: string; facts: [name: string, value: string][] };

/** LivePerson's types of engagement attributes. */
const TITLES: Record<string, string> = {
  ctmrinfo: 'Customer',
  personal: 'Personal',
  mrktInfo: 'Marketing',
  purchase: 'Purchase',
  prodView: 'Viewed product',
  cart: 'Cart',
  service: 'Service',
  error: 'Error',
  lead: 'Lead',
  searchInfo: 'Search',
};

/** Names that LivePerson shortens. */
const NAMES: Record<string, string> = { ctype: 'Type', cstatus: 'Status' };

/** Any form of `sdes` is shown: what a brand sends is not checked. */
export function readContext(context: readonly unknown[]): ContextPart[] {
  return context
    .map((sde) => {
      if (!isObject(sde)) return { title: 'Context', facts: factsOf(sde, '') };
      const { type, ...rest } = sde;
      const title = typeof type === 'string' ? (TITLES[type] ?? words(type)) : 'Context';
      return { title, facts: factsOf(unwrapped(rest), '') };
    })
    .filter(({ facts }) => facts.length > 0);
}

/** `{"info": {…}}` says no more than what is in it. */
function unwrapped(rest: Record<string, unknown>): unknown {
  const [only, another] = Object.values(rest);
  return another === undefined && isObject(only) ? only : rest;
}

function factsOf(value: unknown, name: string): [string, string][] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) {
    if (!value.some(isObject)) return [[name || 'Value', value.map(textOf).join(', ')]];
    return value.flatMap((each, index) => factsOf(each, value.length > 1 ? join(name, String(index + 1)) : name));
  }
  if (!isObject(value)) return [[name || 'Value', textOf(value)]];
  const date = dateOf(value);
  if (date !== undefined) return [[name || 'Date', date]];
  return Object.entries(value).flatMap(([key, each]) => factsOf(each, join(name, NAMES[key] ?? words(key))));
}

/** `{"year": 1981, "month": 4, "day": 15}` */
function dateOf({ year, month, day, ...rest }: Record<string, unknown>): string | undefined {
  if (year === undefined || month === undefined || day === undefined || Object.keys(rest).length > 0) return undefined;
  return [year, month, day].map((part) => textOf(part).padStart(2, '0')).join('-');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function join(name: string, next: string): string {
  return name === '' ? next : `${name}, ${next.toLowerCase()}`;
}

/** "customerId" is "Customer id". */
function words(key: string): string {
  const spaced = key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
