// Without a network: the quote still works, and everything else says why it waits.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
import { look } from "./support/look.mjs";
import { scene } from "./support/scene.mjs";

const here = scene();
afterEach(() => here.end());

// A phone that has been here once: the service worker holds the release.
async function visitedOnce() {
  const phone = await here.phone();
  await journey.openQuote(phone);
  await phone.page.evaluate(() => navigator.serviceWorker.ready);
  await phone.page.waitForFunction(async () => (await caches.keys()).length > 0);
  await phone.page.reload();
  await phone.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return phone;
}

test("after the first visit the quote works with the network off and names the day of its rates", async () => {
  const phone = await visitedOnce();
  await phone.context.setOffline(true);
  await phone.page.reload();
  const limit = phone.page.locator("#limit");
  await limit.waitFor();
  await phone.page.getByText(/利率日期 20\d\d-\d\d-\d\d/).waitFor();
  await phone.page.getByText("当前没有网络").waitFor();

  const before = await phone.page.locator(".answer").innerText();
  await phone.type("近12个月纳税额（万元）", "2");
  await phone.page.waitForFunction(
    (before) => document.querySelector(".answer").innerText !== before, before);
  assert.deepEqual(await look(phone, "quote-offline"), []);
});

test("what needs the network says so, loses nothing, and goes on when it is back", async () => {
  const phone = await visitedOnce();
  await phone.type("想借多少（元）", "12万");
  await phone.context.setOffline(true);
  await journey.apply(phone);
  const retry = phone.button("重试");
  await retry.waitFor();
  await phone.context.setOffline(false);
  await retry.tap();
  await phone.isAt(/\/sign-in$/);
  await phone.goto("/");
  assert.equal(await phone.field("想借多少（元）").inputValue(), "12万");
});
