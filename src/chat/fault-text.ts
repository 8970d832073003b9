// What people are told of what went wrong: nothing of where things are on the bot's machine.
import { UserError } from '../errors.ts';
import { WriteFaultError } from '../files.ts';
import { inert } from './inert.ts';
import { clip } from './payload.ts';
import { texts } from './texts.ts';

/** A fault of something that is about people's own files: its sentence, where it has one for them. */
export function faultText(fault: unknown): string {
  if (fault instanceof WriteFaultError) return texts.refusal.cannotWrite(fault.reason);
  return fault instanceof UserError ? inert(clip(fault.message, 500)) : texts.notes.state.unknownFault;
}

/** A fault of anything else. */
export const failureText = (fault: unknown): string =>
  fault instanceof WriteFaultError ? texts.refusal.cannotWrite(fault.reason) : texts.refusal.failed;
