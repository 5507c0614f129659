import { Client, Connection } from '@temporalio/client';

/** A Temporal that can't be reached for so long counts as away. */
const CONNECT_TIMEOUT = '3s';

/** A client that connects at its first call: a process can start before its Temporal does. Close its connection at the end. */
export function createClient(address: string, namespace: string): Client {
  return new Client({ connection: Connection.lazy({ address, connectTimeout: CONNECT_TIMEOUT }), namespace });
}
