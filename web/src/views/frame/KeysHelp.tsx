/*
 * The help for keys, made of the table that acts.
 */
import { type Act, Dialog, KEY_TABLE } from "../../components";
import { t } from "../../i18n";

export const KeysHelp = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog title={t("keys_title")} onClose={onClose}>
    <table>
      <thead>
        <tr>
          <th scope="col">{t("keys_key")}</th>
          <th scope="col">{t("keys_does")}</th>
        </tr>
      </thead>
      <tbody>
        {(Object.keys(KEY_TABLE) as Act[]).map((act) => (
          <tr key={act}>
            <td>
              {KEY_TABLE[act].keys.map((key) => (
                <kbd key={key} dir="ltr">
                  {key === "Escape" ? "Esc" : key}
                </kbd>
              ))}
            </td>
            <td>{t(KEY_TABLE[act].word)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <p class="small muted">{t("keys_off_on_me")}</p>
  </Dialog>
);
