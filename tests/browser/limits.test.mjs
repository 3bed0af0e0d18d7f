// Why a limit is what it is: an uplift with both limits, a score with every factor's points.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
import { look } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const here = scene();
afterEach(async () => {
  await here.shop.clearScripts();
  await here.end();
});

async function decided(product) {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await journey.openQuote(phone);
  await phone.type("想借多少（元）", "20万");
  await journey.choosing(phone, product);
  await journey.applyAs(phone, person);
  return [phone, person];
}

test("a mortgage shows its limit with and without ten points more, before and after signing", async () => {
  const facts = { property_value: "1000000.00", property_kind: "home", prior_mortgage: "0.00" };
  await here.shop.script({ service: "valuation", identity: "*", behaviour: { facts }, times: null });
  const [phone, person] = await decided("property-quick");
  const shown = async () => {
    const card = phone.page.locator(".card").filter({ hasText: "抵押率提升" });
    await card.waitFor();
    return card.innerText();
  };
  assert.match(await shown(), /70万元[^]*80万元/);
  assert.deepEqual(await look(phone, "decision-uplift"), []);
  await journey.readCost(phone);
  await journey.sign(phone);
  await journey.nameAccount(phone, person);
  assert.match(await shown(), /您符合条件/);
  assert.deepEqual(await look(phone, "facility-uplift"), []);
});

test("the VALUE score is shown factor by factor with what it opens", async () => {
  const [phone] = await decided("value-tech");
  const table = phone.page.getByRole("table").filter({ hasText: "VALUE" });
  await table.waitFor();
  const factors = await table.getByRole("row").count();
  assert.equal(factors, 7, "a heading, five factors, a sum");
  await phone.page.getByText(/共\d+分，对应额度/).waitFor();
  assert.deepEqual(await look(phone, "decision-score"), []);
});
