// The running clock of a flag: what is waited for and how long it may take, as the centre's service levels say.

import { say } from "./words.js";

const UNANSWERED = ["sent", "delivered", "reopened"];
const ON_THE_WAY = ["acknowledged", "assigned", "enroute"];
const ENDED = ["closed", "cancelled", "duplicate"];
const WAYS = { received: "sent", delivered: "delivered", acknowledged: "acknowledged" };

let levels = new Map();
let offsetMs = 0;

export const setLevels = (told) => (levels = new Map(told.levels.map((level) => [level.priority, level])));

// The centre's clock counts, whatever the one of this phone says.
export const setServerTime = (text) => {
  const told = Date.parse(text ?? "");
  if (told) offsetMs = told - Date.now();
};

// A centre of before tells no stage.
export const stageOf = (record) => record.stage ?? WAYS[record.state];
export const isUnanswered = (record) => UNANSWERED.includes(stageOf(record));
export const isEnded = (record) => ENDED.includes(stageOf(record));

function limitOf(record) {
  const level = levels.get(record.body.priority);
  const stage = stageOf(record);
  if (!level || (UNANSWERED.includes(stage) && !record.waiting_utc)) return null;
  if (stage === "delivered") return ["clock_acknowledged", level.acknowledged_s];
  if (UNANSWERED.includes(stage)) return ["clock_delivered", level.delivered_s];
  if (level.onscene_s && ON_THE_WAY.includes(stage)) return ["clock_onscene", level.onscene_s];
  return null;
}

export function clockOf(record) {
  const limit = limitOf(record);
  if (!limit) return { text: "", late: false };
  const [word, limitS] = limit;
  const reopened = (record.history ?? []).filter((step) => step.action === "reopen").map((step) => step.at_utc);
  const since = Math.max(...[record.received_utc, ...reopened].map((moment) => Date.parse(moment)));
  const waitedS = Math.max(0, (Date.now() + offsetMs - since) / 1000);
  return { text: say(word, { waited: minutes(waitedS), limit: minutes(limitS) }), late: waitedS > limitS };
}

function minutes(seconds) {
  const whole = Math.floor(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const [hours, rest] = [Math.floor(whole / 3600), whole % 3600];
  const text = `${Math.floor(rest / 60)}:${two(rest % 60)}`;
  return hours ? `${hours}:${text.padStart(5, "0")}` : text;
}
