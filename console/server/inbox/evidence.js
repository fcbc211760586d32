// The evidence of a flag: its stills and clips in order of time, each clip with what it shows and what is missing in it.

import { filePath } from "./api.js";
import { enlarge } from "./enlarged.js";
import { dateAndTime, decimal, say, secondsTime } from "./words.js";

export class EvidenceView {
  constructor(element) {
    this.element = element;
    this.figures = new Map();
  }

  // Figures are built once and changed in place, so that a playing clip goes on.
  update(record) {
    // What is kept back for its masks is shown by the masked picture beside it.
    const shown = record.evidence.filter((item) => !item.body.kept_back);
    const complete = shown.filter((item) => item.state === "complete");
    const ordered = [...complete].sort((one, other) => rank(record, one) - rank(record, other));
    for (const item of ordered) {
      const figure = this.figures.get(item.id) ?? this.made(record, item);
      const media = figure.firstElementChild;
      if (item.body.kind === "still") {
        media.alt = say("enlarge");
        media.onclick = () => enlarge(media.src, enlargedLines(record, item));
      }
      else if (!media.poster) media.poster = poster(record, ordered, item);
      describe(figure.lastElementChild, record, item);
      if (this.element.children[ordered.indexOf(item)] !== figure) {
        this.element.insertBefore(figure, this.element.children[ordered.indexOf(item)] ?? null);
      }
    }
    this.element.hidden = ordered.length === 0;
    return { shown: ordered.length, missing: shown.length - complete.length };
  }

  made(record, item) {
    const figure = document.createElement("figure");
    const isStill = item.body.kind === "still";
    const media = document.createElement(isStill ? "img" : "video");
    media.dataset.field = item.body.kind;
    if (isStill) openByKey(media);
    else Object.assign(media, { controls: true, preload: "none" });
    media.src = filePath(record.id, item.id);
    figure.dataset.evidenceId = item.id;
    figure.append(media, document.createElement("figcaption"));
    this.figures.set(item.id, figure);
    return figure;
  }
}

// A picture that can be pressed, by finger, mouse and key.
function openByKey(picture) {
  Object.assign(picture, { tabIndex: 0, role: "button" });
  picture.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    picture.click();
  });
}

function enlargedLines(record, item) {
  const { start_utc: at, clocks } = item.body;
  const lines = [cameraLine(record, item), `${dateAndTime(at)} · ${say("still_at", { time: secondsTime(at) })}`, record.number];
  return clocks ? [...lines, ...clockLines(clocks)] : lines;
}

// Those that were added afterwards are not in the flag's own body.
const cameraIds = (record) => [
  record.body.camera_id,
  ...(record.more_cameras?.map((one) => one.id) ?? record.body.more_camera_ids ?? []),
];

// Camera by camera: the still first, then the clips by their beginning.
function rank(record, item) {
  const camera = cameraIds(record).indexOf(item.body.camera_id);
  return camera * 1e15 + Date.parse(item.body.start_utc) + (item.body.kind === "still" ? -1e14 : 0);
}

function poster(record, items, clip) {
  const still = items.find((item) => item.body.kind === "still" && !item.body.marked && item.body.camera_id === clip.body.camera_id);
  return still ? filePath(record.id, still.id) : "";
}

function cameraLine(record, item) {
  const more = (record.more_cameras ?? []).find((one) => one.id === item.body.camera_id);
  return say("camera", more ?? { number: record.camera_number, name: record.camera_name });
}

function describe(caption, record, item) {
  const isStill = item.body.kind === "still";
  const lines = isStill ? [say("still_at", { time: secondsTime(item.body.start_utc) })] : clipLines(record, item);
  const marked = item.body.marked;
  if (item.body.masked_of) lines.push(say("masked"));
  if (marked) lines.unshift(say("marked_copy", { name: marked.by, time: secondsTime(marked.marked_utc) }));
  if (isStill && item.body.clocks && !marked) lines.push(...clockLines(item.body.clocks));
  if (record.more_cameras?.length) lines.unshift(cameraLine(record, item));
  const old = [...caption.children].map((line) => line.textContent);
  if (old.length === lines.length && old.every((line, at) => line === lines[at])) return;
  caption.replaceChildren(
    ...lines.map((words) => Object.assign(document.createElement("p"), { textContent: words })),
  );
}

function clipLines(record, item) {
  const { start_utc, end_utc, footage } = item.body;
  const times = { start: secondsTime(start_utc), end: secondsTime(end_utc) };
  if (!footage) return [say("clip_plain", times)];
  const follows = Date.parse(footage.asked.end_utc) > Date.parse(record.body.at_utc) + 1000;
  const lines = [say(follows ? "clip_after" : "clip_before", times)];
  for (const gap of footage.gaps) {
    const reason = say(`gap_${gap.reason}`);
    lines.push(
      say("gap", {
        start: secondsTime(gap.start_utc),
        end: secondsTime(gap.end_utc),
        reason: reason === `gap_${gap.reason}` ? gap.reason : reason,
      }),
    );
  }
  if (footage.gaps.length === 0) lines.push(say("no_gap"));
  return lines;
}

// A camera's statement holds the way of its picture too, which is not known: below a second they agree.
function clockLines(clocks) {
  const { camera_ahead_ms: camera, console_ahead_ms: room, console_uncertainty_ms: uncertainty } = clocks;
  return [clockLine("camera_clock", camera, 1000), clockLine("room_clock", room, Math.max(500, uncertainty ?? 0), uncertainty)];
}

function clockLine(key, ahead, agrees, uncertainty) {
  if (ahead === null || ahead === undefined) return say(`${key}_unknown`);
  if (Math.abs(ahead) < agrees) return say(`${key}_right`);
  const values = { seconds: decimal(Math.abs(ahead) / 1000), uncertainty: decimal((uncertainty ?? 0) / 1000) };
  return say(ahead > 0 ? `${key}_ahead` : `${key}_behind`, values);
}
