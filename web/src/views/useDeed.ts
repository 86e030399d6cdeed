/* A deed that asks for nothing but to be done; what refuses it is said beside it. */
import { useState } from "preact/hooks";
import type { Outcome } from "../sync";
import { takeRefusal } from "./model/refusals";

export function useDeed(run: () => Promise<Outcome>, onDone: () => void) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  return {
    refusal,
    run: async () => {
      const words = takeRefusal(await run());
      setRefusal(words);
      if (words === undefined) onDone();
    },
  };
}
