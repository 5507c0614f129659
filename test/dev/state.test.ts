import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fillAtomically } from '../../dev/cache.ts';
import { closedFolder } from '../../dev/postgres.ts';
import { ensureSecrets, findBroken, forget, markComplete, prepare, stateOf, type State } from '../../dev/state.ts';

let folder: string;
let state: State;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-state-'));
  state = stateOf(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function putCluster(): void {
  mkdirSync(path.join(state.postgres, 'global'), { recursive: true });
  for (const name of ['PG_VERSION', 'global/pg_control', 'postgresql.conf'])
    writeFileSync(path.join(state.postgres, name), '18\n');
}

describe('a state folder', () => {
  function putTemporalDatabase(text: string): void {
    mkdirSync(state.temporal);
    writeFileSync(state.temporalDatabase, text);
  }
  const cases: [string, () => void, RegExp | undefined][] = [
    ['that is empty is whole', () => undefined, undefined],
    [
      'with secrets and a cluster is whole',
      () => {
        ensureSecrets(state);
        putCluster();
      },
      undefined,
    ],
    [
      'with half a cluster is not',
      () => {
        putCluster();
        rmSync(path.join(state.postgres, 'PG_VERSION'));
      },
      /postgres is half-written/,
    ],
    ['with a cluster whose password is lost is not', putCluster, /no secrets\.json/],
    ['with half its secrets is not', () => writeFileSync(state.secrets, '{"POSTGRES'), /secrets\.json is damaged/],
    [
      'with a cluster of another Postgres is not',
      () => {
        putCluster();
        writeFileSync(path.join(state.postgres, 'PG_VERSION'), '15\n');
      },
      /written by Postgres 15, and this version has 18/,
    ],
    [
      'that has lost its Temporal database is not',
      () => {
        ensureSecrets(state);
        putCluster();
        markComplete(state, { temporal: true });
      },
      /has lost temporal\/temporal\.db/,
    ],
    [
      'that has lost its cluster is not',
      () => {
        ensureSecrets(state);
        putTemporalDatabase('');
        markComplete(state, { temporal: true });
      },
      /has lost postgres/,
    ],
    [
      'whose Temporal server is another one needs no database of it',
      () => {
        ensureSecrets(state);
        putCluster();
        markComplete(state, { temporal: false });
      },
      undefined,
    ],
    ['with a Temporal database of something else is not', () => putTemporalDatabase('x'), /temporal\.db is damaged/],
    ['with a Temporal database just begun is whole', () => putTemporalDatabase(''), undefined],
  ];
  test.each(cases)('%s', (_case, put, broken) => {
    put();
    if (broken) {
      expect(() => prepare(state)).toThrow(broken);
      expect(() => prepare(state)).toThrow('`npm start -- --fresh` begins anew');
    } else {
      expect(findBroken(state)).toBeUndefined();
      prepare(state);
    }
  });

  test('is whole again after it was forgotten, and keeps what is not the stack’s', async () => {
    writeFileSync(path.join(folder, 'notes.txt'), 'mine');
    writeFileSync(state.secrets, 'half');
    await forget(state);
    expect(findBroken(state)).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });

  test('keeps its secrets between starts, for its owner alone', () => {
    const secrets = ensureSecrets(state);
    expect(ensureSecrets(state)).toEqual(secrets);
    expect(statSync(state.secrets).mode & 0o777).toBe(0o600);
    expect(new Set(Object.values(secrets)).size).toBe(6);
  });
});

describe('an executable of the cache', () => {
  let executable: string;
  beforeEach(() => {
    executable = path.join(folder, 'cache', 'server-1', 'server');
  });
  const cached = () => readdirSync(path.join(folder, 'cache'));

  test('is put there by one of several who make it at once, and the rest is cleared away', async () => {
    const makers = ['a', 'b', 'c'].map((text) =>
      fillAtomically(executable, (unfinished) => writeFile(path.join(unfinished, 'server'), text)),
    );
    await Promise.all(makers);
    expect(cached()).toEqual(['server-1']);
    expect(readFileSync(executable, 'utf8')).toMatch(/^[abc]$/);
  });

  test('takes the place of a folder that lacks it', async () => {
    mkdirSync(path.dirname(executable), { recursive: true });
    writeFileSync(path.join(path.dirname(executable), 'pom.xml'), 'left over');
    await fillAtomically(executable, (unfinished) => writeFile(path.join(unfinished, 'server'), 'whole'));
    expect(readFileSync(executable, 'utf8')).toBe('whole');
  });

  test('is not there when making it failed', async () => {
    await expect(fillAtomically(executable, () => Promise.reject(new Error('no network')))).rejects.toThrow(
      'no network',
    );
    expect(cached()).toEqual([]);
  });
});

test('the folder that bars other users is named', () => {
  const inner = path.join(folder, 'inner', 'data');
  mkdirSync(inner, { recursive: true, mode: 0o755 });
  expect(closedFolder(path.join(inner, 'postgres'))).toBe(folder);
});
