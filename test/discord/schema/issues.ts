import type { core } from 'zod/mini';
import type { FormIssue } from '../api-error.ts';

/** Puts one of zod's complaints into Discord's words, with the number of its kind of code. */
function worded(issue: core.$ZodIssue): { code: string; message: string } {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : { code: `${issue.expected.toUpperCase()}_TYPE_CONVERT`, message: `Only ${issue.expected} is allowed here.` };
    case 'too_big':
      return ['string', 'array'].includes(issue.origin)
        ? { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
        : { code: 'NUMBER_TYPE_MAX', message: `Value should be less than or equal to ${issue.maximum}.` };
    case 'too_small':
      return ['string', 'array'].includes(issue.origin)
        ? { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` }
        : { code: 'NUMBER_TYPE_MIN', message: `Value should be greater than or equal to ${issue.minimum}.` };
    case 'invalid_value':
      return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${issue.values.map(String).join(', ')}}.` };
    case 'invalid_format':
      return issue.format === 'url'
        ? { code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' }
        : { code: 'STRING_TYPE_REGEX', message: `String value did not match the ${issue.format} format.` };
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message };
  }
}

/** A union's `type` decides which of its branches was meant; among those, the one with the fewest complaints. */
function meantBranch(branches: readonly core.$ZodIssue[][]): core.$ZodIssue[] {
  const cost = (branch: core.$ZodIssue[]): number =>
    branch.reduce((sum, issue) => sum + (issue.path.length === 1 && issue.path[0] === 'type' ? 1_000 : 1), 0);
  return [...branches].sort((a, b) => cost(a) - cost(b))[0] ?? [];
}

/** Turns zod's complaints into Discord's, each at its own field. */
export function formIssues(
  issues: readonly core.$ZodIssue[],
  parent: readonly (string | number)[] = [],
): readonly FormIssue[] {
  return issues.flatMap((issue) => {
    const path = [...parent, ...issue.path.map((key) => (typeof key === 'number' ? key : String(key)))];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) return formIssues(meantBranch(issue.errors), path);
    return [{ path, ...worded(issue) }];
  });
}
