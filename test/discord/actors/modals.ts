// Modals: a user fills in the fields that are there, within their limits.
import {
  type APIModalInteractionResponseCallbackComponent,
  type APITextInputComponent,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import { type InteractionDraft, openInteraction } from '../model/interactions.ts';
import { fieldsOf, type ModalField } from '../rules/modal.ts';
import type { InteractionRecord } from '../world.ts';
import type { Scene } from './commands.ts';
import { chosenValues, listed } from './components.ts';

/** What a modal's field can be given. */
export type FieldValue = string | boolean | readonly string[];

/** Characters that a text field takes unless it says otherwise. */
const MAX_TEXT = 4_000;

function filledText(name: string, field: APITextInputComponent, given: FieldValue | undefined): string {
  const value = given ?? field.value ?? '';
  if (typeof value !== 'string') throw new Error(`The field "${name}" takes text`);
  if (value === '' && field.required !== false) throw new Error(`The field "${name}" is required`);
  const [least, most] = [field.min_length ?? 0, field.max_length ?? MAX_TEXT];
  if (value.length > most || (value !== '' && value.length < least)) {
    throw new Error(`The field "${name}" takes ${least} to ${most} characters, not ${value.length}`);
  }
  return value;
}

function filledField({ label, component: field }: ModalField, given: FieldValue | undefined, scene: Scene) {
  const name = label || field.custom_id;
  const base = { type: field.type, id: field.id ?? 0, custom_id: field.custom_id };
  const values = given === undefined ? [] : [given].flat().map(String);
  switch (field.type) {
    case ComponentType.TextInput:
      return { ...base, value: filledText(name, field, given) };
    case ComponentType.Checkbox:
      return { ...base, value: given ?? field.default ?? false };
    case ComponentType.RadioGroup:
      return { ...base, value: given ?? null };
    case ComponentType.CheckboxGroup:
      return { ...base, values };
    case ComponentType.FileUpload:
      throw new Error(`Uploads in modals are not supported ("${name}")`);
    default:
      return {
        ...base,
        ...(values.length === 0 && field.required === false ? { values } : chosenValues(field, values, scene)),
      };
  }
}

function filledPart(
  part: APIModalInteractionResponseCallbackComponent,
  index: number,
  given: (label: string, customId: string) => FieldValue | undefined,
  scene: Scene,
) {
  const fields = fieldsOf(part, index).map((field) =>
    filledField(field, given(field.label, field.component.custom_id), scene),
  );
  const base = { type: part.type, id: part.id ?? index + 1 };
  if (part.type === ComponentType.TextDisplay) return base;
  return part.type === ComponentType.ActionRow ? { ...base, components: fields } : { ...base, component: fields[0] };
}

/** Fills in and sends the modal that the interaction opened; fields go by custom id or label. */
export function sendModal(
  scene: Scene,
  trigger: InteractionRecord,
  values: Readonly<Record<string, FieldValue>>,
): InteractionRecord {
  const { modal } = trigger;
  if (!modal) throw new Error('The bot has opened no modal');
  const used = new Set<string>();
  const given = (label: string, customId: string): FieldValue | undefined => {
    const key = [customId, label].find((candidate) => Object.hasOwn(values, candidate));
    if (key === undefined) return undefined;
    used.add(key);
    return values[key];
  };
  const components = modal.components.map((part, index) => filledPart(part, index, given, scene));
  const unknown = Object.keys(values).filter((key) => !used.has(key));
  if (unknown.length > 0) throw new Error(`The modal "${modal.title}" has no field ${listed(unknown)}`);
  const data = { custom_id: modal.custom_id, components } as InteractionDraft['data'];
  const source = trigger.sourceMessageId;
  const message = source === undefined ? undefined : scene.world.messages.get(source);
  return openInteraction(scene.world, { ...scene, type: InteractionType.ModalSubmit, data, message, trigger });
}
