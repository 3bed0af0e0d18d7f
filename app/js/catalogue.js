// Looks for a newer catalogue without holding up the quote.
//
// The app asks with the digest of the catalogue it quotes from. A newer one is kept in local storage
// as it came, and the app hears "puhui:catalogue" on window. Without a network nothing happens: the
// quote goes on from what the phone holds. This is JavaScript because the quote's module then needs
// no HTTP client.

const KEPT_AS = "puhui.catalogue.v2";

globalThis.puhuiCatalogue = {
  async lookForNewer(digest) {
    try {
      const headers = { "If-None-Match": "\"" + digest + "\"" };
      const response = await fetch("/api/v1/catalogue", { headers });
      if (response.status !== 200) return;
      localStorage.setItem(KEPT_AS, await response.text());
      dispatchEvent(new CustomEvent("puhui:catalogue"));
    } catch {
      // No network, or no room to keep it.
    }
  },
};
