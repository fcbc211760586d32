// One camera of a flag, live: asks the centre, plays what comes, comes back after a cut, and never calls an old picture live.

import { livePath, liveStream, Problem } from "./api.js";
import { FrameReader } from "./live_frames.js";
import { LiveMask } from "./live_mask.js";
import { canPlay, LiveScreen } from "./live_screen.js";
import { say, sayProblem } from "./words.js";

const SUSPECT_MS = 3000;
const STALE_MS = 10000;
const LOOK_MS = 250;
const SILENT_MS = 7000;
const RETRY_MS = [1000, 2000, 5000, 10000];
// The centre ends these, and another try may do.
const PASSING = ["auth.token_expired", "live.centre_stops", "live.relay_lost", "centre.storage", ""];

export class LiveView {
  constructor(flagId, camera, onClosed) {
    Object.assign(this, { flagId, camera, onClosed });
    this.element = document.getElementById("live-view").content.firstElementChild.cloneNode(true);
    this.element.dataset.cameraId = camera.id;
    this.mask = new LiveMask(this.field("mask"));
    this.field("stop").addEventListener("click", () => this.close());
    this.field("again").addEventListener("click", () => this.start());
    this.onVisible = () => (document.hidden ? this.pause() : this.isOver || this.start());
    document.addEventListener("visibilitychange", this.onVisible);
    this.timer = setInterval(() => this.show(), LOOK_MS);
    this.failures = 0;
    this.start();
  }

  field(name) {
    return this.element.querySelector(`[data-live="${name}"]`);
  }

  start() {
    this.pause();
    this.isOver = false;
    this.reason = "";
    if (!canPlay()) return this.over("live.browser");
    this.screen ??= new LiveScreen(this.field("video"), this.field("last"), this.mask, () => this.start());
    this.follow(new AbortController());
  }

  // Ends the connection, and keeps what is on the screen: its age goes on.
  pause() {
    clearTimeout(this.retry);
    this.running?.abort();
    this.running = null;
  }

  async follow(running) {
    this.running = running;
    let code = "";
    try {
      const reader = (await liveStream(livePath(this.flagId, this.camera.id), running.signal)).getReader();
      code = await this.read(reader, running);
    } catch (problem) {
      if (problem instanceof Problem && problem.status) code = problem.code;
    }
    if (running !== this.running) return;
    this.running = null;
    if (!PASSING.includes(code)) return this.over(code);
    this.reason = code || "unreachable";
    this.retry = setTimeout(() => this.start(), RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)]);
  }

  // Until it ends; the code of why. A line that is silent without even a beat is dead.
  async read(reader, running) {
    const frames = new FrameReader();
    for (;;) {
      const silence = setTimeout(() => reader.cancel().catch(() => {}), SILENT_MS);
      const { done, value } = await reader.read().finally(() => clearTimeout(silence));
      if (done || running !== this.running) return "";
      for (const [kind, bytes] of frames.push(value)) {
        const code = this.take(kind, bytes);
        if (code !== null) return code;
      }
    }
  }

  take(kind, bytes) {
    const text = () => new TextDecoder().decode(bytes);
    if (kind === "M") this.mask.know(JSON.parse(text()));
    else if (kind === "H") {
      const cut = bytes.indexOf(10);
      const codec = new TextDecoder().decode(bytes.subarray(0, cut));
      if (!this.screen.begin(codec, bytes.slice(cut + 1))) return "live.codec_unplayable";
    } else if (kind === "K" || kind === "P") {
      this.reason = "";
      this.failures = 0;
      this.screen.add(bytes.slice());
    } else if (kind === "B" && bytes.length) this.screen.wereOld(Number(text()));
    else if (kind === "T") {
      this.reason = text();
      if (this.reason.startsWith("live.codec_")) return this.reason;
    } else if (kind === "E") return text();
    return null;
  }

  // Nothing is to be seen any more, and why.
  over(code) {
    this.pause();
    this.screen?.close();
    this.screen = null;
    this.isOver = true;
    this.reason = code;
    this.show();
  }

  show() {
    const ages = this.isOver ? null : (this.screen?.ages() ?? null);
    const state = this.stateBy(ages);
    const seconds = ages ? Math.floor((state === "same" ? ages.change : ages.picture) / 1000) : 0;
    this.element.dataset.state = state;
    this.field("camera").textContent = say("camera", this.camera);
    this.write("state", say(`live_${state}`, { seconds }));
    this.write("reason", this.reason ? sayProblem({ code: this.reason, status: 0 }) : "");
    this.write("age", ["suspect", "stale", "same"].includes(state) ? say("live_age", { seconds }) : "");
    this.write("masked", this.mask.covers && !this.isOver ? say("masked") : "");
    this.field("stop").textContent = say(this.isOver ? "live_close" : "live_stop");
    this.field("again").textContent = say("live_again");
    // Neither another browser nor another kind of camera comes by trying once more.
    this.field("again").hidden = !this.isOver || this.reason === "live.browser" || this.reason.startsWith("live.codec_");
    this.field("screen").hidden = this.isOver;
  }

  stateBy(ages) {
    if (this.isOver) return "over";
    if (!ages) return "connecting";
    if (ages.picture >= STALE_MS) return "stale";
    if (ages.picture >= SUSPECT_MS) return "suspect";
    return ages.change >= STALE_MS ? "same" : "live";
  }

  // Only what changed, so that a screen reader is not told the same again.
  write(name, text) {
    if (this.field(name).textContent !== text) this.field(name).textContent = text;
  }

  close() {
    this.pause();
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.onVisible);
    this.screen?.close();
    this.screen = null;
    this.element.remove();
    this.onClosed();
  }
}
