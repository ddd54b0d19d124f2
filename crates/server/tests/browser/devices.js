/**
 * Stand-ins for what a device has, put into a page before anything of it runs: they keep a record of what they are asked
 * for.
 *
 *     devices.take("say")   what they were asked for since the last time, where it begins so
 *     devices.held          whether the display is kept awake
 *     devices.hide(true)    the page goes out of sight: the browser lets go of the display
 *     devices.press("play") a media key
 *     devices.said()        the voice has come to the end of what it says
 */
(() => {
  const record = [];
  let lock = null;
  let hidden = false;
  let speaking = null;
  const keys = {};
  const replace = (on, name, get) => Object.defineProperty(on, name, { configurable: true, get });

  class Lock extends EventTarget {
    async release() {
      if (lock !== this) return;
      lock = null;
      record.push("lock released");
      this.dispatchEvent(new Event("release"));
    }
  }
  replace(Navigator.prototype, "wakeLock", () => ({
    async request(type) {
      record.push(`lock ${type}`);
      lock = new Lock();
      return lock;
    },
  }));
  replace(Document.prototype, "visibilityState", () => (hidden ? "hidden" : "visible"));

  const session = {
    playbackState: "none",
    metadata: null,
    setActionHandler(name, action) {
      keys[name] = action;
    },
  };
  replace(Navigator.prototype, "mediaSession", () => session);
  HTMLMediaElement.prototype.play = async () => {};

  replace(globalThis, "speechSynthesis", () => ({
    speak(utterance) {
      if (speaking) record.push("cut in");
      speaking = utterance;
      record.push(`say ${utterance.text}`);
    },
    cancel() {
      record.push("cut off");
      speaking = null;
    },
  }));
  globalThis.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };

  globalThis.AudioContext = class {
    currentTime = 0;
    destination = {};
    resume() {}
    createGain() {
      const gain = {
        set value(value) {
          record.push(`bell at ${value.toFixed(4)}`);
        },
        setValueAtTime() {},
        linearRampToValueAtTime() {},
        exponentialRampToValueAtTime() {},
      };
      return { gain, connect: (to) => to };
    }
    createOscillator() {
      return { frequency: {}, connect: (to) => to, start: () => record.push("bell"), stop() {} };
    }
  };

  globalThis.devices = {
    get held() {
      return lock !== null;
    },
    take(begins) {
      const taken = record.filter((one) => one.startsWith(begins));
      record.splice(0, record.length, ...record.filter((one) => !one.startsWith(begins)));
      return taken;
    },
    hide(is) {
      hidden = is;
      if (is) lock?.release();
      document.dispatchEvent(new Event("visibilitychange"));
    },
    press: (key) => keys[key](),
    said() {
      const over = speaking;
      speaking = null;
      over?.onend?.();
    },
  };
})();
