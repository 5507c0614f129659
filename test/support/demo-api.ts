import type { AppDeps } from '../../api/deps.ts';
import * as demo from '../../dev/demo-api.ts';
import { createTestDatabase } from './servers.ts';

export type { DemoApi } from '../../dev/demo-api.ts';

/** The API alone with the demo account, on a database of its own, which goes when it is stopped. */
export async function startDemoApi(options: Partial<AppDeps> = {}): Promise<demo.DemoApi> {
  const database = await createTestDatabase();
  const api = await demo.startDemoApi(database.url, options);
  return {
    ...api,
    stop: async () => {
      await api.stop();
      await database.drop();
    },
  };
}
