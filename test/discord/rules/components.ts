// What Discord's schemas leave out about components: how rows are filled, and that custom ids are not repeated.
import {
  type APIButtonComponent,
  type APIMessageComponent,
  type APIMessageTopLevelComponent,
  type APISelectMenuComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { FormIssue } from '../api-error.ts';

type Path = readonly (string | number)[];

const MAX_ROWS = 5;
/** Of a message made of components (the V2 flag), the nested ones counted. */
const MAX_V2_COMPONENTS = 40;
/** Characters of all text components together. */
const MAX_V2_TEXT = 4_000;

interface Placed {
  readonly component: APIMessageComponent;
  readonly path: Path;
}

/** Every component with its place, parents before children. */
export function placedComponents(components: readonly APIMessageComponent[], parent: Path = ['components']): Placed[] {
  return components.flatMap((component, index) => {
    const path = [...parent, index];
    const children = 'components' in component ? placedComponents(component.components, [...path, 'components']) : [];
    const accessory =
      'accessory' in component ? [{ component: component.accessory, path: [...path, 'accessory'] }] : [];
    return [{ component, path }, ...children, ...accessory];
  });
}

/** The text of all text components, a line each. */
export function textOf(components: readonly APIMessageComponent[]): string {
  return placedComponents(components)
    .map(({ component }) => (component.type === ComponentType.TextDisplay ? component.content : ''))
    .filter((text) => text !== '')
    .join('\n');
}

/** Whether it is one of the five kinds of select menu. */
export function isSelect(component: APIMessageComponent): component is APISelectMenuComponent {
  return 'custom_id' in component && component.type !== ComponentType.Button;
}

function buttonIssues(button: APIButtonComponent, path: Path): FormIssue[] {
  const issue = (field: string, code: string, message: string): FormIssue => ({
    path: [...path, field],
    code,
    message,
  });
  const has = (field: string): boolean => field in button && Reflect.get(button, field) != null;
  const issues: FormIssue[] = [];
  if (button.style === ButtonStyle.Link) {
    if (!has('url')) issues.push(issue('url', 'BASE_TYPE_REQUIRED', 'A url is required'));
    if (has('custom_id')) issues.push(issue('custom_id', 'COMPONENT_URL_AND_CUSTOM_ID', 'A link has no custom id'));
  } else if (button.style !== ButtonStyle.Premium && !has('custom_id')) {
    issues.push(issue('custom_id', 'BASE_TYPE_REQUIRED', 'A custom id is required'));
  }
  const blank = button.style !== ButtonStyle.Premium && !(Reflect.get(button, 'label') || has('emoji'));
  if (blank) issues.push(issue('label', 'BUTTON_COMPONENT_LABEL_OR_EMOJI', 'A button must have a label or an emoji'));
  return issues;
}

function selectIssues(select: APISelectMenuComponent, path: Path): FormIssue[] {
  const issues: FormIssue[] = [];
  const [least, most] = [select.min_values ?? 1, select.max_values ?? 1];
  if (least > most) {
    issues.push({ path: [...path, 'min_values'], code: 'BASE_TYPE_MAX', message: 'min_values is above max_values' });
  }
  if (select.type !== ComponentType.StringSelect) return issues;
  const values = select.options.map((option) => option.value);
  for (const [index, value] of values.entries()) {
    if (values.indexOf(value) === index) continue;
    const at = [...path, 'options', index, 'value'];
    issues.push({ path: at, code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message: `Option value ${value} twice` });
  }
  if (select.max_values !== undefined && most > values.length) {
    const message = `Value should be less than or equal to ${values.length}.`;
    issues.push({ path: [...path, 'max_values'], code: 'NUMBER_TYPE_MAX', message });
  }
  return issues;
}

function duplicateIssues(placed: readonly Placed[]): FormIssue[] {
  const seen = new Set<string>();
  return placed.flatMap(({ component, path }) => {
    const id = 'custom_id' in component ? component.custom_id : undefined;
    if (id == null) return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const message = 'Component custom id cannot be duplicated';
    return [{ path: [...path, 'custom_id'], code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message }];
  });
}

/** What Discord would complain about in a message's components. `v2`: the message carries the IsComponentsV2 flag. */
export function componentIssues(components: readonly APIMessageTopLevelComponent[], v2: boolean): FormIssue[] {
  const placed = placedComponents(components);
  const issues = duplicateIssues(placed);
  for (const { component, path } of placed) {
    if (component.type === ComponentType.Button) issues.push(...buttonIssues(component, path));
    if (isSelect(component)) issues.push(...selectIssues(component, path));
    if (component.type === ComponentType.ActionRow) {
      const selects = component.components.filter(isSelect).length;
      const overfull = selects > 1 || (selects === 1 && component.components.length > 1);
      const message = 'The specified component exceeds the maximum width';
      if (overfull) issues.push({ path: [...path, 'components'], code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message });
    } else if (path.length === 2 && !v2) {
      const message = 'This component needs the IS_COMPONENTS_V2 flag';
      issues.push({ path: [...path, 'type'], code: 'UNION_TYPE_CHOICES', message });
    }
  }
  const tooMany = v2 ? placed.length > MAX_V2_COMPONENTS : components.length > MAX_ROWS;
  const most = v2 ? MAX_V2_COMPONENTS : MAX_ROWS;
  if (tooMany)
    issues.push({
      path: ['components'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be between 1 and ${most} in length.`,
    });
  if (textOf(components).length > MAX_V2_TEXT) {
    const message = `The text displays exceed ${MAX_V2_TEXT} characters`;
    issues.push({ path: ['components'], code: 'COMPONENT_MAX_TOTAL_TEXT_EXCEEDED', message });
  }
  return issues;
}
