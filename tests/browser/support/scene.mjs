// What a test file needs around it: a shop, a browser, phones, and a tidy end.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { openBrowser, Phone } from "./phone.mjs";
import { Shop } from "./shop.mjs";

// Opens a shop and a browser for the tests of one file; `phone()` picks up a fresh phone.
export function scene(options = {}) {
  const scene = { shop: null, browser: null };
  const phones = [];
  before(async () => {
    [scene.shop, scene.browser] = await Promise.all([Shop.open(options), openBrowser()]);
  });
  after(async () => {
    await scene.browser?.close();
    await scene.shop?.close();
  });
  scene.phone = async (context) => {
    const phone = await Phone.pickUp(scene.browser, scene.shop, context);
    phones.push(phone);
    return phone;
  };
  // Nothing went wrong behind the screens; phones are put away.
  scene.end = async () => {
    const faults = phones.flatMap((phone) => phone.faults);
    await Promise.all(phones.splice(0).map((phone) => phone.putAway()));
    assert.deepEqual(faults, [], "the browser complains");
  };
  return scene;
}
