// The form on a flag by which the police ask for its evidence.

import { askForEvidence } from "./api.js";
import { newId } from "./steps.js";
import { fillWords, say, sayProblem } from "./words.js";

const KEPT = ["officer_name", "officer_number", "officer_rank", "unit"];

export class Ask {
  constructor(card, onAsked) {
    this.card = card;
    this.onAsked = onAsked;
    this.form = card.element.querySelector("form[data-form=ask]");
    this.sent = null;
    this.form.addEventListener("submit", (event) => this.send(event));
    card.field("ask").addEventListener("toggle", () => this.recall());
  }

  update() {
    fillWords(this.form);
  }

  // Whoever asked once asks again on the same shift.
  recall() {
    for (const name of KEPT) {
      const input = this.form.elements.namedItem(name);
      if (!input.value) input.value = sessionStorage.getItem(`ronda-ask-${name}`) ?? "";
    }
  }

  async send(event) {
    event.preventDefault();
    const body = Object.fromEntries([...new FormData(this.form)].map(([name, value]) => [name, value.trim()]));
    for (const name of KEPT) sessionStorage.setItem(`ronda-ask-${name}`, body[name]);
    // Sent again after a cut under the same id, so that one wish is one request.
    const key = JSON.stringify(body);
    if (this.sent?.key !== key) this.sent = { key, id: newId() };
    const button = this.form.querySelector("button");
    const told = this.card.field("asked");
    button.disabled = true;
    told.textContent = "";
    try {
      const record = await askForEvidence(this.card.record.id, this.sent.id, body);
      this.sent = null;
      this.form.reset();
      this.card.field("ask").open = false;
      told.textContent = say("request_sent", { number: record.number });
      this.onAsked(record);
    } catch (problem) {
      told.textContent = sayProblem(problem);
      if (problem.status >= 400 && problem.status < 500) this.sent = null;
    } finally {
      button.disabled = false;
    }
  }
}
