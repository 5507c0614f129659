import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const compose = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');
const example = readFileSync(path.join(root, '.env.example'), 'utf8');

test('docker-compose.yml takes every secret from outside, and holds none', () => {
  const secrets = [...compose.matchAll(/^\s+\w*(?:PASSWORD|PWD|TOKEN|SECRET|SID)\w*: (.*)$/gm)].map(
    (match) => match[1],
  );
  expect(secrets.length).toBeGreaterThanOrEqual(8);
  for (const value of secrets) expect(value).toMatch(/^\$\{[A-Z_]+:-\}$/);
});

test('.env.example names every variable that docker-compose.yml needs, and has a value for none', () => {
  const needed = new Set([...compose.matchAll(/\$\{([A-Z_]+):-\}/g)].map((match) => match[1]));
  const offered = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)];
  expect(new Set(offered.map((match) => match[1]))).toEqual(needed);
  expect(offered.map((match) => match[2]).join('')).toBe('');
});
