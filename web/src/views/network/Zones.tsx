/* The time zones an organization works in, as it says. */
import { EditableList, type SaveResult } from "../../components";
import { allZones, t } from "../../i18n";
import { newId, send } from "../../sync";
import type { Organization } from "../model/directory";
import { ZONE_MOST } from "../model/limits";
import { toSaveResult } from "../model/refusals";
import { COALITION_SPACE } from "../model/spaces";
import { zonesOf } from "../model/zones";

async function addZone(organization: Organization, zone: string): Promise<SaveResult> {
  const id = newId();
  const params = { organization_id: organization.id, organization_zone_id: id, zone };
  const fields = { ...params, space_id: COALITION_SPACE, sample: 0 };
  return allZones().includes(zone) || zone === "UTC"
    ? toSaveResult(
        await send("organization_zone.add", params, [["organization_zone", "insert", id, fields]]),
      )
    : { ok: false, message: t("E_ZONE") };
}

const removeZone = async (id: string): Promise<SaveResult> =>
  toSaveResult(
    await send("organization_zone.remove", { organization_zone_id: id }, [
      ["organization_zone", "delete", id, null],
    ]),
  );

interface Props {
  readonly organization: Organization;
  readonly canEdit: boolean;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/* Where its people sit: told to the coalition, so that nobody is asked to meet at night. */
export function Zones(props: Props) {
  const { organization, canEdit, open, onOpen, onClose } = props;
  return (
    <EditableList
      words={{ label: t("field_zones"), edit: t("edit_zones") }}
      another={t("another_zone")}
      entries={zonesOf(organization.id).map(({ organization_zone_id: id, zone }) => ({
        id,
        text: zone,
      }))}
      most={ZONE_MOST}
      suggestions={allZones()}
      canEdit={canEdit}
      open={open}
      onOpen={onOpen}
      onClose={onClose}
      onAdd={(zone) => addZone(organization, zone)}
      onRemove={removeZone}
    />
  );
}
