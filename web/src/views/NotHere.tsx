/*
 * Nothing here: the same words for what never was and for what is open to others only, so that the
 * page does not tell which.
 */
import { Link, LoadingRows, PageHead } from "../components";
import { t } from "../i18n";
import { loading, slowLoading } from "../sync";

export function NotHere({ waiting = false }: { readonly waiting?: boolean }) {
  if (loading.value || waiting) return <LoadingRows slow={slowLoading.value} />;
  return (
    <>
      <PageHead title={t("not_here_title")}>
        <p class="lede">{t("not_here_words")}</p>
      </PageHead>
      <p>
        <Link href="/network">{t("not_here_back")}</Link>
      </p>
    </>
  );
}
