// What the page says of the place of a flag, Indonesian first.

export const PLAN_WORDS = {
  map: ["Denah sekitar", "Plan of the surroundings"],
  plan_alt: ["Denah kamera di sekitar kejadian, utara di atas", "Plan of the cameras around, north is up"],
  plan_north: ["U", "N"],
  plan_loading: ["Memuat denah…", "Loading the plan…"],
  plan_unplaced: ["Letak kamera ini belum dicatat di direktori.", "The directory does not know yet where this camera is."],
  plan_unplaced_too: ["Letak sebagian kamera belum dicatat.", "Where some of the cameras are is not known yet."],
  plan_near: ["Kamera lain dalam jarak 400 m:", "Other cameras within 400 m:"],
  plan_none_near: ["Tidak ada kamera lain dalam jarak 400 m.", "No other camera within 400 m."],
  plan_more: ["dan {count} kamera lagi di denah", "and {count} more on the plan"],
  plan_more_than: ["dan lebih dari {count} kamera lagi", "and more than {count} others"],
  camera_online: ["tersambung", "online"],
  camera_stale: ["gambar basi", "stale picture"],
  camera_offline: ["terputus", "offline"],
  camera_unknown: ["keadaan tidak diketahui", "state not known"],
  camera_closed: ["ditutup demi privasi", "closed for privacy"],
  approximate: ["letak kira-kira", "approximate place"],
  copy: ["Salin", "Copy"],
  copied: ["Tersalin", "Copied"],
  marked: ["Sudah ditandai, salin dengan Ctrl+C", "Marked: copy with Ctrl+C"],
};
