// Which console recorded and signed each file: what who decides on a release must see before.

import { releaseStatements } from "./api.js";
import { dateAndTime, say, sayProblem } from "./words.js";

export class StatementsView {
  constructor(element) {
    this.element = element;
    this.shown = "";
  }

  // Asked anew when the request stands differently: a console may have been revoked meanwhile.
  async update(record) {
    const key = `${record.state} ${document.documentElement.lang}`;
    if (this.shown === key) return;
    this.shown = key;
    this.element.hidden = record.state !== "requested";
    if (this.element.hidden) return;
    let lines;
    try {
      lines = (await releaseStatements(record.id)).files.map(line);
    } catch (problem) {
      this.shown = "";
      lines = [{ words: sayProblem(problem), good: false }];
    }
    this.element.replaceChildren(...lines.map(item));
  }
}

function line(file) {
  const words = [say(`recorded_${file.standing}`, { console: file.console, time: dateAndTime(file.signed_utc ?? file.start_utc) })];
  if (file.revoked_utc) words.push(say("recorded_revoked_since", { time: dateAndTime(file.revoked_utc) }));
  const what = `${say(`recorded_${file.kind}`)} ${dateAndTime(file.start_utc)}`;
  return { words: `${what}: ${words.join(" ")}`, good: file.standing === "signed", standing: file.standing };
}

function item({ words, good, standing }) {
  const element = Object.assign(document.createElement("li"), { textContent: words });
  if (!good) element.className = "problem";
  if (standing) element.dataset.standing = standing;
  return element;
}
