// Sole traders and farmers come to their money by the same way.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const here = scene();
afterEach(() => here.end());

for (const [name, person] of [
  ["a sole trader", people.soleTraderApproved()],
  ["a farmer", people.farmerApproved()],
]) {
  test(`${name} comes from the quote to the money and repays`, async () => {
    const phone = await here.phone();
    await journey.openQuote(phone);
    await phone.choose(person.segment);
    await phone.type("想借多少（元）", "5万");
    await journey.applyAs(phone, person);
    await journey.comeToMoney(phone, person);
    await journey.repayEverything(phone);
    console.log(`taps of ${name}, quote to repaid: ${phone.taps}`);
    const { body } = await phone.ask("/api/v1/overview");
    assert.equal(body.facilities[0].available, body.facilities[0].limit);
  });
}
