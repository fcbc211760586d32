// One flag on the page: built once, then changed in place, so that typing and a playing clip are never disturbed.

import { acknowledge, flag as fetchFlag } from "./api.js";
import { EvidenceView } from "./evidence.js";
import { clockTime, dateAndTime, fillWords, say, sayProblem } from "./words.js";

const OFFICER_KEYS = { officer_name: "ronda-officer-name", officer_number: "ronda-officer-number" };

export class Card {
  constructor(record, categoryName, onChanged) {
    this.categoryName = categoryName;
    this.onChanged = onChanged;
    this.element = document.getElementById("card").content.firstElementChild.cloneNode(true);
    this.element.dataset.flagId = record.id;
    this.form = this.element.querySelector("form");
    this.form.addEventListener("submit", (event) => this.send(event));
    this.evidence = new EvidenceView(this.field("evidence"));
    this.recallOfficer();
    this.update(record);
  }

  field(name) {
    return this.element.querySelector(`[data-field="${name}"]`);
  }

  update(record) {
    this.record = record;
    const body = record.body;
    fillWords(this.element);
    this.element.dataset.state = record.state;
    this.element.dataset.priority = body.priority;
    this.field("priority").textContent = say(`priority_${body.priority}`);
    this.field("number").textContent = record.number;
    this.field("category").textContent = this.categoryName(body.category);
    this.field("place").textContent = placeText(record);
    this.field("camera").textContent = cameras(record).map((one) => say("camera", one)).join("; ");
    this.field("time").textContent = dateAndTime(body.at_utc);
    this.field("time").dateTime = body.at_utc;
    this.field("operator").textContent = say("operator", { name: record.operator });
    this.field("note").textContent = body.note;
    this.field("note").hidden = body.note === "";
    this.field("state").textContent = stateText(record);
    this.form.hidden = record.state === "acknowledged";
    this.showEvidence();
  }

  showEvidence() {
    const { shown, missing } = this.evidence.update(this.record);
    this.field("waiting").hidden = shown > 0 && missing === 0;
    this.field("waiting").textContent = say(missing ? "waiting" : "no_evidence");
  }

  // One officer usually answers a whole shift: remembered until the tab is closed.
  recallOfficer() {
    for (const [name, key] of Object.entries(OFFICER_KEYS)) {
      const input = this.form.elements.namedItem(name);
      if (!input.value) input.value = sessionStorage.getItem(key) ?? "";
    }
  }

  async send(event) {
    event.preventDefault();
    const button = this.form.querySelector("[data-action=acknowledge]");
    const answer = {};
    for (const [name, key] of Object.entries(OFFICER_KEYS)) {
      answer[name] = this.form.elements.namedItem(name).value.trim();
      sessionStorage.setItem(key, answer[name]);
    }
    button.disabled = true;
    button.textContent = say("sending");
    this.field("problem").textContent = "";
    try {
      this.onChanged(await acknowledge(this.record.id, answer));
    } catch (problem) {
      this.field("problem").textContent = sayProblem(problem);
      if (problem.status === 409) fetchFlag(this.record.id).then(this.onChanged, () => {});
    } finally {
      button.disabled = false;
      button.textContent = say("acknowledge");
    }
  }
}

// The first one, then those that saw it too; older centres tell of none.
function cameras(record) {
  const first = { id: record.body.camera_id, number: record.camera_number, name: record.camera_name };
  return [first, ...(record.more_cameras ?? [])];
}

function stateText(record) {
  const answer = record.acknowledgement;
  if (!answer) return say(`state_${record.state}`);
  const time = clockTime(answer.at_utc);
  return say("state_acknowledged", { name: answer.officer_name, number: answer.officer_number, time });
}

// From the smallest area outwards, as an address is read.
function placeText(record) {
  const names = [...record.place];
  const depth = record.area_code.split(/[./]/).length - 1;
  if (names.length === depth) {
    if (names[1]) names[1] = say("district", { name: names[1] });
    if (names[2]) names[2] = say("village", { name: names[2] });
  }
  return names.length ? names.reverse().join(", ") : record.area_code;
}
