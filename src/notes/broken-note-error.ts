import { UserError } from '../errors.ts';

/** A note that could not be parsed: it took too long, too much memory, or hit a fault. Others are not concerned. */
export class BrokenNoteError extends UserError {
  override readonly name = 'BrokenNoteError';
  /** The note's path relative to the notes folder. */
  readonly file: string;
  /** Why, in Korean, for where the file is named already. */
  readonly reason: string;

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`노트를 읽지 못해 건너뛰었어요: ${file} (${reason})`, options);
    this.file = file;
    this.reason = reason;
  }
}
