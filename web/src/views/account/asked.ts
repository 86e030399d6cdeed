/*
 * What is asked of the server and kept nowhere: sessions, how one signs in, accounts. A page asks when it
 * is opened and again when it has changed something.
 */
import { useCallback, useEffect, useState } from "preact/hooks";
import { ask, connection, type WireError } from "../../sync";

export interface Asked<T> {
  /** undefined: not there yet. */
  readonly value: T | undefined;
  readonly error: WireError | undefined;
  readonly again: () => void;
}

export function useAsked<T>(method: string, isIt: (value: unknown) => value is T): Asked<T> {
  const [value, setValue] = useState<T | undefined>(undefined);
  const [error, setError] = useState<WireError | undefined>(undefined);
  const isLive = connection.value === "live";
  const again = useCallback(() => {
    void ask(method).then((reply) => {
      setError(reply.ok ? undefined : reply.error);
      if (reply.ok && isIt(reply.result)) setValue(reply.result);
    });
  }, [method, isIt]);
  useEffect(() => {
    if (isLive) again();
  }, [isLive, again]);
  return { value, error, again };
}

const has = (value: unknown, name: string): boolean =>
  typeof value === "object" && value !== null && name in value;

export interface Account {
  readonly sign_in_name: string | null;
  readonly needs_password_now: boolean;
  readonly has_second_factor: boolean;
  readonly needs_second_factor: boolean;
  readonly recovery_code_count: number;
}
export const isAccount = (value: unknown): value is Account => has(value, "needs_password_now");

export interface Session {
  readonly session_id: string;
  readonly device: string | null;
  readonly created_at_ms: number;
  readonly last_used_at_ms: number;
  readonly is_this: boolean;
}
export const isSessions = (value: unknown): value is { readonly sessions: readonly Session[] } =>
  has(value, "sessions");

export interface AccountLine {
  readonly person_id: string;
  readonly display_name: string;
  readonly sign_in_name: string | null;
  readonly has_second_factor: boolean;
  readonly is_locked: boolean;
  readonly session_count: number;
  readonly sample: boolean;
}
export const isAccounts = (
  value: unknown,
): value is { readonly accounts: readonly AccountLine[] } => has(value, "accounts");

export interface SettingLine {
  readonly setting: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}
export const isSettings = (
  value: unknown,
): value is { readonly settings: readonly SettingLine[] } => has(value, "settings");
