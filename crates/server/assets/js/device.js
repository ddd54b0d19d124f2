/** The device: its display stays awake while a session runs, and its media keys pause, go on and step. */

let lock = null;
let wanted = false;

async function hold() {
  if (!wanted || lock || document.visibilityState !== "visible") return;
  try {
    lock = await navigator.wakeLock?.request("screen");
    lock?.addEventListener("release", () => (lock = null));
    if (!wanted) await lock?.release();
  } catch {
    // Low on battery, or not allowed: it plays all the same.
    lock = null;
  }
}

/** Keeps the display awake, or lets it sleep. */
export function awake(is) {
  if (is === wanted) return;
  wanted = is;
  if (is) hold();
  else lock?.release().catch(() => {});
}

document.addEventListener("visibilitychange", hold);

let silence = null;

/** Lets media keys do what buttons do. Browsers hand them only to a page that plays a file, so it plays silence.
 *  Has to be called while the person presses something. */
export function mediaKeys(actions) {
  if (!navigator.mediaSession) return;
  silence ??= new Audio(new URL("../audio/silence.wav", import.meta.url));
  silence.loop = true;
  silence.play().catch(() => {});
  for (const [name, action] of Object.entries(actions)) {
    try {
      navigator.mediaSession.setActionHandler(name, action);
    } catch {
      // A browser that does not know this one has the others.
    }
  }
}

/** Tells the device what is played. */
export function playing(view, title) {
  const session = navigator.mediaSession;
  // What was let go of stays so.
  if (!session || !silence || view.state === "finished") return;
  const runs = view.state === "running";
  if (session.playbackState !== (runs ? "playing" : "paused")) {
    session.playbackState = runs ? "playing" : "paused";
    if (runs) silence.play().catch(() => {});
    else silence.pause();
  }
  if (session.metadata?.title !== view.name && view.name)
    session.metadata = new MediaMetadata({ title: view.name, artist: title, album: "unhunch" });
}

/** Lets go of everything. */
export function release() {
  awake(false);
  silence?.pause();
  if (navigator.mediaSession) navigator.mediaSession.playbackState = "none";
}
