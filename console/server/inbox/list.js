// The list of flags, newest first: what is known, what is shown, and what still waits for an answer.

import { receipt } from "./api.js";
import { Card } from "./card.js";
import { isEnded, isUnanswered } from "./clock.js";
import { say } from "./words.js";

const TICK_MS = 1000;

export class FlagList {
  constructor(onNew, onAsked) {
    this.onNew = onNew;
    this.onAsked = onAsked;
    this.cards = new Map();
    this.categories = new Map();
    this.root = document.getElementById("flags");
    this.receiptsAsked = new Set();
    setInterval(() => this.tick(), TICK_MS);
  }

  tick() {
    for (const card of this.cards.values()) card.tick();
  }

  clear() {
    for (const card of this.cards.values()) card.close();
    this.cards.clear();
    this.receiptsAsked.clear();
    this.root.replaceChildren();
    this.count();
  }

  oldest() {
    return this.root.lastElementChild?.dataset.flagId;
  }

  // `isNews` false: the page is being filled, nobody needs to be alarmed.
  put(record, isNews) {
    const known = this.cards.get(record.id);
    if (known) {
      // An answer and an event may cross: the history of a flag only grows.
      const carriedUp = (record.level ?? 0) > (known.record.level ?? 0);
      if (age(record) >= age(known.record)) known.update(record);
      if (isNews && carriedUp) this.onNew(record);
    } else {
      this.add(record, isNews);
    }
    this.confirm(record);
    this.count();
  }

  add(record, isNews) {
    const card = new Card(
      record,
      (code) => this.categoryName(code),
      (of) => this.openBeside(of),
      (newer) => this.answered(newer),
      (release) => this.onAsked(release),
    );
    this.cards.set(record.id, card);
    const older = [...this.root.children].find((element) => this.isOlder(element, record));
    this.root.insertBefore(card.element, older ?? null);
    if (isNews) {
      card.element.classList.add("news");
      this.onNew(record);
    }
  }

  // The officer who answered one flag will answer the others too.
  answered(record) {
    this.put(record, false);
    for (const card of this.cards.values()) card.answer.recallOfficer();
  }

  openBeside(record) {
    const records = [...this.cards.values()].map((card) => card.record);
    return records.filter((other) => other.id !== record.id && !isEnded(other));
  }

  isOlder(element, record) {
    const other = this.cards.get(element.dataset.flagId).record;
    const [mine, theirs] = [Date.parse(record.received_utc), Date.parse(other.received_utc)];
    return theirs < mine || (theirs === mine && other.id < record.id);
  }

  // Tells the centre that this flag reached an inbox; asked again with the next list when it failed.
  confirm(record) {
    if (record.state !== "received" || !isUnanswered(record)) {
      this.receiptsAsked.delete(record.id);
      return;
    }
    if (this.receiptsAsked.has(record.id)) return;
    this.receiptsAsked.add(record.id);
    receipt(record.id).then(
      (newer) => this.put(newer, false),
      () => this.receiptsAsked.delete(record.id),
    );
  }

  categoryName(code) {
    const known = this.categories.get(code);
    return known ? known[document.documentElement.lang === "en" ? "name_en" : "name_id"] : code;
  }

  redraw() {
    for (const card of this.cards.values()) card.update(card.record);
    this.count();
  }

  count() {
    const open = [...this.cards.values()].filter((card) => isUnanswered(card.record)).length;
    document.getElementById("summary").textContent = open ? say("summary", { open }) : say("summary_none");
    document.getElementById("empty").hidden = this.cards.size > 0;
    document.title = `${open ? `(${open}) ` : ""}Ronda · ${say("title")}`;
  }
}

// A centre of before tells no history: there the steps of the way have to do.
function age(record) {
  const steps = { received: 0, delivered: 1, acknowledged: 2 };
  return (record.history ?? []).length || steps[record.state];
}
