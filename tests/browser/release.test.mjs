// What the server hands out: pages, files, and the change to a newer release.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
import { Relay } from "./support/relay.mjs";
import { scene } from "./support/scene.mjs";

const here = scene();
afterEach(() => here.end());

const get = (path, headers = { "accept-encoding": "br" }) => fetch(`${here.shop.url}${path}`, { headers });

test("files are compressed, of the right type, and kept for ever when named by their content", async () => {
  const page = await get("/");
  const html = await page.text();
  assert.equal(page.headers.get("content-encoding"), "br");
  assert.match(page.headers.get("content-type"), /^text\/html/);
  assert.match(page.headers.get("cache-control"), /no-cache/);
  const assets = [...new Set(html.match(/\/assets\/[\w.-]+/g))];
  assert.ok(assets.length >= 2);
  for (const asset of assets) {
    const file = await get(asset);
    await file.arrayBuffer();
    assert.match(file.headers.get("cache-control"), /immutable/, asset);
    assert.equal(file.headers.get("content-encoding"), "br", asset);
    const type = asset.endsWith(".wasm") ? "application/wasm" : "text/javascript";
    assert.ok(file.headers.get("content-type").startsWith(type), asset);
  }
  const gone = await get("/assets/app-00000000.js");
  await gone.text();
  assert.equal(gone.status, 404);
  assert.doesNotMatch(gone.headers.get("cache-control") ?? "", /immutable/);
});

test("robots, manifest and icons are themselves, not the page", async () => {
  for (const [path, type] of [
    ["/robots.txt", /text\/plain/],
    ["/manifest.webmanifest", /manifest\+json/],
    ["/icons/icon.svg", /svg/],
    ["/service-worker.js", /javascript/],
  ]) {
    const file = await get(path);
    await file.arrayBuffer();
    assert.equal(file.status, 200, path);
    assert.match(file.headers.get("content-type"), type, path);
  }
});

test("an address that leads nowhere says so and shows the way back", async () => {
  const phone = await here.phone();
  await phone.goto("/nowhere/at/all");
  await phone.heading("没有这个页面").waitFor();
  await phone.tapLink("去测额");
  await phone.page.locator("#limit").waitFor();
});

test("a newer release waits until the person lets it take over", async () => {
  const relay = await Relay.before(here.shop);
  try {
    const phone = await here.phone({ baseURL: relay.url });
    await journey.openQuote(phone);
    await phone.page.evaluate(() => navigator.serviceWorker.ready);
    await phone.page.reload();
    await phone.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    relay.nextRelease = "\n// the next release";
    await phone.type("想借多少（元）", "77000");
    await phone.page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await phone.page.getByText("有新版本可用").waitFor();
    assert.equal(await phone.page.locator("#wanted").inputValue(), "77000");
    const loaded = phone.page.waitForEvent("load");
    await phone.tapButton("立即更新");
    await loaded;
    await phone.page.locator("#limit").waitFor();
    assert.equal(await phone.page.locator("#wanted").inputValue(), "77000");
  } finally {
    await relay.close();
  }
});
