// One flag on the page: built once, then changed in place, so that typing and a playing clip are never disturbed.

import { Answer } from "./answer.js";
import { Ask } from "./ask.js";
import { clockOf, isEnded, isUnanswered, stageOf } from "./clock.js";
import { EvidenceView } from "./evidence.js";
import { LiveViews } from "./live_views.js";
import { fillNotes } from "./notes.js";
import { PlanView } from "./plan_view.js";
import { clockTime, dateAndTime, fillWords, say } from "./words.js";

export class Card {
  // `others` gives the open flags that a flag may repeat.
  constructor(record, categoryName, others, onChanged, onAsked) {
    this.categoryName = categoryName;
    this.element = document.getElementById("card").content.firstElementChild.cloneNode(true);
    this.element.dataset.flagId = record.id;
    this.evidence = new EvidenceView(this.field("evidence"));
    this.live = new LiveViews(this.field("live"));
    this.plan = new PlanView(this.field("map"), this.field("plan"), record.id);
    this.answer = new Answer(this, others, onChanged);
    this.ask = new Ask(this, onAsked);
    this.update(record);
  }

  field(name) {
    return this.element.querySelector(`[data-field="${name}"]`);
  }

  update(record) {
    this.record = record;
    const body = record.body;
    fillWords(this.element);
    this.element.dataset.stage = stageOf(record);
    this.element.dataset.standing = isEnded(record) ? "ended" : isUnanswered(record) ? "unanswered" : "taken";
    this.element.dataset.priority = body.priority;
    this.field("priority").textContent = say(`priority_${body.priority}`);
    this.field("number").textContent = record.number;
    this.field("category").textContent = this.categoryName(body.category);
    this.field("place").textContent = placeText(record);
    this.field("camera").textContent = cameras(record).map((one) => say("camera", one)).join("; ");
    this.field("time").textContent = dateAndTime(body.at_utc);
    this.field("time").dateTime = body.at_utc;
    this.field("operator").textContent = say("operator", { name: record.operator });
    this.field("recipient").textContent = body.recipient ? say("recipient", { name: body.recipient }) : "";
    this.field("note").textContent = body.note;
    this.field("note").hidden = body.note === "";
    fillNotes(this.field("notes"), record);
    this.field("state").textContent = stateText(record);
    this.field("level").textContent = record.level && isUnanswered(record) ? say(`level_${Math.min(record.level, 2)}`) : "";
    this.answer.update();
    this.ask.update();
    this.showHistory();
    this.showEvidence();
    this.live.update(record, cameras(record));
    this.plan.update();
    this.tick();
  }

  close() {
    this.live.close();
  }

  tick() {
    const { text, late } = clockOf(this.record);
    const place = this.field("clock");
    place.textContent = text;
    place.dataset.late = String(late);
  }

  showHistory() {
    const steps = this.record.history ?? [];
    this.field("history").hidden = steps.length === 0;
    this.field("steps").replaceChildren(...steps.map((step) => {
      const line = document.createElement("li");
      line.textContent = stepText(step);
      return line;
    }));
  }

  showEvidence() {
    const { shown, missing } = this.evidence.update(this.record);
    this.field("waiting").hidden = shown > 0 && missing === 0;
    this.field("waiting").textContent = say(missing ? "waiting" : "no_evidence");
  }
}

// The first one, then those that saw it too; older centres tell of none.
function cameras(record) {
  const first = { id: record.body.camera_id, number: record.camera_number, name: record.camera_name };
  return [first, ...(record.more_cameras ?? [])];
}

function stateText(record) {
  const stage = stageOf(record);
  const history = record.history ?? [];
  const last = history.filter((step) => step.to_state === stage).at(-1);
  const named = history.filter((step) => step.officer_name).at(-1);
  const answer = record.acknowledgement;
  if (stage === "acknowledged" && answer) {
    const time = clockTime(answer.at_utc);
    return say("state_acknowledged", { name: answer.officer_name, number: answer.officer_number, time });
  }
  const known = say(`state_${stage}`);
  if (!last || stage === "sent" || stage === "delivered") return known;
  const officer = named && !isUnanswered(record) ? `${named.officer_name} (${named.officer_number})` : "";
  const reason = last.reason ? say(`reason_${last.reason}`) : "";
  return [known, officer, reason, clockTime(last.at_utc)].filter(Boolean).join(" · ");
}

function stepText(step) {
  const officer = step.officer_name ? `${step.officer_name} (${step.officer_number})` : "";
  const reason = step.reason ? say(`reason_${step.reason}`) : "";
  const level = step.level ? say(`level_${Math.min(step.level, 2)}`) : "";
  const who = step.party === "system" ? "" : step.actor;
  return [clockTime(step.at_utc), say(`did_${step.action}`), level, officer, reason, step.note, who].filter(Boolean).join(" · ");
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
