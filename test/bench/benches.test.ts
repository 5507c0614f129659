import { expect, test } from 'vitest';
import { slope } from '../../bench/campaign/samples.ts';
import { chooseBenches, GOALS, listBenches, readFigures } from '../../bench/benches.ts';

const scripts = {
  test: 'vitest run',
  bench: 'exec node bench/run.ts',
  'bench:zones': 'exec node bench/zones.ts',
  'bench:later': 'exec node --expose-gc bench/later.ts',
  'bench:journey': 'exec node bench/journey.ts',
};

test('the benches are the scripts of their name, in the order that they are told of, unknown ones last', () => {
  expect(listBenches(scripts)).toEqual([
    { name: 'journey', args: ['bench/journey.ts'], canCluster: true },
    { name: 'zones', args: ['bench/zones.ts'], canCluster: false },
    { name: 'later', args: ['--expose-gc', 'bench/later.ts'], canCluster: false },
  ]);
});

test('no name means all benches, on a cluster those that run the whole product', () => {
  const all = listBenches(scripts);
  const names = (given: string[], cluster: boolean) => chooseBenches(all, given, cluster).map(({ name }) => name);
  expect(names([], false)).toEqual(['journey', 'zones', 'later']);
  expect(names(['later', 'zones'], false)).toEqual(['zones', 'later']);
  expect(names([], true)).toEqual(['journey']);
  expect(() => names(['jorney'], false)).toThrow('There is no bench "jorney". There are: journey, zones, later.');
});

test('figures are the lines of JSON, whatever else is written there', () => {
  const output = ' WARN temporalio_sdk_core: slow\n{"bench":"zones","p50":3}\n{broken\n{"p95":4}\n';
  expect(readFigures(output)).toEqual([{ p50: 3 }, { p95: 4 }]);
});

test('a goal is met or missed by every line that has its figure, and not measured where none has', () => {
  const lost = GOALS.find(({ goal }) => goal === 'no recipient lost');
  expect(lost?.isMet([{ what: 'bare' }, { 'recipients lost': 0 }])).toBe(true);
  expect(lost?.isMet([{ 'recipients lost': 0 }, { 'recipients lost': 1 }])).toBe(false);
  expect(lost?.isMet([{ what: 'bare' }])).toBeUndefined();
});

test('the growth with each x is that of the line closest to the points', () => {
  const at = (x: number, y: number) => ({ x, y });
  expect(slope([at(0, 5), at(1, 7), at(2, 9)])).toBeCloseTo(2);
  expect(slope([at(0, 1), at(1, -1), at(2, 1), at(3, -1)])).toBeCloseTo(-0.4);
  expect(slope([at(1, 1)])).toBeNaN();
});
