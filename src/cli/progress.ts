import cliProgress from 'cli-progress';
import type { Progress } from '../search/update-index.ts';

/** Shows how far embedding is, with the time left, on standard error; nothing where that is not a terminal. */
export function progressBar(): { show(progress: Progress): void; stop(): void } {
  const bar = new cliProgress.SingleBar({
    stream: process.stderr,
    format: '노트를 읽는 중 {bar} {percentage}% · 남은 시간 {eta_formatted}',
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 20,
  });
  return {
    show({ done, total }) {
      if (!process.stderr.isTTY) return;
      if (bar.isActive) bar.update(done);
      else bar.start(total, done);
    },
    stop: () => bar.stop(),
  };
}
