// The plan around a flag as SVG, drawn from the centre's directory alone: no map from elsewhere is asked for.

import { say } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const SIDE = 360;
const MARGIN_M = 40;
const LEAST_REACH_M = 120;
const DEGREE_M = 111195;
const SCALES_M = [50, 100, 200, 500, 1000, 2000];
const MOST_NUMBERS = 24;
const LETTER = 6.2;

export function plan(told) {
  const onPlan = projection(told.cameras);
  const svg = made("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "aria-label": say("plan_alt") });
  const flagged = told.cameras.filter((camera) => camera.flagged);
  for (const metres of [100, 200, 400]) {
    const [x, y] = onPlan.point(flagged[0]);
    svg.append(made("circle", { class: "ring", cx: x, cy: y, r: metres * onPlan.perMetre }));
  }
  const taken = [];
  // From behind to before: what must be seen is drawn last, and has the first choice of room for its words.
  const names = flagged.map((camera) => label(camera, onPlan, taken, say("camera", camera), "flagged"));
  const near = told.cameras.filter((camera) => !camera.flagged);
  const numbers = near.slice(0, MOST_NUMBERS).map((camera) => label(camera, onPlan, taken, String(camera.number), "near"));
  const areas = told.areas.map((area) => areaName(area, onPlan, taken));
  svg.append(...areas, ...[...near].reverse().map((camera) => dot(camera, onPlan)), ...numbers);
  svg.append(...[...flagged].reverse().map((camera) => dot(camera, onPlan)), ...names);
  svg.append(scale(onPlan), north());
  return svg;
}

// So that everything is on it, and a lone camera isn't a dot without surroundings.
function projection(cameras) {
  const flagged = cameras.filter((camera) => camera.flagged);
  const middle = (key, list) => (Math.min(...list.map((one) => one[key])) + Math.max(...list.map((one) => one[key]))) / 2;
  const [latitude, longitude] = [middle("latitude", flagged), middle("longitude", flagged)];
  const shrink = Math.cos((latitude * Math.PI) / 180);
  const metres = (one) => [(one.longitude - longitude) * DEGREE_M * shrink, (latitude - one.latitude) * DEGREE_M];
  const reach = Math.max(LEAST_REACH_M, ...cameras.flatMap((one) => metres(one).map(Math.abs))) + MARGIN_M;
  const perMetre = SIDE / 2 / reach;
  return { perMetre, point: (one) => metres(one).map((metre) => SIDE / 2 + metre * perMetre) };
}

function dot(camera, onPlan) {
  const [x, y] = onPlan.point(camera);
  const group = made("g", { class: camera.flagged ? "camera flagged" : "camera", "data-state": camera.state });
  if (camera.flagged) group.append(made("path", { d: `M${x} ${y}l-7 -13a8 8 0 1 1 14 0z` }));
  else if (camera.state === "closed") group.append(made("path", { d: `M${x - 4} ${y - 4}l8 8m0 -8l-8 8` }));
  else group.append(made("circle", { cx: x, cy: y, r: 4.5 }));
  const title = made("title", {});
  title.textContent = `${say("camera", camera)} · ${say(`camera_${camera.state}`)}`;
  group.append(title);
  return group;
}

// Beside its point where there is room, else on another side; where there is none, no number is better than two on top
// of each other. What is flagged is named whatever it covers.
function label(camera, onPlan, taken, text, kind) {
  const [x, y] = onPlan.point(camera);
  const short = text.length > 30 ? `${text.slice(0, 29)}…` : text;
  const width = short.length * LETTER;
  const lift = kind === "flagged" ? 14 : 0;
  const places = [[x + 9, y + 4 - lift], [x - 9 - width, y + 4 - lift], [x - width / 2, y + 17], [x - width / 2, y - 10 - lift * 1.2]];
  const free = places.find((at) => isInside(at, width) && !taken.some((box) => overlap(box, boxOf(at, width))));
  const at = free ?? (kind === "flagged" ? [Math.max(2, Math.min(SIDE - width - 2, x - width / 2)), Math.max(12, y - 28)] : null);
  const words = made("text", { class: kind, x: at?.[0] ?? 0, y: at?.[1] ?? 0 });
  words.textContent = at ? short : "";
  if (at) taken.push(boxOf(at, width));
  return words;
}

function areaName(area, onPlan, taken) {
  const [x, y] = onPlan.point(area);
  const text = area.names.join(", ");
  const width = text.length * LETTER;
  const left = Math.max(4, Math.min(SIDE - width - 4, x - width / 2));
  const tries = [30, -26, 46, -42, 62, -58].map((down) => [left, Math.max(14, Math.min(SIDE - 30, y + down))]);
  const at = tries.find((one) => !taken.some((box) => overlap(box, boxOf(one, width))));
  const words = made("text", { class: "area", x: at?.[0] ?? 0, y: at?.[1] ?? 0 });
  words.textContent = at ? text : "";
  if (at) taken.push(boxOf(at, width));
  return words;
}

const boxOf = ([x, y], width) => [x - 2, y - 11, x + width + 2, y + 4];
const overlap = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
const isInside = ([x, y], width) => x > 2 && x + width < SIDE - 2 && y > 12 && y < SIDE - 4;

function scale(onPlan) {
  const metres = SCALES_M.findLast((one) => one * onPlan.perMetre < SIDE / 3) ?? SCALES_M[0];
  const width = metres * onPlan.perMetre;
  const group = made("g", { class: "scale" });
  group.append(made("path", { d: `M10 ${SIDE - 16}v5h${width}v-5` }));
  const words = made("text", { x: 14 + width, y: SIDE - 10 });
  words.textContent = `${metres} m`;
  group.append(words);
  return group;
}

function north() {
  const group = made("g", { class: "scale" });
  group.append(made("path", { d: `M${SIDE - 16} 34v-20m-4 6l4 -6l4 6` }));
  const words = made("text", { x: SIDE - 20, y: 46 });
  words.textContent = say("plan_north");
  group.append(words);
  return group;
}

function made(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, typeof value === "number" ? value.toFixed(1) : value);
  }
  return element;
}
