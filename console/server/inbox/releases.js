// The list of requests for evidence, newest first.

import { ReleaseCard } from "./release_card.js";
import { say } from "./words.js";

export class ReleaseList {
  constructor() {
    this.cards = new Map();
    this.root = document.getElementById("releases");
    this.user = null;
  }

  clear() {
    this.cards.clear();
    this.root.replaceChildren();
    this.count();
  }

  oldest() {
    return this.root.lastElementChild?.dataset.releaseId;
  }

  put(record) {
    const known = this.cards.get(record.id);
    if (known) {
      // An answer and an event may cross: the history of a release only grows, and a fault comes and goes between.
      if (record.history.length >= known.record.history.length) known.update(record);
    } else {
      const card = new ReleaseCard(record, this.user, (newer) => this.put(newer));
      this.cards.set(record.id, card);
      const older = [...this.root.children].find((element) => this.isOlder(element, record));
      this.root.insertBefore(card.element, older ?? null);
    }
    this.count();
  }

  isOlder(element, record) {
    const other = this.cards.get(element.dataset.releaseId).record;
    const [mine, theirs] = [Date.parse(record.requested_utc), Date.parse(other.requested_utc)];
    return theirs < mine || (theirs === mine && other.id < record.id);
  }

  redraw() {
    for (const card of this.cards.values()) card.update(card.record);
    this.count();
  }

  count() {
    const open = [...this.cards.values()].filter((card) => card.record.state === "requested").length;
    document.getElementById("releases-summary").textContent = say("releases_summary", { open });
    document.getElementById("releases-empty").hidden = this.cards.size > 0;
    document.getElementById("waiting-releases").textContent = open ? ` (${open})` : "";
  }
}
