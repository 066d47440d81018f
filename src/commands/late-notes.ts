import type { Context } from '../context/context.ts';
import type { SmsctlError } from '../core/errors.ts';
import type { Lease } from '../core/model.ts';
import { failureText } from '../views/failure.ts';

/** Remarks on numbers that were given up and looked at once more. */

export function noteLateCode({ output, texts }: Context, lease: Lease, code: string): void {
  output.note(texts.notes.lateCode(lease.number ?? lease.id, code), 'warn');
}

export function noteLateTrouble({ output, texts }: Context, lease: Lease, error: SmsctlError): void {
  output.note(texts.notes.noLateLook(lease.number ?? lease.id, failureText(error, texts).message), 'warn');
}
