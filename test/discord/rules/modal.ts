// What Discord's schema leaves out about modals.
import type {
  APIComponentInLabel,
  APIModalInteractionResponseCallbackComponent,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';
import { type FormIssue, invalidForm } from '../api-error.ts';

const MAX_MODAL_COMPONENTS = 5;

/** A field that the user fills in, with the name that they see. */
export interface ModalField {
  readonly label: string;
  readonly component: APIComponentInLabel;
  readonly path: readonly (string | number)[];
  /** Whether it stands in an action row (the old form) or under a label (the new one). */
  readonly inRow: boolean;
}

/** The fields of one of a modal's components; none of a text. */
export function fieldsOf(part: APIModalInteractionResponseCallbackComponent, index: number): ModalField[] {
  if (part.type === ComponentType.ActionRow) {
    return part.components.map((component, at) => ({
      label: component.label ?? '',
      component,
      path: ['components', index, 'components', at],
      inRow: true,
    }));
  }
  if (part.type !== ComponentType.Label) return [];
  const path = ['components', index, 'component'];
  return [{ label: part.label, component: part.component, path, inRow: false }];
}

function fieldIssues({ component, path, inRow, label }: ModalField): FormIssue[] {
  const issue = (field: string, code: string, message: string): FormIssue => ({
    path: [...path, field],
    code,
    message,
  });
  const issues: FormIssue[] = [];
  if (inRow && label === '') issues.push(issue('label', 'BASE_TYPE_REQUIRED', 'This field is required'));
  if (component.type !== ComponentType.TextInput) return issues;
  const most = component.max_length ?? Number.POSITIVE_INFINITY;
  if ((component.min_length ?? 0) > most) {
    issues.push(issue('min_length', 'NUMBER_TYPE_MAX', 'min_length is above max_length'));
  }
  if ((component.value ?? '').length > most) {
    issues.push(issue('value', 'BASE_TYPE_MAX_LENGTH', 'The value exceeds max_length'));
  }
  return issues;
}

/** Throws Discord's answer to a modal that is put together wrongly. */
export function requireValidModal(modal: APIModalInteractionResponseCallbackData): void {
  const fields = modal.components.flatMap(fieldsOf);
  const ids = fields.map((field) => field.component.custom_id);
  const issues = fields.flatMap(fieldIssues);
  for (const [index, { path, component }] of fields.entries()) {
    if (ids.indexOf(component.custom_id) === index) continue;
    const message = 'Component custom id cannot be duplicated';
    issues.push({ path: [...path, 'custom_id'], code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message });
  }
  if (modal.components.length > MAX_MODAL_COMPONENTS) {
    const message = `Must be between 1 and ${MAX_MODAL_COMPONENTS} in length.`;
    issues.push({ path: ['components'], code: 'BASE_TYPE_BAD_LENGTH', message });
  }
  // An action row of a modal holds one text input only.
  for (const [index, part] of modal.components.entries()) {
    if (part.type !== ComponentType.ActionRow || part.components.length === 1) continue;
    const message = 'The specified component exceeds the maximum width';
    const path = ['components', index, 'components'];
    issues.push({ path, code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message });
  }
  if (issues.length > 0) throw invalidForm(issues);
}
