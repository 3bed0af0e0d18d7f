// Starts the app. The build program puts this after the code wasm-bindgen wrote, in one file, in
// place of wasm-bindgen's own ways of starting, which serve browsers and servers we do not have.
//
// The module's fetch is already under way, from the preload in the page's head; this picks it up.
WebAssembly.instantiateStreaming(fetch("{{wasm}}"), __wbg_get_imports())
  .then(({ instance, module }) => __wbg_finalize_init(instance, module))
  .catch((reason) => {
    // A browser too old, or a broken download: say so instead of leaving a page that does nothing.
    console.error(reason);
    globalThis.puhuiRescue?.();
  });
