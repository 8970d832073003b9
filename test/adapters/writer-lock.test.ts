import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeWriterLock } from '../../src/adapters/writer-lock.ts';
import { HOLD_LOCK } from '../support/hold-lock.ts';

describe('writer lock', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seogi-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is held once, until it is released', () => {
    const first = takeWriterLock(folder);
    expect(first).toBeDefined();
    expect(takeWriterLock(folder)).toBeUndefined();
    first?.release();
    const second = takeWriterLock(folder);
    expect(second).toBeDefined();
    second?.release();
  });

  it('of another data folder is another lock', () => {
    const first = takeWriterLock(join(folder, 'a'));
    const second = takeWriterLock(join(folder, 'b'));
    expect(second).toBeDefined();
    first?.release();
    second?.release();
  });

  it('is free again when the process that held it was killed', async () => {
    const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLD_LOCK, join(folder, 'writer.lock')]);
    await once(holder.stdout, 'data');
    expect(takeWriterLock(folder)).toBeUndefined();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const lock = takeWriterLock(folder);
    expect(lock).toBeDefined();
    lock?.release();
  });
});
