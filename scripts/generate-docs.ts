import openapiTS, { astToString } from 'openapi-typescript';
import type { OpenAPIV3_1 } from 'openapi-types';
import { buildApp } from '../api/app.ts';
import { connect } from '../db/connect.ts';
import { configAlone, NO_OUTBOX } from '../dev/demo-api.ts';
import { toPostmanCollection } from './postman.ts';

/** Where `npm start` serves the API. */
const DEFAULT_BASE_URL = 'http://127.0.0.1:8080';

const SCHEMA_HEAD = '/** Made from docs/openapi.json by `npm run docs`. */\n\n';

/** The documents that are made from the code: their paths from the top of the repository, and their texts. */
export async function generateDocs(): Promise<Record<string, string>> {
  const document = await readDocument();
  const types = await openapiTS(structuredClone(document) as Parameters<typeof openapiTS>[0], { alphabetize: false });
  return {
    'docs/openapi.json': toText(document),
    'docs/postman-collection.json': toText(toPostmanCollection(document, DEFAULT_BASE_URL)),
    'client/schema.d.ts': SCHEMA_HEAD + astToString(types),
  };
}

/** The OpenAPI document of no server in particular. Nothing is connected to: the routes alone say it. */
async function readDocument(): Promise<OpenAPIV3_1.Document> {
  const config = configAlone(DEFAULT_BASE_URL);
  const db = connect(config.DATABASE_URL);
  const app = buildApp({ db, outbox: NO_OUTBOX, config });
  try {
    await app.ready();
    const description = 'Where the API is; by default that of `npm start`.';
    const servers = [{ url: '{baseUrl}', variables: { baseUrl: { default: DEFAULT_BASE_URL, description } } }];
    const { openapi, info, ...rest } = app.swagger() as OpenAPIV3_1.Document;
    return { openapi, info, ...rest, servers };
  } finally {
    await app.close();
    await db.destroy();
  }
}

function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
