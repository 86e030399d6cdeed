/*
 * What one may do here, as controls: there for who may, disabled with the reason for who could come
 * to, absent for all others. A thing that needs the server says so while there is none.
 */
import type { ComponentChildren } from "preact";
import { Button } from "../../components";
import { t } from "../../i18n";
import { connection, may, type Right } from "../../sync";
import { whoCan } from "./refusals";

type Permission = Parameters<typeof may>[0];
type Thing = NonNullable<Parameters<typeof may>[1]>;

export const rightTo = (permission: Permission, table: Thing["table"], id: string): Right =>
  may(permission, { table, id }).value;

interface Props {
  readonly right: Right;
  readonly onClick: () => void;
  readonly look?: "edge" | "plain";
  readonly children: ComponentChildren;
}

export function ActButton({ right, onClick, look = "edge", children }: Props) {
  if (right.ok) {
    return (
      <Button look={look} onClick={onClick}>
        {children}
      </Button>
    );
  }
  return right.visible ? (
    <Button look={look} reason={whoCan(right.who)}>
      {children}
    </Button>
  ) : null;
}

/** Said once below facts that one may not change, though one could come to. */
export const WhoCan = ({ right }: { readonly right: Right }) =>
  right.ok || !right.visible ? null : <p class="small muted note">{whoCan(right.who)}</p>;

/** Why a deed that cannot be taken back has to wait: it must not be done unseen, hours later. */
export const needsConnection = (): string | undefined =>
  connection.value === "offline" ? t("needs_connection") : undefined;
