// What Discord's schemas leave out about application commands.
import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from 'discord-api-types/v10';
import { type FormIssue, invalidForm } from '../api-error.ts';

type Path = readonly (string | number)[];

/** A command as a request describes it. */
export interface CommandForm {
  readonly type: ApplicationCommandType;
  readonly name: string;
  readonly description: string;
  readonly options: readonly APIApplicationCommandOption[];
}

/** Letters, digits, - and _ of any script, and no capitals where the script has them. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** Of one command: all names, descriptions and choices together. */
const MAX_CHARACTERS = 8_000;

function nameIssues(name: string, path: Path): FormIssue[] {
  const valid = NAME.test(name) && name === name.toLowerCase();
  const message = 'Command name is invalid';
  return valid ? [] : [{ path: [...path, 'name'], code: 'APPLICATION_COMMAND_INVALID_NAME', message }];
}

function nested(option: APIApplicationCommandOption): readonly APIApplicationCommandOption[] {
  return 'options' in option ? (option.options ?? []) : [];
}

function optionIssues(options: readonly APIApplicationCommandOption[], parent: Path): FormIssue[] {
  const issues: FormIssue[] = [];
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const path = [...parent, 'options', index];
    issues.push(...nameIssues(option.name, path));
    if (options.findIndex((other) => other.name === option.name) !== index) {
      const message = 'Option names must be unique';
      issues.push({ path: [...path, 'name'], code: 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED', message });
    }
    const sub = option.type <= ApplicationCommandOptionType.SubcommandGroup;
    if (!sub && option.required && optionalSeen) {
      const message = 'Required options must be placed before non-required options';
      issues.push({ path, code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message });
    }
    optionalSeen ||= !sub && !option.required;
    if ('autocomplete' in option && option.autocomplete && 'choices' in option && option.choices?.length) {
      const message = 'Choices and autocomplete exclude each other';
      issues.push({
        path: [...path, 'autocomplete'],
        code: 'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE',
        message,
      });
    }
    issues.push(...optionIssues(nested(option), path));
  }
  const subs = options.filter((option) => option.type <= ApplicationCommandOptionType.SubcommandGroup).length;
  if (subs > 0 && subs < options.length) {
    const message = 'Sub-command and sub-command group option types are mutually exclusive to all other types';
    issues.push({ path: [...parent, 'options'], code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message });
  }
  return issues;
}

function characters(part: CommandForm | APIApplicationCommandOption): number {
  const choices = 'choices' in part ? (part.choices ?? []) : [];
  const options = 'options' in part ? (part.options ?? []) : [];
  const own = part.name.length + part.description.length;
  const chosen = choices.reduce((sum, choice) => sum + choice.name.length + String(choice.value).length, 0);
  return options.reduce((sum, option) => sum + characters(option), own + chosen);
}

function commandIssues(command: CommandForm, path: Path): FormIssue[] {
  if (command.type !== ApplicationCommandType.ChatInput) {
    const described = command.description !== '' || command.options.length > 0;
    const message = 'Context menu commands cannot have a description or options';
    return described ? [{ path, code: 'APPLICATION_COMMAND_CONTEXT_MENU_FIELDS', message }] : [];
  }
  const issues = [...nameIssues(command.name, path), ...optionIssues(command.options, path)];
  if (command.description === '') {
    issues.push({ path: [...path, 'description'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
  }
  if (characters(command) > MAX_CHARACTERS) {
    const message = `Command exceeds maximum size (${MAX_CHARACTERS})`;
    issues.push({ path, code: 'APPLICATION_COMMAND_TOO_LARGE', message });
  }
  return issues;
}

/** Throws Discord's answer to a command that is put together wrongly. */
export function requireValidCommand(command: CommandForm): void {
  const issues = commandIssues(command, []);
  if (issues.length > 0) throw invalidForm(issues);
}

/** The same for a bulk overwrite, where names must not repeat either. */
export function requireValidCommands(commands: readonly CommandForm[]): void {
  const issues = commands.flatMap((command, index) => {
    const first = commands.findIndex((other) => other.name === command.name && other.type === command.type);
    const message = 'Application command names must be unique';
    const path = [index, 'name'];
    const repeated = first === index ? [] : [{ path, code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message }];
    return [...commandIssues(command, [index]), ...repeated];
  });
  if (issues.length > 0) throw invalidForm(issues);
}
