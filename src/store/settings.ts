import type { Scope } from '../domain.ts';

/** A user's own setting, e.g. whether they want to be reminded. */
export interface UserSetting {
  readonly scope: Scope;
  readonly user: string;
  readonly key: string;
  readonly value: string;
}

/** Settings of scopes and of users in them. */
export interface Settings {
  setting(scope: Scope, key: string): Promise<string | undefined>;
  /** Undefined removes it. */
  setSetting(scope: Scope, key: string, value: string | undefined): Promise<void>;
  /** One setting in all scopes that have it. */
  settingEverywhere(key: string): Promise<{ readonly scope: Scope; readonly value: string }[]>;
  userSetting(scope: Scope, user: string, key: string): Promise<string | undefined>;
  /** Undefined removes it. */
  setUserSetting(scope: Scope, user: string, key: string, value: string | undefined): Promise<void>;
  /** One setting of all users in all scopes that have it. */
  userSettingEverywhere(key: string): Promise<UserSetting[]>;
}
