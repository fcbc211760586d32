// The page: signs in, fills the list, keeps it live.

import * as api from "./api.js";
import { setLevels } from "./clock.js";
import { closeEnlarged, prepareEnlarged } from "./enlarged.js";
import { FlagList } from "./list.js";
import { Live } from "./live.js";
import { ReleaseList } from "./releases.js";
import { ring, soundIsOn, toggleSound } from "./sound.js";
import { loadSteps } from "./steps.js";
import { fillWords, language, say, sayProblem, toggleLanguage } from "./words.js";

const REFILL_MS = 60000;
const byId = (id) => document.getElementById(id);
const releases = new ReleaseList();
const list = new FlagList(() => ring(), (record) => releases.put(record));
let connection = "off";
let filling = null;
let isReady = false;

const live = new Live({
  onFlag: (record) => isPolice() && list.put(record, true),
  onRelease: (record) => releases.put(record),
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

const isSignedIn = () => ["inbox", "releases"].includes(document.body.dataset.view);
const isPolice = () => document.body.dataset.role === "police_liaison";

function showConnection(state) {
  connection = state;
  byId("connection").dataset.state = state;
  byId("connection").textContent = state === "off" ? "" : say(state);
}

// What went wrong, said again when the language changes; null takes it away.
const told = new Map();
function tell(saying, ...ids) {
  for (const id of ids) {
    told.set(id, saying);
    byId(id).textContent = saying?.() ?? "";
  }
}

function speak() {
  document.documentElement.lang = language();
  fillWords(document);
  byId("language").textContent = say("language");
  byId("sound").textContent = say(soundIsOn() ? "sound_on" : "sound_off");
  byId("sound").setAttribute("aria-pressed", String(soundIsOn()));
  showConnection(connection);
  for (const [id, saying] of told) tell(saying, id);
  list.redraw();
  releases.redraw();
}

function showSignIn(code) {
  live.stop();
  closeEnlarged();
  list.clear();
  releases.clear();
  delete document.body.dataset.role;
  showConnection("off");
  document.body.dataset.view = "sign-in";
  byId("who").textContent = "";
  tell(code ? () => say(code) : null, "sign-in-problem");
  byId("username").focus();
}

async function showInbox(user) {
  document.body.dataset.role = user.role;
  document.body.dataset.view = isPolice() ? "inbox" : "releases";
  releases.user = user;
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
    await fillReleases();
    if (isPolice()) for (const record of answer.flags) list.put(record, isNews);
    byId("older").hidden = !answer.more;
    tell(null, "problem", "releases-problem");
    live.start(answer.seq);
  } catch (problem) {
    if (problem.status === 401) return showSignIn("auth.session_ended");
    tell(() => sayProblem(problem), "problem", "releases-problem");
    setTimeout(() => isSignedIn() && fill(isNews), 5000);
  }
}

// A network may swallow a stream without a word; the list itself is looked at now and then.
async function refill() {
  if (!isSignedIn() || filling) return;
  try {
    await fillReleases();
    if (!isPolice()) return;
    for (const record of (await api.flags()).flags) list.put(record, true);
  } catch (problem) {
    if (problem.status === 401) showSignIn("auth.session_ended");
  }
}

async function fillReleases(before) {
  const answer = await api.releases(before);
  for (const record of answer.releases) releases.put(record);
  // What is looked at again says nothing of what lies behind the oldest that is shown.
  if (before || answer.releases.length === releases.cards.size) byId("older-releases").hidden = !answer.more;
}

async function olderReleases() {
  try {
    await fillReleases(releases.oldest());
  } catch (problem) {
    tell(() => sayProblem(problem), "releases-problem");
  }
}

async function older() {
  try {
    const answer = await api.flags(list.oldest());
    for (const record of answer.flags) list.put(record, false);
    byId("older").hidden = !answer.more;
  } catch (problem) {
    tell(() => sayProblem(problem), "problem");
  }
}

byId("sign-in-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  byId("sign-in").disabled = true;
  tell(null, "sign-in-problem");
  try {
    const user = await api.signIn(byId("username").value, byId("password").value);
    byId("password").value = "";
    await showInbox(user);
  } catch (problem) {
    tell(() => sayProblem(problem), "sign-in-problem");
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
byId("older-releases").addEventListener("click", olderReleases);
byId("show-flags").addEventListener("click", () => (document.body.dataset.view = "inbox"));
byId("show-releases").addEventListener("click", () => (document.body.dataset.view = "releases"));
byId("filter").addEventListener("click", (event) => {
  const wanted = event.target.dataset.filter;
  if (!wanted) return;
  byId("inbox-view").dataset.filter = wanted;
  for (const button of byId("filter").children) {
    button.setAttribute("aria-pressed", String(button.dataset.filter === wanted));
  }
});
window.addEventListener("pagehide", () => live.stop());
window.addEventListener("pageshow", (event) => event.persisted && isSignedIn() && fill(true));
prepareEnlarged();
setInterval(refill, REFILL_MS);

speak();
api.whoAmI().then(showInbox, () => showSignIn());
