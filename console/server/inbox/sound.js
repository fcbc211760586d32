// Two soft tones for a new flag, made here so that no file is needed; off until somebody turns it on.

const KEY = "ronda-sound";
let context = null;

export const soundIsOn = () => localStorage.getItem(KEY) === "on";

export function toggleSound() {
  localStorage.setItem(KEY, soundIsOn() ? "off" : "on");
  if (soundIsOn()) ring();
}

export function ring() {
  if (!soundIsOn()) return;
  context ??= new AudioContext();
  // Browsers keep sound shut until the page was touched once; then this opens it.
  context.resume().then(() => {
    tone(880, 0);
    tone(660, 0.22);
  }, () => {});
}

function tone(frequency, delay) {
  const start = context.currentTime + delay;
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setTargetAtTime(0.25, start, 0.01);
  volume.gain.setTargetAtTime(0, start + 0.14, 0.05);
  const source = new OscillatorNode(context, { frequency });
  source.connect(volume).connect(context.destination);
  source.start(start);
  source.stop(start + 0.5);
}
