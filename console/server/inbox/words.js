// Every word on the page, Indonesian first; `say` gives the one of the chosen language.

import { LIVE_WORDS } from "./live_words.js";
import { PLAN_WORDS } from "./plan_words.js";
import { RELEASE_WORDS } from "./release_words.js";

const WORDS = {
  ...RELEASE_WORDS,
  ...LIVE_WORDS,
  ...PLAN_WORDS,
  title: ["Kotak masuk polisi", "Police inbox"],
  sign_in_title: ["Masuk", "Sign in"],
  sign_in: ["Masuk", "Sign in"],
  sign_out: ["Keluar", "Sign out"],
  username: ["Nama pengguna", "User name"],
  password: ["Kata sandi", "Password"],
  language: ["English", "Bahasa Indonesia"],
  sound_on: ["Bunyi: nyala", "Sound: on"],
  sound_off: ["Bunyi: mati", "Sound: off"],
  live: ["Tersambung", "Connected"],
  again: ["Menyambung lagi…", "Reconnecting…"],
  filter_unanswered: ["Belum dijawab", "Unanswered"],
  filter_open: ["Terbuka", "Open"],
  filter_all: ["Semua", "All"],
  summary: ["{open} laporan belum dijawab", "Unanswered flags: {open}"],
  summary_none: ["Semua laporan sudah dijawab", "Every flag is answered"],
  empty: ["Belum ada laporan.", "No flags yet."],
  older: ["Laporan lebih lama", "Older flags"],
  camera: ["Kamera {number} · {name}", "Camera {number} · {name}"],
  operator: ["dilaporkan {name}", "flagged by {name}"],
  recipient: ["Tujuan: {name}", "For: {name}"],
  officer_name: ["Nama petugas", "Officer's name"],
  officer_number: ["NRP", "Service number (NRP)"],
  do_acknowledge: ["Terima laporan", "Acknowledge"],
  do_assign: ["Tugaskan petugas", "Assign officer"],
  do_go: ["Menuju TKP", "En route"],
  do_arrive: ["Tiba di TKP", "On scene"],
  do_resume: ["Lanjutkan", "Go on"],
  do_resolve: ["Selesai ditangani", "Resolved"],
  do_note: ["Tambah catatan", "Add a note"],
  do_hold: ["Tunda", "Put on hold"],
  do_close: ["Tutup laporan", "Close"],
  do_mark_duplicate: ["Tandai duplikat", "Mark as duplicate"],
  do_reopen: ["Buka lagi", "Reopen"],
  did_send: ["dikirim ke polisi", "sent to the police"],
  did_verify: ["diverifikasi pengawas", "verified by a supervisor"],
  did_deliver: ["sampai di kotak masuk", "reached the inbox"],
  did_acknowledge: ["diterima polisi", "acknowledged"],
  did_assign: ["petugas ditugaskan", "officer assigned"],
  did_go: ["menuju TKP", "en route"],
  did_arrive: ["di TKP", "on scene"],
  did_hold: ["ditunda", "put on hold"],
  did_resume: ["dilanjutkan", "went on"],
  did_resolve: ["selesai ditangani", "resolved"],
  did_close: ["ditutup", "closed"],
  did_cancel: ["dibatalkan", "cancelled"],
  did_mark_duplicate: ["ditandai duplikat", "marked as duplicate"],
  did_reopen: ["dibuka lagi", "reopened"],
  did_note: ["catatan", "note"],
  did_add_camera: ["kamera ditambahkan", "camera added"],
  did_telephone: ["polisi ditelepon", "told by telephone"],
  did_escalate: ["belum dijawab", "unanswered"],
  level_1: ["Dinaikkan ke Polrestabes", "Carried up to the Polrestabes"],
  level_2: ["Dinaikkan ke Polda", "Carried up to the Polda"],
  clock_delivered: ["Sampai: {waited} / {limit}", "Delivery: {waited} / {limit}"],
  clock_acknowledged: ["Jawaban: {waited} / {limit}", "Answer: {waited} / {limit}"],
  clock_onscene: ["Tiba di TKP: {waited} / {limit}", "On scene: {waited} / {limit}"],
  more: ["Tindakan lain", "More"],
  step: ["Tindakan", "Step"],
  reason: ["Alasan", "Reason"],
  original: ["Laporan yang sama", "The flag that tells the same"],
  note: ["Catatan", "Note"],
  save: ["Simpan", "Save"],
  choose: ["Pilih…", "Choose…"],
  history: ["Riwayat", "History"],
  reason_handled: ["Sudah ditangani", "Dealt with"],
  reason_not_found: ["Tidak ditemukan", "Nothing found"],
  reason_false_alarm: ["Alarm palsu", "False alarm"],
  reason_wrong_category: ["Salah kategori", "Wrong category"],
  reason_referred: ["Dirujuk ke dinas lain", "Referred to another service"],
  reason_not_competent: ["Bukan kewenangan", "Outside the authority"],
  reason_exercise: ["Uji coba", "Test"],
  reason_mistaken: ["Salah pencet atau salah kamera", "Pressed by mistake, or wrong camera"],
  reason_waiting_unit: ["Menunggu unit", "Waiting for a unit"],
  reason_waiting_information: ["Menunggu keterangan", "Waiting for information"],
  reason_other: ["Lainnya (isi catatan)", "Other (write a note)"],
  state_sent: ["Baru", "New"],
  state_assigned: ["Petugas ditugaskan", "Officer assigned"],
  state_enroute: ["Menuju TKP", "En route"],
  state_onscene: ["Di TKP", "On scene"],
  state_on_hold: ["Ditunda", "On hold"],
  state_resolved: ["Selesai ditangani, belum ditutup", "Resolved, not closed yet"],
  state_closed: ["Ditutup", "Closed"],
  state_cancelled: ["Dibatalkan", "Cancelled"],
  state_duplicate: ["Duplikat", "Duplicate"],
  state_reopened: ["Dibuka lagi", "Reopened"],
  state_delivered: ["Sudah sampai, belum dijawab", "Delivered, not answered yet"],
  state_acknowledged: ["Diterima oleh {name} ({number}) pukul {time}", "Acknowledged by {name} ({number}) at {time}"],
  waiting: ["Bukti sedang dikirim…", "Evidence is on its way…"],
  no_evidence: ["Belum ada gambar", "No picture yet"],
  still_alt: ["Foto kejadian", "Picture of the moment"],
  enlarge: ["Perbesar foto kejadian", "Enlarge the picture of the moment"],
  close: ["Tutup", "Close"],
  still_at: ["Foto pukul {time}", "Picture at {time}"],
  masked: ["Bagian gambar ditutup demi privasi", "Parts of the picture are hidden for privacy"],
  marked_copy: [
    "Salinan bertanda: digambari {name} pukul {time}; foto aslinya tidak diubah",
    "Marked copy: drawn on by {name} at {time}; the original is unchanged",
  ],
  clip_plain: ["Video pukul {start} sampai {end}", "Video from {start} to {end}"],
  clip_before: ["Video sebelum laporan: pukul {start} sampai {end}", "Video before the flag: from {start} to {end}"],
  clip_after: ["Video sesudah laporan: pukul {start} sampai {end}", "Video after the flag: from {start} to {end}"],
  no_gap: ["Lengkap, tidak ada bagian yang hilang", "Complete, no part is missing"],
  gap: ["Tidak ada gambar pukul {start} sampai {end}: {reason}", "No pictures from {start} to {end}: {reason}"],
  gap_not_open: ["kamera belum tersambung ke ruang pantau", "the camera was not connected to the room yet"],
  gap_memory: ["ingatan singkat tidak sampai sejauh itu", "the short memory did not reach that far"],
  gap_connection: ["sambungan ke kamera terputus", "the connection to the camera was lost"],
  gap_no_pictures: ["kamera tidak mengirim gambar utuh", "the camera sent no whole picture"],
  gap_changed: ["kamera mengganti format gambarnya", "the camera changed its picture format"],
  gap_closed: ["kamera diputus sebelum rekaman selesai", "the camera was disconnected before the end"],
  gap_worker_lost: ["program penerima kamera berhenti", "the program that receives the camera stopped"],
  camera_clock_unknown: ["Jam kamera: tidak diketahui", "Camera's clock: not known"],
  camera_clock_right: ["Jam kamera: cocok dengan jam ruang pantau", "Camera's clock: agrees with the room's"],
  camera_clock_ahead: [
    "Jam kamera: {seconds} detik lebih cepat dari jam ruang pantau",
    "Camera's clock: {seconds} seconds ahead of the room's",
  ],
  camera_clock_behind: [
    "Jam kamera: {seconds} detik lebih lambat dari jam ruang pantau",
    "Camera's clock: {seconds} seconds behind the room's",
  ],
  room_clock_unknown: ["Jam ruang pantau: belum dibandingkan dengan pusat", "Room's clock: not compared with the centre's yet"],
  room_clock_right: ["Jam ruang pantau: cocok dengan jam pusat", "Room's clock: agrees with the centre's"],
  room_clock_ahead: [
    "Jam ruang pantau: {seconds} detik lebih cepat dari jam pusat (± {uncertainty} detik)",
    "Room's clock: {seconds} seconds ahead of the centre's (± {uncertainty} seconds)",
  ],
  room_clock_behind: [
    "Jam ruang pantau: {seconds} detik lebih lambat dari jam pusat (± {uncertainty} detik)",
    "Room's clock: {seconds} seconds behind the centre's (± {uncertainty} seconds)",
  ],
  priority_1: ["P1 Darurat", "P1 Emergency"],
  priority_2: ["P2 Mendesak", "P2 Urgent"],
  priority_3: ["P3 Biasa", "P3 Normal"],
  priority_4: ["P4 Rendah", "P4 Low"],
  new_flag: ["Laporan baru", "New flag"],
  district: ["Kec. {name}", "{name} district"],
  village: ["Kel. {name}", "{name} village"],
  "auth.wrong_password": ["Nama pengguna atau kata sandi salah.", "Wrong user name or password."],
  "auth.too_many_tries": ["Terlalu banyak percobaan. Tunggu {seconds} detik.", "Too many tries. Wait {seconds} seconds."],
  "auth.forbidden": ["Akun ini bukan akun polisi atau petugas bukti.", "This is no account of the police or of an evidence officer."],
  "auth.session_ended": ["Sesi berakhir. Masuk lagi.", "The session has ended. Sign in again."],
  "flag.already_acknowledged": ["Sudah diterima petugas lain.", "Another officer has acknowledged it."],
  "flag.closed": ["Laporan ini sudah berakhir.", "This flag has ended."],
  "flag.change_out_of_order": ["Keadaan laporan sudah berubah. Lihat lagi.", "The flag stands differently now. Look again."],
  "flag.change_not_yours": ["Peran Anda tidak boleh melakukan ini.", "Your role may not do this."],
  "flag.reason_missing": ["Pilih alasan dulu.", "Choose a reason first."],
  "flag.note_missing": ["Isi catatan dulu.", "Write a note first."],
  "flag.officer_missing": ["Isi nama dan NRP petugas dulu.", "Fill in the officer's name and number first."],
  "flag.duplicate_missing": ["Pilih laporan yang sama dulu.", "Choose the flag that tells the same first."],
  "flag.duplicate_unknown": ["Laporan yang sama itu tidak ada.", "That other flag does not exist."],
  "centre.storage": ["Pusat belum bisa menyimpan. Coba lagi.", "The centre cannot save just now. Try again."],
  unreachable: ["Pusat tidak terjangkau. Coba lagi.", "The centre cannot be reached. Try again."],
  failed: ["Gagal ({code}). Coba lagi.", "Failed ({code}). Try again."],
};

