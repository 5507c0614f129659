import { existsSync } from 'node:fs';
import { chmod, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cachedTestServer, fillAtomically, testServerVersion } from './cache.ts';
import { download } from './download.ts';
import { Failure } from './failure.ts';
import { lastLines } from './log-files.ts';
import { type Parts } from './parts.ts';
import { run } from './run.ts';

const probeTimeoutMs = 10_000;

/**
 * The executable of the time-skipping test server: the cached one, else the SDK's download, else a script around the one from Maven,
 * where Java and Maven are there. Throws a Failure where every way ends.
 */
export async function obtainTestServer(cache: string, parts: Parts, say: (line: string) => void): Promise<string> {
  const target = cachedTestServer(cache);
  if (existsSync(target)) return target;
  await fillAtomically(target, async (folder) => {
    parts.temporary(folder);
    say('Time-skipping test server: none on this machine yet, trying the official download');
    const downloaded = await download(parts, 'temporal-test-server', folder);
    if (downloaded !== undefined) return rename(downloaded, path.join(folder, path.basename(target)));
    if (!(await has('java', '-version')) || !(await has('mvn', '-version'))) {
      throw new Failure(
        "The time-skipping test server's download can not be reached, and Java and Maven are not there to fetch it: install both.",
      );
    }
    say('Time-skipping test server: the download can not be reached; fetching it with Maven, once');
    await fetchWithMaven(parts, folder, path.basename(target));
  });
  return target;
}

async function fetchWithMaven(parts: Parts, folder: string, name: string): Promise<void> {
  await writeFile(path.join(folder, 'pom.xml'), pom);
  const pomFile = path.join(folder, 'pom.xml');
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies';
  const args = ['-B', '-f', pomFile, goal, `-DoutputDirectory=${path.join(folder, 'lib')}`];
  const part = parts.start('test-server-fetch', 'mvn', args, { tool: true });
  if ((await part.ended) !== 'exit code 0') {
    throw new Failure(
      `Maven could not fetch the test server; its last lines, from ${part.logFile}:\n${lastLines(part.logFile)}`,
    );
  }
  await writeFile(path.join(folder, name), script);
  await chmod(path.join(folder, name), 0o755);
}

async function has(command: string, flag: string): Promise<boolean> {
  return (await run(command, [flag], probeTimeoutMs)).ok;
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>daybreak</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${testServerVersion}</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
`;

// A short life wants a quick start more than peak speed.
const script = `#!/bin/sh
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`;
