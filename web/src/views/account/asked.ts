/*
 * What is asked of the server and kept nowhere: sessions, how one signs in, accounts. A page asks when it
 * is opened and again when it has changed something.
 */
import { useCallback, useEffect, useState } from "preact/hooks";
import { ask, connection, type Methods, type WireError } from "../../sync";

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

export type Account = Methods["account.read"]["result"];
export const isAccount = (value: unknown): value is Account => has(value, "needs_password_now");

type Sessions = Methods["session.list"]["result"];
export type Session = Sessions["sessions"][number];
export const isSessions = (value: unknown): value is Sessions => has(value, "sessions");

type Accounts = Methods["account.list"]["result"];
export type AccountLine = Accounts["accounts"][number];
export const isAccounts = (value: unknown): value is Accounts => has(value, "accounts");

type Settings = Methods["setting.list"]["result"];
export type SettingLine = Settings["settings"][number];
export const isSettings = (value: unknown): value is Settings => has(value, "settings");
