// The part of a card that tells where: the plan, the coordinates to copy or to open in a map of one's own, who is near.

import { surroundings } from "./api.js";
import { plan } from "./plan.js";
import { language, say, sayProblem } from "./words.js";

const MOST_LISTED = 8;

export class PlanView {
  constructor(details, place, flagId) {
    Object.assign(this, { details, place, flagId, told: null });
    details.addEventListener("toggle", () => details.open && this.load());
  }

  // For another language; else it stays, with what somebody may just be copying.
  update() {
    if (this.told && this.drawnIn !== language()) this.draw();
  }

  // Anew each time that it is opened: cameras come and go.
  async load() {
    if (!this.told) this.say(say("plan_loading"));
    try {
      this.told = await surroundings(this.flagId);
      this.draw();
    } catch (problem) {
      this.say(sayProblem(problem), "problem");
    }
  }

  say(text, kind = "quiet") {
    this.place.replaceChildren(line(text, kind));
  }

  draw() {
    this.drawnIn = language();
    const flagged = this.told.cameras.filter((camera) => camera.flagged);
    const near = this.told.cameras.filter((camera) => !camera.flagged);
    if (flagged.length === 0) return this.say(say("plan_unplaced"));
    const parts = [plan(this.told), ...flagged.map(coordinates)];
    if (this.told.unplaced.length) parts.push(line(say("plan_unplaced_too"), "quiet"));
    parts.push(line(say(near.length ? "plan_near" : "plan_none_near"), "quiet"));
    const list = document.createElement("ol");
    list.append(...near.slice(0, MOST_LISTED).map(nearLine));
    if (near.length) parts.push(list);
    const left = near.length - MOST_LISTED;
    if (left > 0) parts.push(line(say(this.told.more ? "plan_more_than" : "plan_more", { count: left }), "quiet"));
    this.place.replaceChildren(...parts);
  }
}

function line(text, kind) {
  return Object.assign(document.createElement("p"), { className: kind, textContent: text });
}

function nearLine(camera) {
  const item = document.createElement("li");
  item.dataset.state = camera.state;
  const told = [say("camera", camera), `${camera.distance_m} m`, say(`camera_${camera.state}`)];
  item.textContent = told.join(" · ");
  return item;
}

function coordinates(camera) {
  const text = `${camera.latitude.toFixed(6)}, ${camera.longitude.toFixed(6)}`;
  const row = document.createElement("p");
  row.className = "coordinates";
  const exact = text.replace(" ", "");
  const link = Object.assign(document.createElement("a"), { textContent: text });
  link.href = `geo:${exact}?q=${exact}(${encodeURIComponent(say("camera", camera))})`;
  const copy = Object.assign(document.createElement("button"), { type: "button", textContent: say("copy") });
  copy.addEventListener("click", () => copied(text, link, copy));
  const name = Object.assign(document.createElement("span"), { textContent: say("camera", camera) });
  row.append(name, link, copy);
  if (camera.approximate) row.append(Object.assign(document.createElement("span"), { textContent: say("approximate") }));
  return row;
}

// The clipboard is given to pages over TLS only; elsewhere the text is marked, for the person to copy.
async function copied(text, link, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = say("copied");
  } catch {
    getSelection().selectAllChildren(link);
    button.textContent = say("marked");
  }
  setTimeout(() => (button.textContent = say("copy")), 2000);
}
