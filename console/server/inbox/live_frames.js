// The frames of a live picture as they come over the network: a letter, a length, and what they carry.

const HEADER_BYTES = 5;

export class FrameReader {
  constructor() {
    this.held = new Uint8Array(0);
  }

  // What is whole by now, as [letter, bytes].
  push(piece) {
    const data = joined([this.held, piece]);
    const frames = [];
    let at = 0;
    while (data.length - at >= HEADER_BYTES) {
      const view = new DataView(data.buffer, data.byteOffset + at);
      const end = at + HEADER_BYTES + view.getUint32(1);
      if (data.length < end) break;
      frames.push([String.fromCharCode(data[at]), data.subarray(at + HEADER_BYTES, end)]);
      at = end;
    }
    this.held = data.slice(at);
    return frames;
  }
}

export function joined(pieces) {
  if (pieces.length === 1) return pieces[0];
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
