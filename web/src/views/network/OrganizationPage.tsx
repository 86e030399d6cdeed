/*
 * The page of one organization: its whole name and standing, what it is, whom it belongs to and who
 * belongs to it, its people and groups, and where the record comes from.
 */
import { useState } from "preact/hooks";
import {
  Dots,
  Link,
  Mark,
  Name,
  PageHead,
  Section,
  type Standing,
  StandingMark,
  Tag,
  useKey,
  Words,
} from "../../components";
import { formatList, type Key, t } from "../../i18n";
import { navigate, route } from "../../router";
import { by, connection, send } from "../../sync";
import { Comments } from "../comments/Comments";
import { Changes } from "../history/Changes";
import { History } from "../history/History";
import { hostedBy, markOf, placeWords, whenWords } from "../model/convenings";
import {
  nameOf,
  type Organization,
  organizations,
  tiesDown,
  withAllBelow,
} from "../model/directory";
import { groups } from "../model/groups";
import { myBelongings } from "../model/me";
import { provenanceOf } from "../model/provenance";
import { takeRefusal } from "../model/refusals";
import { ActButton, rightTo } from "../model/rights";
import { readBy, spaceKind } from "../model/spaces";
import { groupKindWord, groupRoleWord, groupStateWord } from "../model/vocabulary";
import { NotHere } from "../NotHere";
import { PublishDialog } from "../PublishDialog";
import { Notes, SourceOf } from "../Sourced";
import { standingCounts } from "./CountLine";
import { Delegates } from "./Delegates";
import { MergeOrganization } from "./MergeOrganization";
import { OrganizationFacts } from "./OrganizationFacts";
import { TiesSection } from "./TiesSection";

const LEDE = {
  root: "lede_root",
  member: "lede_member",
  observer: "lede_observer",
  observer_tentative: "lede_observer_tentative",
  member_tentative: "lede_member_tentative",
  suspended: "lede_suspended",
  applicant: "lede_applicant",
  left: "lede_outside",
  below: "lede_below",
  outside: "lede_outside",
} as const satisfies Record<Standing, Key>;

function Lede({ organization }: { readonly organization: Organization }) {
  const { id, standing, below } = organization;
  /* Who only applied does not belong to it yet. */
  const belonging = tiesDown(id)
    .filter((tie) => tie.status !== "applicant")
    .map((tie) => tie.organization_id);
  const direct = belonging.length;
  const near = new Set([id, ...belonging]);
  const through = withAllBelow(id).filter((one) => !near.has(one)).length;
  const children = belonging
    .map((one) => organizations.value.get(one))
    .filter((one) => one !== undefined);
  return (
    <p class="lede">
      <StandingMark standing={standing} />{" "}
      <Words k={LEDE[standing]} values={{ names: formatList(below.map(nameOf)) }} />
      {direct > 0 ? (
        <>
          {" "}
          {t("lede_belong", { count: direct })}
          {standing === "root"
            ? ` ${t("lede_of_them", { parts: standingCounts(children) })}`
            : null}
          {standing === "root" ? (
            <>
              {" "}
              <Link href="/coalition">{t("coalition_link")}</Link>
            </>
          ) : null}
          {standing !== "root" && through > 0 ? ` ${t("lede_through", { count: through })}` : null}
        </>
      ) : null}
    </p>
  );
}

function GroupsSection({ id }: { readonly id: string }) {
  const rows = by("group_member", "organization_id", id)
    .value.filter((member) => member.ends_on === null)
    .map((member) => ({ member, group: groups.value.get(member.group_id) }));
  const known = rows.flatMap(({ member, group }) => (group ? [{ member, group }] : []));
  if (known.length === 0) return null;
  return (
    <Section title={t("groups_title")} count={known.length}>
      <ul class="plainrows">
        {known.map(({ member, group }) => (
          <li key={member.group_member_id}>
            <Mark kind={group.row.state === "active" ? "now" : "past"} />
            <span>
              <Link href={`/groups/${group.id}`}>
                <Name>{group.name}</Name>
              </Link>
              <span class="stated">
                <Dots>
                  {[
                    groupKindWord(group.row.kind),
                    groupStateWord(group.row.state),
                    groupRoleWord(member.role),
                  ]}
                </Dots>
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What it hosts, and has hosted. */
function Hosting({ id }: { readonly id: string }) {
  const hosted = hostedBy(id);
  if (hosted.length === 0) return null;
  return (
    <Section title={t("hosting_title")} count={hosted.length}>
      <ul class="plainrows">
        {hosted.map((convening) => (
          <li key={convening.id}>
            <Mark kind={markOf(convening.row)} />
            <span>
              <Link href={`/convenings/${convening.id}`}>
                <Name>{convening.name}</Name>
              </Link>
              <span class="stated">
                <Dots>{[placeWords(convening.row), whenWords(convening.row)]}</Dots>
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The way from the coalition to everyone: only while the row is not public. */
function Publish({ organization }: { readonly organization: Organization }) {
  const [open, setOpen] = useState(false);
  const { id, row } = organization;
  if (spaceKind(row.space_id) !== "coalition") return null;
  const right = rightTo("publish_organization", "organization", id);
  return (
    <>
      <ActButton right={right} onClick={() => setOpen(true)}>
        {t("publish_act")}
      </ActButton>
      {open ? (
        <PublishDialog
          name={row.name}
          onClose={() => setOpen(false)}
          onPublish={async () => {
            return takeRefusal(await send("organization.publish", { organization_id: id }));
          }}
        />
      ) : null}
    </>
  );
}

function Page({ organization }: { readonly organization: Organization }) {
  const { id, row, regions, name } = organization;
  const isMine = myBelongings.value.some((one) => one.organization_id === id);
  const back = `/network${route.value.query.size > 0 ? `?${route.value.query}` : ""}`;
  useKey("back", () => navigate(back));
  const source = provenanceOf("organization", id);
  return (
    <>
      <PageHead
        title={name}
        back={{ href: back, word: t("room_network") }}
        kicker={
          <>
            <Dots>
              {[
                isMine ? t("your_organization") : "",
                regions.length > 0 ? <bdi key="r">{formatList(regions)}</bdi> : "",
                t(readBy(row.space_id)),
              ]}
            </Dots>{" "}
            {row.sample === 1 ? <Tag>{t("sample")}</Tag> : null}
          </>
        }
      >
        <Lede organization={organization} />
      </PageHead>
      <div class="two">
        <div>
          <OrganizationFacts organization={organization} />
          <TiesSection organization={organization} />
          <History table="organization" id={id} />
          <Comments table="organization" id={id} space_id={row.space_id} />
          <Changes table="organization" id={id} />
        </div>
        <div class="side">
          <Delegates organization={organization} />
          <GroupsSection id={id} />
          <Hosting id={id} />
          {source ? <SourceOf source={source} position={row.list_position} /> : null}
          <Notes table="organization" id={id} />
        </div>
      </div>
      <div class="btns block">
        <Publish organization={organization} />
        <MergeOrganization organization={organization} />
      </div>
    </>
  );
}

/** The same page for what is not there and what is not for the reader. */
export function OrganizationPage({ id }: { readonly id: string }) {
  const organization = organizations.value.get(id);
  if (organization) return <Page key={id} organization={organization} />;
  return <NotHere waiting={connection.value === "connecting"} />;
}
