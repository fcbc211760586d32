// The part of a card where an officer acts: the next steps as buttons, everything else behind one more tap.

import { change, flag as fetchFlag } from "./api.js";
import { stageOf } from "./clock.js";
import { allowed, ASKING, needsOfficer, newId, quickSteps, reasonsOf } from "./steps.js";
import { fillWords, say, sayProblem } from "./words.js";

const OFFICER_KEYS = { officer_name: "ronda-officer-name", officer_number: "ronda-officer-number" };

export class Answer {
  constructor(card, others, onChanged) {
    this.card = card;
    this.others = others;
    this.onChanged = onChanged;
    this.form = card.element.querySelector("form[data-form=answer]");
    this.more = card.element.querySelector("form[data-form=more]");
    this.chosen = "";
    this.said = null;
    this.form.addEventListener("submit", (event) => this.onQuick(event));
    this.more.addEventListener("submit", (event) => this.onMore(event));
    this.more.elements.action.addEventListener("change", () => this.choose(this.more.elements.action.value));
    this.recallOfficer();
  }

  // One officer usually answers a whole shift: remembered until the tab is closed.
  recallOfficer() {
    for (const [name, key] of Object.entries(OFFICER_KEYS)) {
      const input = this.form.elements.namedItem(name);
      if (!input.value) input.value = sessionStorage.getItem(key) ?? "";
    }
  }

  update() {
    const stage = stageOf(this.card.record);
    const quick = quickSteps(stage);
    const asking = allowed(stage, ASKING);
    this.form.hidden = quick.length === 0;
    for (const input of this.form.querySelectorAll("input")) {
      input.required = needsOfficer(quick[0]);
      input.closest("label").hidden = !quick.some(needsOfficer);
    }
    this.fillButtons(quick);
    this.card.field("more").hidden = asking.length === 0;
    if (!asking.includes(this.chosen)) this.chosen = asking[0] ?? "";
    const steps = this.more.elements.action;
    fillOptions(steps, asking.map((action) => [action, say(`do_${action}`)]), this.chosen);
    this.chosen = steps.value;
    this.choose(this.chosen);
    fillWords(this.more);
  }

  // Rebuilt only when they change, so that a finger on its way to one does not hit another.
  fillButtons(actions) {
    const place = this.card.field("quick");
    const key = actions.join();
    if (place.dataset.actions !== key) {
      place.replaceChildren(...actions.map((action, index) => quickButton(action, index === 0)));
      place.dataset.actions = key;
    }
    for (const button of place.children) button.textContent = say(`do_${button.dataset.action}`);
  }

  choose(action) {
    this.chosen = action;
    const fields = this.more.elements;
    const reasons = reasonsOf(action);
    fields.reason.closest("label").hidden = reasons.length === 0;
    const options = [["", say("choose")], ...reasons.map((reason) => [reason, say(`reason_${reason}`)])];
    fillOptions(fields.reason, options, fields.reason.value);
    const repeats = action === "mark_duplicate";
    fields.duplicate_of.closest("label").hidden = !repeats;
    const flags = repeats ? this.others(this.card.record).map((flag) => [flag.id, flag.number]) : [];
    fillOptions(fields.duplicate_of, [["", say("choose")], ...flags], fields.duplicate_of.value);
    this.more.querySelector("button").dataset.action = action;
  }

  onQuick(event) {
    event.preventDefault();
    const button = event.submitter ?? this.form.querySelector("button[data-action]");
    const answer = { action: button.dataset.action };
    if (needsOfficer(answer.action)) Object.assign(answer, this.officer());
    this.send(button, answer);
  }

  onMore(event) {
    event.preventDefault();
    const fields = this.more.elements;
    const answer = { action: this.chosen, note: fields.note.value.trim() };
    if (reasonsOf(this.chosen).length) answer.reason = fields.reason.value || null;
    if (this.chosen === "mark_duplicate") answer.duplicate_of = fields.duplicate_of.value || null;
    this.send(this.more.querySelector("button"), answer);
  }

  officer() {
    const answer = {};
    for (const [name, key] of Object.entries(OFFICER_KEYS)) {
      answer[name] = this.form.elements.namedItem(name).value.trim();
      sessionStorage.setItem(key, answer[name]);
    }
    return answer;
  }

  async send(button, answer) {
    // Sent again after a cut with the same id, so that an answer that was lost is not said twice.
    const key = JSON.stringify(answer);
    if (this.said?.key !== key) this.said = { key, id: newId() };
    button.disabled = true;
    this.card.field("problem").textContent = "";
    try {
      const record = await change(this.card.record.id, { id: this.said.id, ...answer });
      this.said = null;
      this.more.reset();
      this.card.field("more").open = false;
      this.onChanged(record);
    } catch (problem) {
      this.card.field("problem").textContent = sayProblem(problem);
      if (problem.status >= 400 && problem.status < 500) this.said = null;
      if (problem.status === 409) fetchFlag(this.card.record.id).then(this.onChanged, () => {});
    } finally {
      button.disabled = false;
    }
  }
}

function quickButton(action, isFirst) {
  const button = document.createElement("button");
  button.dataset.action = action;
  button.className = isFirst ? "primary" : "";
  // The browser's own check of the officer's fields is for the steps that need one.
  button.formNoValidate = !needsOfficer(action);
  return button;
}

// Rebuilt only when they change: an open list would close under the finger.
function fillOptions(select, pairs, value) {
  const key = JSON.stringify(pairs);
  if (select.dataset.options === key) return;
  select.dataset.options = key;
  select.replaceChildren(...pairs.map(([name, text]) => new Option(text, name)));
  select.value = pairs.some(([name]) => name === value) ? value : (pairs[0]?.[0] ?? "");
}
