// A still over the whole page, with its time and camera; Esc, a tap beside it or the button closes it.

import { say } from "./words.js";

const box = () => document.getElementById("enlarged");

export function enlarge(source, lines) {
  const dialog = box();
  const picture = dialog.querySelector("img");
  picture.src = source;
  picture.alt = say("still_alt");
  dialog.querySelector("figcaption").replaceChildren(
    ...lines.map((words) => Object.assign(document.createElement("p"), { textContent: words })),
  );
  dialog.showModal();
}

export function closeEnlarged() {
  box().close();
}

export function prepareEnlarged() {
  box().addEventListener("click", (event) => {
    if (event.target === box() || event.target.closest("button")) box().close();
  });
  // What was looked at does not stay in the page for who comes next.
  box().addEventListener("close", () => box().querySelector("img").removeAttribute("src"));
}
