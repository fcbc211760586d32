// The live pictures on one flag's card: a button for each of its cameras, for as long as the flag is open.

import { isEnded } from "./clock.js";
import { LiveView } from "./live_view.js";
import { say } from "./words.js";

export class LiveViews {
  constructor(element) {
    this.element = element;
    this.views = new Map();
  }

  update(record, cameras) {
    if (isEnded(record)) this.close();
    this.element.hidden = isEnded(record);
    for (const camera of cameras) {
      const button = this.button(record, camera);
      button.textContent = say(cameras.length > 1 ? "live_open_of" : "live_open", camera);
      button.hidden = this.views.has(camera.id);
      this.views.get(camera.id)?.show();
    }
  }

  // Rebuilt never: a finger may be on its way to one.
  button(record, camera) {
    const known = this.element.querySelector(`button[data-watch="${CSS.escape(camera.id)}"]`);
    if (known) return known;
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.dataset.watch = camera.id;
    button.addEventListener("click", () => {
      button.hidden = true;
      const view = new LiveView(record.id, camera, () => {
        this.views.delete(camera.id);
        button.hidden = false;
      });
      this.views.set(camera.id, view);
      this.element.insertBefore(view.element, button);
    });
    this.element.append(button);
    return button;
  }

  close() {
    for (const view of [...this.views.values()]) view.close();
  }
}
