// The list of requests for evidence: those to decide first, then the newest. A card keeps its place once it is decided, under the hand that decided it.

import { ReleaseCard } from "./release_card.js";
import { say } from "./words.js";

// Whether other was asked for before record.
function isBefore(record, other) {
  const [mine, theirs] = [Date.parse(record.requested_utc), Date.parse(other.requested_utc)];
  return theirs < mine || (theirs === mine && other.id < record.id);
}

function belongsAfter(other, record) {
  const [mine, theirs] = [record.state === "requested", other.state === "requested"];
  return mine === theirs ? isBefore(record, other) : mine;
}

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
    const cards = [...this.cards.values()];
    return cards.reduce((least, card) => (least && !isBefore(least.record, card.record) ? least : card), undefined)?.record.id;
  }

  put(record) {
    const known = this.cards.get(record.id);
    if (known) {
      // An answer and an event may cross: the history of a release only grows, and a fault comes and goes between.
      if (record.history.length >= known.record.history.length) known.update(record);
    } else {
      const card = new ReleaseCard(record, this.user, (newer) => this.put(newer));
      this.cards.set(record.id, card);
      const next = [...this.root.children].find((element) => belongsAfter(this.cards.get(element.dataset.releaseId).record, record));
      this.root.insertBefore(card.element, next ?? null);
    }
    this.count();
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
