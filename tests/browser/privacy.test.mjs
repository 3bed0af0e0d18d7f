// Numbers of people after a whole journey: on no screen in full, in no log, in no address, in nothing
// the phone keeps, and in no file of the server.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const here = scene({ log: "debug" });
afterEach(() => here.end());

// Everything the browser keeps for this site, as one text: local and session storage, every cached
// answer, every database, cookies a script can read.
async function keptByThePhone(phone) {
  return phone.page.evaluate(async () => {
    const kept = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request, { ignoreVary: true });
        kept.push(request.url, await answer.text());
      }
    }
    const settled = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const values = await settled(database.transaction(store).objectStore(store).getAll());
        kept.push(name, store, JSON.stringify(values));
      }
      database.close();
    }
    return kept.join("\n");
  });
}

test("after a whole journey nobody's number is anywhere it should not be", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  const addresses = [];
  const shown = [];
  phone.page.on("request", (request) => addresses.push(request.url()));
  phone.page.on("framenavigated", (frame) => addresses.push(frame.url()));
  phone.onScreen = async (name) => {
    // What somebody types stands in the field they type it into, and nowhere else.
    shown.push(`${name}: ${await phone.page.locator("body").innerText()}`);
  };
  await journey.openQuote(phone);
  await phone.page.evaluate(() => navigator.serviceWorker.ready);
  await journey.applyAs(phone, person);
  await journey.comeToMoney(phone, person);
  await journey.repayEverything(phone);
  for (const path of ["/me", "/me/devices", "/me/authorisations", "/me/queries", "/me/data"]) {
    await phone.goto(path);
    await journey.arriveAt(phone, path, new RegExp(`${path}$`));
  }
  const kept = await keptByThePhone(phone);
  assert.ok(kept.includes("puhui"), "the phone keeps something to look at");
  const numbers = {
    mobile: person.mobile, residentId: person.residentId, account: person.account,
  };
  // The agreement names its parties in full, as an agreement must.
  const screens = shown.filter((screen) => !screen.startsWith("contract:"));
  const places = {
    "the phone": kept,
    "an address": addresses.join("\n"),
    "a screen": screens.join("\n"),
    "a log": here.shop.said,
    "the server's files": await here.shop.files(),
  };
  assert.ok(places["a log"].includes("request"), "the log was on");
  assert.ok(places["the server's files"].includes("application"), "the database was read");
  const found = Object.entries(places).flatMap(([place, text]) =>
    Object.entries(numbers)
      .filter(([, number]) => text.includes(number))
      .map(([kind]) => `${kind} in ${place}`));
  assert.deepEqual(found, []);
});
