/* Whether this server sends mail: asked when a page that would offer it is opened. */
import type { Methods } from "../../sync";
import { useAsked } from "./asked";

type Who = Methods["session.who"]["result"];
const isWho = (value: unknown): value is Who =>
  typeof value === "object" && value !== null && "sends_mail" in value;

/** False until it is known. */
export const useSendsMail = (): boolean =>
  useAsked("session.who", isWho).value?.sends_mail === true;