const KEY = "ronda-language";
let english = localStorage.getItem(KEY) === "en";

export const language = () => (english ? "en" : "id");

export function toggleLanguage() {
  english = !english;
  localStorage.setItem(KEY, language());
}

export function say(key, values = {}) {
  const pair = WORDS[key];
  if (!pair) return key;
  return pair[english ? 1 : 0].replace(/\{(\w+)\}/g, (_whole, name) => String(values[name] ?? ""));
}

export function sayProblem(problem) {
  if (problem.code === "") return say("unreachable");
  if (problem.code in WORDS) return say(problem.code, { seconds: problem.retryAfter });
  if (problem.status === 401) return say("auth.session_ended");
  return say("failed", { code: problem.code });
}

export function fillWords(root) {
  for (const element of root.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
}

// Always Jakarta's time, wherever the browser believes it is.
export function clockTime(moment) {
  const options = { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta", hour12: false };
  return `${new Intl.DateTimeFormat(english ? "en-GB" : "id-ID", options).format(new Date(moment))} WIB`;
}

export function decimal(number) {
  return new Intl.NumberFormat(english ? "en-GB" : "id-ID", { maximumFractionDigits: 1 }).format(number);
}

// To the second: evidence is compared with other clocks.
export function secondsTime(moment) {
  const options = { hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: "Asia/Jakarta", hour12: false };
  return `${new Intl.DateTimeFormat(english ? "en-GB" : "id-ID", options).format(new Date(moment))} WIB`;
}

export function dateAndTime(moment) {
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "Asia/Jakarta" };
  const day = new Intl.DateTimeFormat(english ? "en-GB" : "id-ID", options).format(new Date(moment));
  return `${day}, ${clockTime(moment)}`;
}
