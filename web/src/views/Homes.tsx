/*
 * The two rooms as pages of their own: the list alone, under the room's name.
 */
import { GroupList } from "./groups/GroupList";
import { NetworkList } from "./network/NetworkList";

export const NetworkHome = () => (
  <div class="only-upto listhome">
    <NetworkList isPane={false} />
  </div>
);

export const GroupsHome = () => (
  <div class="only-upto listhome">
    <GroupList isPane={false} />
  </div>
);
