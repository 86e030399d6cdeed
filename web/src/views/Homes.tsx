/*
 * The two rooms as pages of their own: the list alone, with the room's name as its heading.
 */
import { PageHead } from "../components";
import { t } from "../i18n";
import { GroupList } from "./groups/GroupList";
import { NetworkList } from "./network/NetworkList";

export const NetworkHome = () => (
  <div class="only-upto listhome">
    <PageHead title={t("room_network")} />
    <NetworkList isPane={false} />
  </div>
);

export const GroupsHome = () => (
  <div class="only-upto listhome">
    <PageHead title={t("room_groups")} />
    <GroupList isPane={false} />
  </div>
);
