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
      path: ['data', 'components', index, 'components', at],
      inRow: true,
    }));
  }
  if (part.type !== ComponentType.Label) return [];
  const path = ['data', 'components', index, 'component'];
  return [{ label: part.label, component: part.component, path, inRow: false }];
}

/** Throws Discord's answer to a modal that is put together wrongly. */
export function requireValidModal(modal: APIModalInteractionResponseCallbackData): void {
  const issues: FormIssue[] = [];
  if (modal.components.length > MAX_MODAL_COMPONENTS) {
    const message = `Must be between 1 and ${MAX_MODAL_COMPONENTS} in length.`;
    issues.push({ path: ['data', 'components'], code: 'BASE_TYPE_BAD_LENGTH', message });
  }
  const fields = modal.components.flatMap(fieldsOf);
  const ids = fields.map((field) => field.component.custom_id);
  for (const [index, field] of fields.entries()) {
    const { component, path } = field;
    if (ids.indexOf(component.custom_id) !== index) {
      const message = 'Component custom id cannot be duplicated';
      issues.push({ path: [...path, 'custom_id'], code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message });
    }
    if (field.inRow && field.label === '') {
      issues.push({ path: [...path, 'label'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
    }
    if (component.type !== ComponentType.TextInput) continue;
    if ((component.min_length ?? 0) > (component.max_length ?? Number.POSITIVE_INFINITY)) {
      issues.push({
        path: [...path, 'min_length'],
        code: 'NUMBER_TYPE_MAX',
        message: 'min_length is above max_length',
      });
    }
    if ((component.value ?? '').length > (component.max_length ?? Number.POSITIVE_INFINITY)) {
      issues.push({ path: [...path, 'value'], code: 'BASE_TYPE_MAX_LENGTH', message: 'The value exceeds max_length' });
    }
  }
  // An action row of a modal holds one text input only.
  for (const [index, part] of modal.components.entries()) {
    if (part.type !== ComponentType.ActionRow || part.components.length === 1) continue;
    const message = 'The specified component exceeds the maximum width';
    const path = ['data', 'components', index, 'components'];
    issues.push({ path, code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message });
  }
  if (issues.length > 0) throw invalidForm(issues);
}
