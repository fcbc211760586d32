// What the police may do with a flag in each state: the centre's own table, fetched once, so that there is only one.

import { Problem } from "./api.js";

const QUICK = ["acknowledge", "assign", "go", "arrive", "resume", "resolve"];
export const ASKING = ["note", "hold", "close", "mark_duplicate", "reopen"];

let table = { allowed: {}, reasons: {}, releases: {} };

export async function loadSteps() {
  const answer = await fetch("/inbox/steps.json").catch(() => null);
  if (!answer?.ok) throw new Problem(answer?.status ?? 0, "");
  table = await answer.json();
}

const NEXT = {
  sent: "acknowledge",
  delivered: "acknowledge",
  reopened: "acknowledge",
  acknowledged: "assign",
  assigned: "go",
  enroute: "arrive",
  onscene: "resolve",
  on_hold: "resume",
};

// The usual next step first: it gets the large button.
export const quickSteps = (stage) =>
  allowed(stage, QUICK).sort((one, other) => Number(other === NEXT[stage]) - Number(one === NEXT[stage]));
export const allowed = (stage, among) => among.filter((action) => (table.allowed[stage] ?? []).includes(action));
export const releaseSteps = (party, state) => table.releases[party]?.[state] ?? [];
export const reasonsOf = (action) => table.reasons[action] ?? [];
export const needsOfficer = (action) => action === "acknowledge" || action === "assign";

// Version 7 of RFC 9562: the time, then chance; the same id again is the same change.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint32(0, Math.floor(Date.now() / 2 ** 16));
  new DataView(bytes.buffer).setUint16(4, Date.now() % 2 ** 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
