// Buttons and select menus: a user can only use what is there and enabled.
import {
  type APIButtonComponent,
  type APISelectMenuComponent,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import { type InteractionDraft, openInteraction } from '../model/interactions.ts';
import { isSelect, placedComponents } from '../rules/components.ts';
import type { InteractionRecord, MessageRecord } from '../world.ts';
import type { Scene } from './commands.ts';
import { createResolved } from './resolved.ts';

/** Names for an error message. */
export function listed(names: readonly (string | undefined)[]): string {
  return names.filter(Boolean).join(', ') || 'none';
}

/** What a user can call the button by: its label, its emoji (`👍`, or `name:id` of a guild's own). */
function namesOf(button: APIButtonComponent): string[] {
  const label = 'label' in button ? button.label : undefined;
  const emoji = 'emoji' in button ? button.emoji : undefined;
  const drawn = emoji?.id ? `${emoji.name}:${emoji.id}` : emoji?.name;
  return [label, drawn].filter((name) => name !== undefined);
}

/** Clicks the button with that custom id, label or emoji. */
export function clickButton(scene: Scene, message: MessageRecord, name: string): InteractionRecord {
  const buttons = placedComponents(message.data.components ?? []).flatMap(({ component }) =>
    component.type === ComponentType.Button ? [component] : [],
  );
  const button =
    buttons.find((candidate) => 'custom_id' in candidate && candidate.custom_id === name) ??
    buttons.find((candidate) => namesOf(candidate).includes(name));
  if (!button) {
    const names = buttons.map((candidate) => namesOf(candidate).join(' '));
    throw new Error(`The message has no button "${name}" (buttons: ${listed(names)})`);
  }
  if (button.disabled) throw new Error(`The button "${name}" is disabled`);
  if (!('custom_id' in button)) throw new Error(`The button "${name}" is a link, which the bot never hears of`);
  const data = { component_type: ComponentType.Button as const, custom_id: button.custom_id };
  return openInteraction(scene.world, { ...scene, type: InteractionType.MessageComponent, message, data });
}

/** The values as the select menu takes them; throws where the client would not let the user choose so. */
export function chosenValues(select: APISelectMenuComponent, values: readonly string[], scene: Scene) {
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
