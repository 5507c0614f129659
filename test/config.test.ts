import { expect, it } from 'vitest';
import { loadConfig, loadDatabaseUrl } from '../config.ts';

const COMPLETE = {
  DATABASE_URL: 'postgres://daybreak:secret@db:5432/daybreak',
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_AUTH_TOKEN: 'a',
  WHATSAPP_ACCESS_TOKEN: 'b',
  WHATSAPP_APP_SECRET: 'c',
  WHATSAPP_VERIFY_TOKEN: 'd',
};

it('needs a database and the providers, and has a default for the rest', () => {
  expect(loadConfig(COMPLETE)).toMatchObject({
    TEMPORAL_ADDRESS: '127.0.0.1:7233',
    API_PORT: 8080,
    PROVIDER_TIMEOUT_MS: 10_000,
  });
});

it('names every variable that is missing or wrong, and no value', () => {
  const broken = {
    ...COMPLETE,
    TWILIO_AUTH_TOKEN: undefined,
    WHATSAPP_APP_SECRET: '',
    API_PORT: '70000',
    TEMPORAL_ADDRESS: 'here',
  };
  expect(() => loadConfig(broken)).toThrow(/TWILIO_AUTH_TOKEN: is missing[^]*WHATSAPP_APP_SECRET: is missing/);
  expect(() => loadConfig(broken)).toThrow(/TEMPORAL_ADDRESS: must be host:port/);
  expect(() => loadConfig(broken)).toThrow(/API_PORT: /);
  expect(() => loadConfig({ ...COMPLETE, DATABASE_URL: 'mysql://u:hunter2@db' })).not.toThrow(/hunter2/);
});

it('keeps a look-up later than any call: a provider may take 20 s at the most', () => {
  expect(() => loadConfig({ ...COMPLETE, PROVIDER_TIMEOUT_MS: '20001' })).toThrow(/PROVIDER_TIMEOUT_MS/);
});

it('asks the migrations for the database alone', () => {
  expect(loadDatabaseUrl({ DATABASE_URL: COMPLETE.DATABASE_URL })).toBe(COMPLETE.DATABASE_URL);
  expect(() => loadDatabaseUrl({})).toThrow(/DATABASE_URL: is missing/);
});
