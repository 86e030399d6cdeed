/* A picture that a telephone's camera reads; the same text always stands beside it. */
import { useEffect, useState } from "preact/hooks";

export function Qr({ text }: { readonly text: string }) {
  const [cells, setCells] = useState<readonly (readonly boolean[])[]>([]);
  useEffect(() => {
    let isGone = false;
    void import("uqr").then(({ encode }) => {
      if (!isGone) setCells(encode(text, { border: 2 }).data);
    });
    return () => {
      isGone = true;
    };
  }, [text]);
  const path = cells
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return (
    <svg class="qr" viewBox={`0 0 ${cells.length || 1} ${cells.length || 1}`} aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
