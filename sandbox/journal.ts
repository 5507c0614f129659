import { createReadStream } from 'node:fs';
import { type FileHandle, constants, access, mkdir, open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { FastifyBaseLogger } from 'fastify';
import type { Entry } from './store.ts';

const FLUSH_MS = 10;
const COMPACT_BYTES = 64 * 1024 * 1024;
/** While the disk refuses, entries wait in memory up to this many. */
const MAX_PENDING = 200_000;

/**
 * The log on disk: one JSON entry a line, appended in batches. When it has outgrown what the store keeps, it is written anew from
 * the store. It is not synced: a power cut may take the last moments, a killed process at most the last batch.
 */
export class Journal {
  /** Why the last write failed; undefined while all is well. */
  failure: string | undefined;
  readonly #folder: string;
  readonly #path: string;
  readonly #log: FastifyBaseLogger;
  readonly #snapshot: () => Iterable<Entry>;
  #pending: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #file: FileHandle | undefined;
  #bytes = 0;
  #compactAt = COMPACT_BYTES;
  #torn = false;

  constructor(folder: string, log: FastifyBaseLogger, snapshot: () => Iterable<Entry>) {
    this.#folder = folder;
    this.#path = join(folder, 'log.jsonl');
    this.#log = log;
    this.#snapshot = snapshot;
  }

  /** Reads the log. A last line cut short by a killed process is passed over. Throws when the folder can't be written to. */
  async load(apply: (entry: Entry) => void): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await access(this.#folder, constants.W_OK);
    this.#bytes = await stat(this.#path).then(
      (file) => file.size,
      () => 0,
    );
    if (this.#bytes === 0) return;
    let unreadable = 0;
    let last = '';
    for await (const line of createInterface({ input: createReadStream(this.#path), crlfDelay: Infinity })) {
      last = line;
      if (line !== '' && !applyLine(line, apply)) unreadable += 1;
    }
    this.#torn = last !== '' && !isJson(last);
    if (unreadable > 0) this.#log.warn(`${unreadable} lines of ${this.#path} can't be read and are passed over`);
  }

  append(entry: Entry): void {
    if (this.#pending.length >= MAX_PENDING) return;
    this.#pending.push(JSON.stringify(entry));
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  /** Writes what is pending. Never rejects: a failure is kept in `failure` and the entries are tried again. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async close(): Promise<void> {
    await this.flush();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#file?.close();
    this.#file = undefined;
  }

  async #write(): Promise<void> {
    const batch = this.#pending;
    if (batch.length === 0) return;
    this.#pending = [];
    try {
      this.#file ??= await open(this.#path, 'a');
      const lines = `${this.#torn ? '\n' : ''}${batch.join('\n')}\n`;
      await this.#file.appendFile(lines);
      this.#torn = false;
      this.#bytes += Buffer.byteLength(lines);
      this.failure = undefined;
    } catch (error) {
      if (this.failure === undefined) this.#log.error(error, `Can't write ${this.#path}`);
      this.failure = error instanceof Error ? error.message : String(error);
      this.#pending = [...batch, ...this.#pending];
      this.#torn = true;
      this.#timer ??= setTimeout(() => void this.flush(), 1_000);
      return;
    }
    if (this.#bytes > this.#compactAt) {
      await this.#compact().catch((error: unknown) => {
        this.#compactAt = 2 * this.#bytes;
        this.#log.error(error, `Can't write ${this.#path} anew: it goes on growing`);
      });
    }
  }

  async #compact(): Promise<void> {
    const path = `${this.#path}.new`;
    const file = await open(path, 'w');
    let lines: string[] = [];
    for (const entry of this.#snapshot()) {
      lines.push(JSON.stringify(entry));
      if (lines.length < 1_000) continue;
      await file.appendFile(`${lines.join('\n')}\n`);
      lines = [];
    }
    if (lines.length > 0) await file.appendFile(`${lines.join('\n')}\n`);
    await file.close();
    await this.#file?.close();
    this.#file = undefined;
    await rename(path, this.#path);
    this.#bytes = (await stat(this.#path)).size;
    this.#compactAt = Math.max(COMPACT_BYTES, 2 * this.#bytes);
  }
}

function applyLine(line: string, apply: (entry: Entry) => void): boolean {
  try {
    apply(JSON.parse(line) as Entry);
    return true;
  } catch {
    return false;
  }
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
