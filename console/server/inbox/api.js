// The centre's API as this page uses it; the session is in a cookie that no script sees.

import { setServerTime } from "./clock.js";

const TIMEOUT_MS = 15000;

export class Problem extends Error {
  constructor(status, code, retryAfter = 0) {
    super(code || "unreachable");
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

async function call(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cache: "no-store",
    });
  } catch {
    throw new Problem(0, "");
  }
  setServerTime(answer.headers.get("Date"));
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  const told = await answer.json().catch(() => ({}));
  throw new Problem(answer.status, told.code ?? `http.${answer.status}`, Number(answer.headers.get("Retry-After")));
}

const flagPath = (id) => `/v1/flags/${encodeURIComponent(id)}`;

export const whoAmI = () => call("GET", "/v1/inbox/session");
export const signIn = (username, password) => call("POST", "/v1/inbox/session", { username, password });
export const signOut = () => call("DELETE", "/v1/inbox/session");
export const categories = () => call("GET", "/v1/categories");
export const flag = (id) => call("GET", flagPath(id));
export const flags = (before) => call("GET", `/v1/flags?limit=50${before ? `&before=${encodeURIComponent(before)}` : ""}`);
export const receipt = (id) => call("POST", `${flagPath(id)}/receipt`);
export const change = (id, said) => call("POST", `${flagPath(id)}/changes`, said);
const releasePath = (id) => `/v1/releases/${encodeURIComponent(id)}`;
export const releases = (before) =>
  call("GET", `/v1/releases?limit=50${before ? `&before=${encodeURIComponent(before)}` : ""}`);
export const release = (id) => call("GET", releasePath(id));
export const askForEvidence = (flagId, id, body) =>
  call("PUT", `${flagPath(flagId)}/releases/${encodeURIComponent(id)}`, body);
export const changeRelease = (id, said) => call("POST", `${releasePath(id)}/changes`, said);
export const holdFlag = (id, reason) => call("PUT", `${flagPath(id)}/hold`, { reason });
export const endHold = (id, reason) => call("POST", `${flagPath(id)}/hold/end`, { reason });
export const releaseStatements = (id) => call("GET", `${releasePath(id)}/statements`);
export const releaseLink = (id) => call("POST", `${releasePath(id)}/link`);
export const confirmPassword = (password) => call("POST", "/v1/auth/confirmation", { password });
export const minutePath = (id, kind) => `${releasePath(id)}/minute?of=${kind}`;
export const surroundings = (id) => call("GET", `${flagPath(id)}/surroundings`);
export const livePath = (flagId, cameraId) => `${flagPath(flagId)}/cameras/${encodeURIComponent(cameraId)}/live`;
export const serviceLevels = () => call("GET", "/v1/service-levels");
export const filePath = (flagId, evidenceId) =>
  `${flagPath(flagId)}/evidence/${encodeURIComponent(evidenceId)}/file`;

// An answer without an end, as a stream of bytes.
export async function liveStream(path, signal) {
  const answer = await fetch(path, { signal, cache: "no-store" });
  if (answer.ok) return answer.body;
  const told = await answer.json().catch(() => ({}));
  throw new Problem(answer.status, told.code ?? `http.${answer.status}`);
}
