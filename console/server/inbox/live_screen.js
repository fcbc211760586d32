// A <video> that plays fragments as they come, and knows the age of the picture it shows by the pictures themselves.

import { joined } from "./live_frames.js";

const Source = window.ManagedMediaSource ?? window.MediaSource;
const MOST_BEHIND_S = 1.5;
const CATCH_UP_FROM_S = 0.7;
const KEPT_S = 10;
const SAMPLE_MS = 1000;
const SAMPLE_PX = [32, 18];

export const canPlay = () => Boolean(Source && HTMLVideoElement.prototype.requestVideoFrameCallback);

export class LiveScreen {
  // `last` is a canvas over the video: it keeps the last picture while a new stream begins. `mask` lies over both.
  constructor(video, last, mask, onBroken) {
    Object.assign(this, { video, last, mask, onBroken });
    this.sample = Object.assign(document.createElement("canvas"), { width: SAMPLE_PX[0], height: SAMPLE_PX[1] });
    this.drawing = this.sample.getContext("2d", { willReadFrequently: true });
    this.pictureAt = 0;
    this.changedAt = 0;
    this.colours = "";
    this.timer = setInterval(() => this.compare(), SAMPLE_MS);
    this.onSize = () => this.last.hidden && this.placeMask();
    this.video.addEventListener("resize", this.onSize);
    this.watch();
  }

  // False when the browser cannot play what the camera sends.
  begin(codec, head) {
    const type = `video/mp4; codecs="${codec}"`;
    if (!Source.isTypeSupported(type)) return false;
    this.keepLast();
    if (this.last.hidden) this.mask.place(null);
    this.end();
    const source = new Source();
    Object.assign(this, { source, buffer: null, waiting: [{ bytes: head, at: performance.now() }], appended: [], shownTo: -1 });
    this.video.disableRemotePlayback = true;
    this.url = URL.createObjectURL(source);
    this.video.src = this.url;
    source.addEventListener("sourceopen", () => {
      if (source !== this.source || this.buffer) return;
      this.buffer = source.addSourceBuffer(type);
      this.buffer.addEventListener("updateend", () => source === this.source && this.settled());
      this.append();
    });
    return true;
  }

  add(fragment) {
    if (!this.source) return;
    this.waiting.push({ bytes: fragment, at: performance.now() });
    this.append();
  }

  // Who joins gets pictures from before: the newest of them is so old.
  wereOld(ageMs) {
    for (const one of [...(this.waiting ?? []), ...(this.appended ?? [])]) one.at -= ageMs;
    if (this.appending) this.appending.at -= ageMs;
  }

  append() {
    if (!this.buffer || this.buffer.updating || this.waiting.length === 0) return;
    const [pieces, newest] = [this.waiting.map((one) => one.bytes), this.waiting.at(-1)];
    this.waiting = [];
    this.appending = newest;
    try {
      this.buffer.appendBuffer(joined(pieces));
    } catch {
      this.onBroken();
    }
  }

  settled() {
    const ranges = this.buffer.buffered;
    if (ranges.length && this.appending) {
      const end = ranges.end(ranges.length - 1);
      this.appended.push({ end, at: this.appending.at });
      this.follow(ranges.start(ranges.length - 1), end);
      const old = this.video.currentTime - KEPT_S;
      this.appending = null;
      if (ranges.start(0) < old - KEPT_S && !this.buffer.updating) return this.buffer.remove(0, old);
    }
    this.append();
  }

  // Near the newest picture: a jump after a cut, a little faster when only somewhat behind.
  follow(start, end) {
    const { video } = this;
    const behind = end - video.currentTime;
    if (behind > MOST_BEHIND_S || video.currentTime < start) video.currentTime = Math.max(start, end - 0.2);
    video.playbackRate = behind > CATCH_UP_FROM_S ? 1.1 : 1;
    if (video.paused) video.play().catch(() => {});
  }

  watch() {
    this.video.requestVideoFrameCallback((_now, { mediaTime }) => {
      if (this.timer) this.watch();
      if (!this.appended || mediaTime <= this.shownTo) return;
      this.shownTo = mediaTime;
      while (this.appended.length > 1 && this.appended[0].end <= mediaTime) this.appended.shift();
      if (this.appended.length) this.pictureAt = Math.max(this.pictureAt, this.appended[0].at);
      this.last.hidden = true;
      this.placeMask();
    });
  }

  placeMask() {
    const { videoWidth: width, videoHeight: height } = this.video;
    if (this.mask.size?.[0] !== width || this.mask.size[1] !== height) this.mask.place(width && height ? [width, height] : null);
  }

  // A camera that repeats one picture sends it well; only its content tells.
  compare() {
    if (!this.pictureAt || this.video.readyState < 2) return;
    this.drawing.drawImage(this.video, 0, 0, ...SAMPLE_PX);
    const colours = this.drawing.getImageData(0, 0, ...SAMPLE_PX).data.join();
    if (colours !== this.colours) [this.colours, this.changedAt] = [colours, performance.now()];
  }

  // Milliseconds since the newest picture came, and since one came that looked different; null before the first.
  ages() {
    if (!this.pictureAt) return null;
    const now = performance.now();
    return { picture: now - this.pictureAt, change: now - (this.changedAt || this.pictureAt) };
  }

  keepLast() {
    const { videoWidth: width, videoHeight: height } = this.video;
    if (!this.pictureAt || !width || !this.last.hidden) return;
    Object.assign(this.last, { width, height, hidden: false });
    this.last.getContext("2d").drawImage(this.video, 0, 0);
  }

  end() {
    this.source = this.buffer = this.appending = null;
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = "";
  }

  close() {
    clearInterval(this.timer);
    this.timer = 0;
    this.end();
    this.video.removeEventListener("resize", this.onSize);
    this.video.removeAttribute("src");
    this.video.load();
  }
}
