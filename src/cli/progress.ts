import cliProgress from 'cli-progress';
import type { Progress } from '../search/update-index.ts';

/** Shows how far embedding is, with the time left, on standard error; nothing where that is not a terminal. */
export function progressBar(): { show(progress: Progress): void; stop(): void } {
  // The cursor stays: Ctrl+C would leave the shell without one.
  const bar = new cliProgress.SingleBar({
    stream: process.stderr,
    format: '노트를 읽는 중 {bar} {percentage}% · 남은 시간 {left}',
    hideCursor: false,
    clearOnComplete: true,
  });
  let started: number | undefined;
  return {
    show({ done, total }) {
      if (!process.stderr.isTTY) return;
      started ??= performance.now();
      const seconds = Math.ceil((((performance.now() - started) / done) * (total - done)) / 1000);
      const left = done === 0 ? '재는 중' : `${seconds}초`;
      if (bar.isActive) bar.update(done, { left });
      else bar.start(total, done, { left });
    },
    stop: () => bar.stop(),
  };
}
