// The stream of events: comes back by itself after every cut, and goes on where it stopped.

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30000;

export class Live {
  constructor({ onFlag, onRelease, onReset, onState, onEnded, checkSession }) {
    Object.assign(this, { onFlag, onRelease, onReset, onState, onEnded, checkSession });
    this.source = null;
    this.timer = 0;
    this.failures = 0;
    this.last = 0;
  }

  start(seq) {
    this.stop();
    this.last = seq;
    const source = new EventSource(`/v1/events?after=${seq}`);
    this.source = source;
    source.onopen = () => {
      this.failures = 0;
      this.onState("live");
    };
    source.onerror = () => this.lost(source);
    source.addEventListener("flag.updated", (event) => {
      this.last = Number(event.lastEventId);
      this.onFlag(JSON.parse(event.data));
    });
    source.addEventListener("release.updated", (event) => {
      this.last = Number(event.lastEventId);
      this.onRelease(JSON.parse(event.data));
    });
    source.addEventListener("reset", () => this.onReset());
    source.addEventListener("session.revoked", () => this.onEnded());
  }

  stop() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  // The browser tries again after a cut, but never after an answer that is not 200; then it is on us.
  lost(source) {
    if (source !== this.source) return;
    this.onState("again");
    if (source.readyState !== EventSource.CLOSED) return;
    this.failures += 1;
    const most = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(this.failures - 1, 10));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), most * (0.5 + Math.random() / 2));
  }

  async again() {
    const source = this.source;
    const state = await this.checkSession();
    if (source !== this.source) return;
    if (state === "ended") this.onEnded();
    else if (state === "open") this.start(this.last);
    else this.lost(source);
  }
}
