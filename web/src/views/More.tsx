/* On a phone: the rooms that the bottom bar has no place for. */
import { Icon, Link, PageHead } from "../components";
import { t } from "../i18n";
import { roomsHere, roomsInBar } from "./frame/rooms";

export function More() {
  const rest = roomsHere().filter((room) => !roomsInBar().includes(room));
  return (
    <>
      <PageHead title={t("rooms_more")} />
      <ul class="rows">
        {rest.map((room) => (
          <li key={room.id}>
            <Link href={room.href} class="row">
              <Icon name={room.icon} />
              <span class="t">{t(room.word)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
