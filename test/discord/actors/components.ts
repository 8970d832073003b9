// Buttons, select menus and modals: a user can only use what is there and enabled.
import {
  type APIButtonComponent,
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackComponent,
  type APISelectMenuComponent,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import { type InteractionDraft, openInteraction } from '../model/interactions.ts';
import { isSelect, placedComponents } from '../rules/components.ts';
import { fieldsOf } from '../rules/modal.ts';
import type { InteractionRecord, MessageRecord } from '../world.ts';
import type { Scene } from './commands.ts';
import { createResolved } from './resolved.ts';

/** What a modal's field can be given. */
export type FieldValue = string | boolean | readonly string[];

function listed(names: readonly (string | undefined)[]): string {
  return names.filter(Boolean).join(', ') || 'none';
}

function labelOf(button: APIButtonComponent): string | undefined {
  return 'label' in button ? (button.label ?? button.emoji?.name) : undefined;
}

/** Clicks the button with that custom id or label. */
export function clickButton(scene: Scene, message: MessageRecord, name: string): InteractionRecord {
  const buttons = placedComponents(message.data.components ?? []).flatMap(({ component }) =>
    component.type === ComponentType.Button ? [component] : [],
  );
  const button =
    buttons.find((candidate) => 'custom_id' in candidate && candidate.custom_id === name) ??
    buttons.find((candidate) => labelOf(candidate) === name);
  if (!button) throw new Error(`The message has no button "${name}" (buttons: ${listed(buttons.map(labelOf))})`);
  if (button.disabled) throw new Error(`The button "${name}" is disabled`);
  if (!('custom_id' in button)) throw new Error(`The button "${name}" is a link, which the bot never hears of`);
  const data = { component_type: ComponentType.Button as const, custom_id: button.custom_id };
  return openInteraction(scene.world, { ...scene, type: InteractionType.MessageComponent, message, data });
}

function chosenValues(select: APISelectMenuComponent, values: readonly string[], scene: Scene) {
  const { world, channel, user } = scene;
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  const resolved = createResolved(world, guild, channel, user.id);
  const chosen = values.map((value) => {
    if (select.type === ComponentType.StringSelect) {
      const option = select.options.find((candidate) => candidate.value === value || candidate.label === value);
      if (!option) throw new Error(`"${value}" is not among ${listed(select.options.map(({ label }) => label))}`);
      return option.value;
    }
    const kinds = {
      [ComponentType.UserSelect]: resolved.user,
      [ComponentType.RoleSelect]: resolved.role,
      [ComponentType.MentionableSelect]: (id: string) => resolved.role(id) || resolved.user(id),
      [ComponentType.ChannelSelect]: resolved.channel,
    };
    if (!kinds[select.type](value)) throw new Error(`${value} cannot be chosen in "${select.custom_id}"`);
    return value;
  });
  const [least, most] = [select.min_values ?? 1, select.max_values ?? 1];
  if (chosen.length < least || chosen.length > most) {
    throw new Error(`"${select.custom_id}" takes ${least} to ${most} values, not ${chosen.length}`);
  }
  return { values: chosen, ...(select.type !== ComponentType.StringSelect && { resolved: resolved.data }) };
}

/** Chooses in the select menu with that custom id: values or labels of a string select, ids in the others. */
export function chooseIn(
  scene: Scene,
  message: MessageRecord,
  customId: string,
  values: readonly string[],
): InteractionRecord {
  const selects = placedComponents(message.data.components ?? []).flatMap(({ component }) =>
    isSelect(component) ? [component] : [],
  );
  const select = selects.find((candidate) => candidate.custom_id === customId);
  if (!select) {
    throw new Error(
      `The message has no select menu "${customId}" (${listed(selects.map(({ custom_id }) => custom_id))})`,
    );
  }
  if (select.disabled) throw new Error(`The select menu "${customId}" is disabled`);
  const data = { component_type: select.type, custom_id: customId, ...chosenValues(select, values, scene) };
  const type = InteractionType.MessageComponent;
  return openInteraction(scene.world, { ...scene, type, message, data: data as InteractionDraft['data'] });
}

function filledField(label: string, field: APIComponentInLabel, given: FieldValue | undefined, scene: Scene) {
  const name = label || field.custom_id;
  const required = !('required' in field) || field.required !== false;
  const base = { type: field.type, id: field.id ?? 0, custom_id: field.custom_id };
  if (field.type === ComponentType.TextInput) {
    const value = given ?? field.value ?? '';
    if (typeof value !== 'string') throw new Error(`The field "${name}" takes text`);
    if (value === '' && required) throw new Error(`The field "${name}" is required`);
    const [least, most] = [field.min_length ?? 0, field.max_length ?? 4_000];
    if (value.length > most || (value !== '' && value.length < least)) {
      throw new Error(`The field "${name}" takes ${least} to ${most} characters, not ${value.length}`);
    }
    return { ...base, value };
  }
  if (field.type === ComponentType.Checkbox) return { ...base, value: given ?? field.default ?? false };
  if (field.type === ComponentType.RadioGroup) return { ...base, value: given ?? null };
  if (field.type === ComponentType.FileUpload) throw new Error(`Uploads in modals are not supported ("${name}")`);
  const values = given === undefined ? [] : [given].flat().map(String);
  if (field.type === ComponentType.CheckboxGroup || (values.length === 0 && !required)) return { ...base, values };
  return { ...base, ...chosenValues(field, values, scene) };
}

function filledPart(
  part: APIModalInteractionResponseCallbackComponent,
  index: number,
  given: (label: string, customId: string) => FieldValue | undefined,
  scene: Scene,
) {
  const fields = fieldsOf(part, index).map(({ label, component }) =>
    filledField(label, component, given(label, component.custom_id), scene),
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
