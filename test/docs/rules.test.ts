import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { builtInRuleSets } from '../../domain/rule-sets.ts';

const page = await readFile(path.join(import.meta.dirname, '../../docs/rules.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test.each(builtInRuleSets().flatMap((set) => set.rules))('rules.md has the row of $jurisdiction as it is', (rule) => {
  const { jurisdiction, name, holidays, messagesPer24Hours, source } = rule;
  const cells = rows.find(([cell]) => cell === (jurisdiction === '*' ? '`*`' : jurisdiction)) ?? [];
  expect([cells[1], cells[3], cells[4], cells[5]]).toEqual([
    name,
    holidays.length === 0 ? '' : String(holidays.length),
    messagesPer24Hours === null ? '' : String(messagesPer24Hours),
    source,
  ]);
  for (const { startTime, endTime } of rule.windows ?? []) {
    expect(cells[2]).toContain(`${clock(startTime)}–${clock(endTime)}`);
  }
});

test.each(builtInRuleSets())('rules.md says what changed in version $version of $name', ({ name, version }) => {
  expect(page).toContain(`## \`${name}\`, version ${version}`);
  expect(rows.map(([cell]) => cell)).toContain(String(version));
});

function clock({ hour, minute }: { hour: number; minute: number }): string {
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}
