// What people wrote on a flag since it was made, in its order: who, when, what.

import { clockTime, language, say } from "./words.js";

export function fillNotes(place, record) {
  const written = (record.history ?? []).filter((step) => step.note);
  // Rebuilt only when they change: somebody may be marking a part of one.
  const key = `${language()} ${written.map((step) => step.id).join()}`;
  if (place.dataset.filled === key) return;
  place.dataset.filled = key;
  place.hidden = written.length === 0;
  place.replaceChildren(...written.map((step) => {
    const item = document.createElement("li");
    const officer = step.officer_name ? `${step.officer_name} (${step.officer_number})` : "";
    const by = [clockTime(step.at_utc), officer || step.actor, say(`did_${step.action}`)];
    item.append(
      Object.assign(document.createElement("p"), { className: "time", textContent: by.filter(Boolean).join(" · ") }),
      Object.assign(document.createElement("p"), { textContent: step.note }),
    );
    return item;
  }));
}
