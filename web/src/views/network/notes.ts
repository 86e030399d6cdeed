/* What an organization is beside its name, wherever it is found. */
import { standingWord } from "../../components";
import { formatList, t } from "../../i18n";
import { briefName, type Organization } from "../model/directory";

/** What stands under a name: its standing, its regions. */
export function notesOf(organization: Organization): readonly string[] {
  const word =
    organization.standing === "below"
      ? t("standing_below", { names: formatList(organization.below.map(briefName)) })
      : standingWord(organization.standing);
  const { regions } = organization;
  return regions.length > 0 ? [word, formatList(regions)] : [word];
}

/** The same as text, where a line can be nothing else. */
export const noteOf = (organization: Organization): string => notesOf(organization).join(" · ");
