// One request for evidence: how it stands, what was done, and the steps that this person may take.

import { changeRelease, confirmPassword, endHold, holdFlag, minutePath, release as fetchRelease, releaseLink } from "./api.js";
import { StatementsView } from "./statements.js";
import { newId, releaseSteps } from "./steps.js";
import { clockTime, dateAndTime, fillWords, say, sayProblem } from "./words.js";

const FIELDS = {
  approve: ["password"],
  refuse: ["note"],
  receive: ["package", "sha256"],
  hold: ["note"],
  lift_hold: ["note"],
  destroy: ["minute_number", "witness", "note", "password"],
};
// These two are of the flag, and so of all its packages.
const OF_FLAG = { hold: holdFlag, lift_hold: endHold };
const ENDED = ["refused", "withdrawn", "destroyed"];
const FETCHABLE = ["packed", "released", "received"];

export class ReleaseCard {
  constructor(record, user, onChanged) {
    this.user = user;
    this.onChanged = onChanged;
    this.said = null;
    this.element = document.getElementById("release-card").content.firstElementChild.cloneNode(true);
    this.element.dataset.releaseId = record.id;
    this.form = this.element.querySelector("form");
    this.form.addEventListener("submit", (event) => this.send(event));
    this.form.elements.action.addEventListener("change", () => this.choose());
    this.form.elements.package.addEventListener("change", () => this.hash());
    this.field("download").addEventListener("click", () => this.download());
    this.statements = new StatementsView(this.field("statements"));
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
    this.field("number").textContent = record.number;
    this.field("purpose").textContent = body.purpose;
    this.field("letter").textContent = say("release_letter", { letter: body.letter_number, report: body.report_number });
    const rank = body.officer_name.startsWith(`${body.officer_rank} `) ? "" : body.officer_rank;
    const name = [rank, body.officer_name].filter(Boolean).join(" ");
    this.field("asked").textContent = say("release_asked_by", { name, number: body.officer_number, unit: body.unit });
    this.field("time").textContent = dateAndTime(record.requested_utc);
    this.field("files").textContent = record.files.length ? say("release_files", { count: record.files.length }) : "";
    this.field("state").textContent = say(`release_state_${record.state}`);
    this.field("held").textContent = record.hold
      ? say("release_held", { by: record.hold.by, time: dateAndTime(record.hold.at_utc), reason: record.hold.reason }) : "";
    this.field("until").textContent = record.retention_until_utc
      ? say("release_until", { time: dateAndTime(record.retention_until_utc) }) : "";
    this.field("fault").textContent = record.fault ? say("release_fault", { code: record.fault }) : "";
    this.field("hash").textContent = record.package_sha256 ? say("release_hash", { hash: record.package_sha256 }) : "";
    this.statements.update(record);
    this.showPapers();
    this.showSteps();
    this.showHistory();
  }

  isMine() {
    return this.record.requester_id === null || this.record.requester_id === this.user.id;
  }

  steps() {
    const officer = this.user.role === "evidence_officer";
    if (!officer && !this.isMine()) return [];
    const steps = releaseSteps(officer ? "officer" : "requester", this.record.state);
    const held = this.record.hold ? ["lift_hold"] : ["hold"];
    // A download has its own button.
    const own = steps.filter((action) => action !== "release");
    return officer && !ENDED.includes(this.record.state) ? [...own, ...held] : own;
  }

  showPapers() {
    const { state, approved_utc: approved, id } = this.record;
    const isPolice = this.user.role === "police_liaison";
    this.field("download").hidden = !(isPolice && this.isMine() && FETCHABLE.includes(state));
    const papers = { handover: Boolean(approved), destruction: state === "destroyed" };
    for (const [kind, isThere] of Object.entries(papers)) {
      const link = this.field(kind);
      link.hidden = !isThere;
      link.href = minutePath(id, kind);
    }
  }

  // Rebuilt only when they change: an open list would close under the finger, and what is typed would go.
  showSteps() {
    const steps = this.steps();
    const select = this.form.elements.action;
    const key = `${steps.join()} ${document.documentElement.lang}`;
    this.form.hidden = steps.length === 0;
    if (select.dataset.options !== key) {
      const chosen = select.value;
      select.dataset.options = key;
      select.replaceChildren(...steps.map((action) => new Option(say(`release_do_${action}`), action)));
      if (steps.includes(chosen)) select.value = chosen;
    }
    this.choose();
  }

  choose() {
    const action = this.form.elements.action.value;
    const wanted = FIELDS[action] ?? [];
    for (const input of this.form.querySelectorAll("[data-input]")) {
      const isWanted = wanted.includes(input.dataset.input);
      input.closest("label").hidden = !isWanted;
      input.required = isWanted && input.dataset.input !== "package";
    }
    const button = this.form.querySelector("button");
    button.dataset.action = action;
    button.textContent = action ? say(`release_do_${action}`) : "";
  }

  showHistory() {
    this.field("steps").replaceChildren(...this.record.history.map((step) => {
      const line = document.createElement("li");
      const texts = [clockTime(step.at_utc), say(`release_did_${step.action}`), step.note, step.actor];
      line.textContent = texts.filter(Boolean).join(" · ");
      return line;
    }));
  }

  // By the browser itself: nobody has to copy sixty-four digits from another program.
  async hash() {
    const file = this.form.elements.package.files[0];
    if (!file || !crypto.subtle) return;
    this.field("problem").textContent = say("hashing");
    try {
      const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      this.form.elements.sha256.value = hex;
      this.field("problem").textContent = "";
    } catch (problem) {
      this.field("problem").textContent = String(problem.message ?? problem);
    }
  }

  async download() {
    this.field("download").disabled = true;
    this.field("problem").textContent = "";
    try {
      const { path } = await releaseLink(this.record.id);
      const link = document.createElement("a");
      link.href = path;
      link.download = "";
      link.click();
    } catch (problem) {
      this.field("problem").textContent = sayProblem(problem);
    } finally {
      this.field("download").disabled = false;
    }
  }

  async take(action, step) {
    const ofFlag = OF_FLAG[action];
    if (!ofFlag) return changeRelease(this.record.id, { id: this.said.id, ...step });
    await ofFlag(this.record.flag_id, step.note);
    return fetchRelease(this.record.id);
  }

  async send(event) {
    event.preventDefault();
    const fields = this.form.elements;
    const action = fields.action.value;
    const wanted = FIELDS[action] ?? [];
    const step = { action };
    for (const name of ["note", "sha256", "minute_number", "witness"]) {
      if (wanted.includes(name)) step[name] = fields[name].value.trim();
    }
    const key = JSON.stringify(step);
    if (this.said?.key !== key) this.said = { key, id: newId() };
    const button = this.form.querySelector("button");
    button.disabled = true;
    this.field("problem").textContent = "";
    try {
      if (wanted.includes("password")) await confirmPassword(fields.password.value);
      const record = await this.take(action, step);
      this.said = null;
      this.form.reset();
      this.onChanged(record);
    } catch (problem) {
      this.field("problem").textContent = sayProblem(problem);
      if (problem.status >= 400 && problem.status < 500) this.said = null;
      if (problem.status === 409) fetchRelease(this.record.id).then(this.onChanged, () => {});
    } finally {
      fields.password.value = "";
      button.disabled = false;
      this.choose();
    }
  }
}
