// Registers the service worker and tells the app when a newer version is waiting.
//
// The app hears "puhui:new-version" on window and answers with puhuiWorker.update(), which lets the
// waiting worker take over and reloads once it has.

let waiting = null;
let reloading = false;

function announce(worker) {
  waiting = worker;
  dispatchEvent(new CustomEvent("puhui:new-version"));
}

function watch(registration) {
  if (registration.waiting && navigator.serviceWorker.controller) announce(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const incoming = registration.installing;
    incoming?.addEventListener("statechange", () => {
      // Without a controller this is the first visit: nothing to replace.
      if (incoming.state === "installed" && navigator.serviceWorker.controller) announce(incoming);
    });
  });
}

async function register() {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!reloading) return;
    reloading = false;
    location.reload();
  });
  try {
    watch(await navigator.serviceWorker.register("/service-worker.js"));
  } catch {
    // An insecure address or private browsing: the app works, only not offline.
  }
}

globalThis.puhuiWorker = {
  // Whether a newer version waits; for an app that started after it was announced.
  hasNewVersion: () => waiting !== null,

  // Lets the newer version take over, then reloads.
  update() {
    reloading = true;
    if (waiting) waiting.postMessage("take-over");
    else location.reload();
  },
};

// After the first load has had the network to itself.
if (document.readyState === "complete") register();
else addEventListener("load", register, { once: true });
