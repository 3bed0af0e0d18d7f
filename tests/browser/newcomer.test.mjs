// Somebody new: from the quote to money in the account and back, every screen looked at.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
import { look } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const TAPS_NEW = 15;
const TAPS_RETURNING = 9;

const here = scene();
afterEach(() => here.end());

test("a new enterprise comes from the quote to its money in at most fifteen taps", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  await journey.comeToMoney(phone, person);
  console.log(`taps of a new user, quote to funds: ${phone.taps} (budget ${TAPS_NEW})`);
  assert.ok(phone.taps <= TAPS_NEW, `${phone.taps} taps`);
  await journey.repayEverything(phone);

  const overview = await phone.ask("/api/v1/overview");
  assert.equal(overview.body.facilities.length, 1);
  assert.equal(overview.body.facilities[0].available, overview.body.facilities[0].limit);
});

test("somebody who comes back draws again in at most nine taps", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  await journey.comeToMoney(phone, person);
  await journey.repayEverything(phone);

  phone.taps = 0;
  await journey.openQuote(phone);
  await phone.tapLink("我的");
  await phone.tapLink("用款");
  await journey.draw(phone);
  await journey.receiveMoney(phone);
  console.log(`taps of a returning user, quote to funds: ${phone.taps} (budget ${TAPS_RETURNING})`);
  assert.ok(phone.taps <= TAPS_RETURNING, `${phone.taps} taps`);
});

test("somebody who comes back to apply anew need not say again who they are", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  await journey.comeToMoney(phone, person);

  phone.taps = 0;
  await journey.openQuote(phone);
  await journey.apply(phone);
  await journey.giveConsents(phone);
  await journey.submit(phone);
  await journey.arriveAt(phone, "decision", /\/decision$/);
  await journey.readCost(phone);
  await journey.sign(phone);
  await phone.isAt(/\/facilities\/[^/]+$/);
  await phone.field("账号").or(phone.button("立即用款")).waitFor();
  console.log(`taps of a second application, quote to facility: ${phone.taps}`);
});

test("every screen on the way works for everybody, holds still and fits narrow phones", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  const problems = [];
  phone.onScreen = async (name) => problems.push(...(await look(phone, name)));
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  await journey.comeToMoney(phone, person);
  await journey.repayEverything(phone);
  for (const [name, path] of [["me", "/me"], ["not-found", "/nowhere"]]) {
    await phone.goto(path);
    await journey.arriveAt(phone, name, new RegExp(`${path}$`));
  }
  const { body } = await phone.ask("/api/v1/overview");
  const [application] = body.applications;
  await phone.goto(`/applications/${application.application_id}/evidence`);
  await journey.arriveAt(phone, "evidence", /\/evidence$/);
  assert.equal(problems.join("\n"), "");
});
