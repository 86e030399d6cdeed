/* A graph's layout, asked of the worker again whenever the graph is another; the last one stays meanwhile. */
import { useEffect, useRef, useState } from "preact/hooks";
import { trustedUrl } from "../../trusted";
import type { Layout, Shape } from "./layout";
import workerUrl from "./layout.worker.ts?worker&url";

export type Laid =
  | { readonly state: "working" }
  | { readonly state: "failed" }
  | { readonly state: "there"; readonly layout: Layout; readonly shape: Shape };

export function useLayout(shape: Shape): Laid {
  const [laid, setLaid] = useState<Laid>({ state: "working" });
  const worker = useRef<Worker | undefined>(undefined);
  const latest = useRef<{ asked: number; shape: Shape }>({ asked: 0, shape });
  const key = JSON.stringify(shape);
  useEffect(() => {
    const made = new Worker(trustedUrl("worker", workerUrl), { type: "module" });
    worker.current = made;
    made.onmessage = ({ data }: MessageEvent<{ asked: number; layout: Layout }>) => {
      const { asked, shape: of } = latest.current;
      if (data.asked === asked) setLaid({ state: "there", layout: data.layout, shape: of });
    };
    made.onerror = () => setLaid({ state: "failed" });
    return () => made.terminate();
  }, []);
  useEffect(() => {
    latest.current = { asked: latest.current.asked + 1, shape };
    worker.current?.postMessage(latest.current);
  }, [key]);
  return laid;
}
