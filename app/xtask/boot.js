// Starts the app. The build program puts this after the code wasm-bindgen wrote, in one file.
//
// The module's fetch is already under way, from the preload in the page's head; this picks it up.
__wbg_init({ module_or_path: fetch("{{wasm}}") }).catch((reason) => {
  // A browser too old, or a broken download: say so instead of leaving a page that does nothing.
  console.error(reason);
  globalThis.puhuiRescue?.();
});
