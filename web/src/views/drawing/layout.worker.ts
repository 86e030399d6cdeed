/* Lays a graph out beside the page, which goes on answering meanwhile. */
import { layOut, type Shape } from "./layout";

addEventListener("message", ({ data }: MessageEvent<{ asked: number; shape: Shape }>) => {
  postMessage({ asked: data.asked, layout: layOut(data.shape) });
});
