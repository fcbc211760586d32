// The page: signs in, fills the list, keeps it live.

import * as api from "./api.js";
import { setLevels } from "./clock.js";
import { FlagList } from "./list.js";
import { Live } from "./live.js";
import { ring, soundIsOn, toggleSound } from "./sound.js";
import { loadSteps } from "./steps.js";
import { fillWords, language, say, sayProblem, toggleLanguage } from "./words.js";

const REFILL_MS = 60000;
const byId = (id) => document.getElementById(id);
const list = new FlagList(() => ring());
let connection = "off";
let filling = null;
let isReady = false;

const live = new Live({
  onFlag: (record) => list.put(record, true),
  onReset: () => fill(false),
  onState: showConnection,
  onEnded: () => showSignIn("auth.session_ended"),
  checkSession: async () => {
    try {
      await api.whoAmI();
      return "open";
    } catch (problem) {
      return problem.status === 401 || problem.status === 403 ? "ended" : "unknown";
    }
  },
});

function showConnection(state) {
  connection = state;
  byId("connection").dataset.state = state;
  byId("connection").textContent = state === "off" ? "" : say(state);
}

function speak() {
  document.documentElement.lang = language();
  fillWords(document);
  byId("language").textContent = say("language");
  byId("sound").textContent = say(soundIsOn() ? "sound_on" : "sound_off");
  byId("sound").setAttribute("aria-pressed", String(soundIsOn()));
  showConnection(connection);
  list.redraw();
}

function showSignIn(code) {
  live.stop();
  list.clear();
  showConnection("off");
  document.body.dataset.view = "sign-in";
  byId("who").textContent = "";
  byId("sign-in-problem").textContent = code ? say(code) : "";
  byId("username").focus();
}

async function showInbox(user) {
  document.body.dataset.view = "inbox";
  byId("who").textContent = user.display_name;
  try {
    const answer = await api.categories();
    list.categories = new Map(answer.categories.map((category) => [category.code, category]));
  } catch {
    // The codes are shown instead of the names.
  }
  await fill(false);
}

// Without the table of steps nobody could answer, so it comes before the flags.
async function ready() {
  if (isReady) return;
  await loadSteps();
  setLevels(await api.serviceLevels());
  isReady = true;
}

// Brings the list up to date and the stream behind it; one at a time.
function fill(isNews) {
  filling ??= fetchAll(isNews).finally(() => (filling = null));
  return filling;
}

async function fetchAll(isNews) {
  try {
    await ready();
    const answer = await api.flags();
    for (const record of answer.flags) list.put(record, isNews);
    byId("older").hidden = !answer.more;
    byId("problem").textContent = "";
    live.start(answer.seq);
  } catch (problem) {
    if (problem.status === 401) return showSignIn("auth.session_ended");
    byId("problem").textContent = sayProblem(problem);
    setTimeout(() => document.body.dataset.view === "inbox" && fill(isNews), 5000);
  }
}

// A network may swallow a stream without a word; the list itself is looked at now and then.
async function refill() {
  if (document.body.dataset.view !== "inbox" || filling) return;
  try {
    for (const record of (await api.flags()).flags) list.put(record, true);
  } catch (problem) {
    if (problem.status === 401) showSignIn("auth.session_ended");
  }
}

async function older() {
  try {
    const answer = await api.flags(list.oldest());
    for (const record of answer.flags) list.put(record, false);
    byId("older").hidden = !answer.more;
  } catch (problem) {
    byId("problem").textContent = sayProblem(problem);
  }
}

byId("sign-in-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  byId("sign-in").disabled = true;
  byId("sign-in-problem").textContent = "";
  try {
    const user = await api.signIn(byId("username").value, byId("password").value);
    byId("password").value = "";
    await showInbox(user);
  } catch (problem) {
    byId("sign-in-problem").textContent = sayProblem(problem);
  } finally {
    byId("sign-in").disabled = false;
  }
});

byId("sign-out").addEventListener("click", () => {
  sessionStorage.clear();
  api.signOut().catch(() => {}).then(() => showSignIn());
});
byId("language").addEventListener("click", () => {
  toggleLanguage();
  speak();
});
byId("sound").addEventListener("click", () => {
  toggleSound();
  speak();
});
byId("older").addEventListener("click", older);
byId("filter").addEventListener("click", (event) => {
  const wanted = event.target.dataset.filter;
  if (!wanted) return;
  byId("inbox-view").dataset.filter = wanted;
  for (const button of byId("filter").children) {
    button.setAttribute("aria-pressed", String(button.dataset.filter === wanted));
  }
});
window.addEventListener("pagehide", () => live.stop());
window.addEventListener("pageshow", (event) => event.persisted && document.body.dataset.view === "inbox" && fill(true));
setInterval(refill, REFILL_MS);

speak();
api.whoAmI().then(showInbox, () => showSignIn());
