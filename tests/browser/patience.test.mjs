// Impatient taps, reloads, other devices, the Back button: one thing happens, and nothing is lost.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const here = scene();
afterEach(() => here.end());

test("tapping every button twice does everything once", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  phone.isNervous = true;
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  await journey.comeToMoney(phone, person);
  await journey.repayEverything(phone);

  const { body } = await phone.ask("/api/v1/overview");
  assert.equal(body.applications.length, 1);
  assert.equal(body.facilities.length, 1);
  assert.equal(body.facilities[0].loans.length, 1);
  const loan = await phone.ask(`/api/v1/loans/${body.facilities[0].loans[0].loan_id}`);
  assert.equal(loan.body.movements.length, 2);
  const evidence = await phone.ask(`/api/v1/applications/${body.applications[0].application_id}/evidence`);
  const kinds = evidence.body.events.map(({ body }) => JSON.stringify(body).match(/\w+/)[0]);
  assert.equal(kinds.filter((kind) => kind === "contract_signed").length, 1);
});

test("a reload at every step changes nothing", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await journey.openQuote(phone);
  await journey.apply(phone);
  await journey.signIn(phone, person);
  const reloaded = async (act) => {
    phone.onScreen = async () => {
      phone.onScreen = undefined;
      await phone.page.reload();
      await phone.page.locator("main h1").first().waitFor();
    };
    await act();
  };
  await reloaded(() => journey.giveIdentity(phone, person));
  await reloaded(() => journey.giveConsents(phone));
  await reloaded(() => journey.submit(phone));
  await reloaded(() => journey.arriveAt(phone, "decision", /\/decision$/));
  await reloaded(() => journey.readCost(phone));
  await reloaded(() => journey.sign(phone));
  await reloaded(() => journey.nameAccount(phone, person));
  await reloaded(() => journey.draw(phone));
  await journey.receiveMoney(phone);
  await phone.page.reload();
  await phone.button("确认还款").waitFor();
});

test("what was begun on one device goes on at another", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await journey.openQuote(phone);
  await journey.apply(phone);
  await journey.signIn(phone, person);
  await journey.arriveAt(phone, "identity", /\/identity$/);
  const kept = phone.page.waitForResponse((response) => response.url().endsWith("/typed"));
  await phone.page.locator("#business_name").fill(person.businessName);
  await kept;

  const tablet = await here.phone({ viewport: { width: 820, height: 1180 } });
  await tablet.goto("/me");
  await journey.signIn(tablet, person);
  await tablet.tapLink("继续办理");
  await tablet.page.locator("#business_name").waitFor();
  assert.equal(await tablet.page.locator("#business_name").inputValue(), person.businessName);
  await journey.giveIdentity(tablet, person);
  await tablet.button("同意并授权").waitFor();
});

test("the Back button goes one screen back and forward again", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await journey.openQuote(phone);
  await phone.type("想借多少（元）", "88000");
  await journey.apply(phone);
  await journey.signIn(phone, person);
  await journey.giveIdentity(phone, person);
  await phone.button("同意并授权").waitFor();
  await phone.page.goBack();
  await phone.page.locator("#uscc").waitFor();
  assert.equal(await phone.page.locator("#uscc").inputValue(), person.uscc);
  await phone.page.goForward();
  await phone.button("同意并授权").waitFor();
  await phone.goto("/");
  assert.equal(await phone.page.locator("#wanted").inputValue(), "88000");
});

test("two devices draw the last yuan, and only one of them gets it", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  await journey.readCost(phone);
  await journey.sign(phone);
  await journey.nameAccount(phone, person);
  const state = await phone.context.storageState();
  const tablet = await here.phone({ storageState: state });
  await tablet.goto(new URL(phone.page.url()).pathname);
  for (const device of [phone, tablet]) {
    await device.button(/^全部/).waitFor();
    await device.tap(device.button(/^全部/));
  }
  await Promise.all([phone, tablet].map((device) => device.tapButton("立即用款")));
  const outcome = (device) => Promise.race([
    device.page.getByText("已到账").first().waitFor().then(() => "paid"),
    device.page.getByText(/额度已全部用完|超过了可用额度|可用额度不足/).first().waitFor().then(() => "refused"),
  ]);
  const outcomes = await Promise.all([phone, tablet].map(outcome));
  assert.deepEqual(outcomes.sort(), ["paid", "refused"]);
  const { body } = await phone.ask("/api/v1/overview");
  assert.equal(body.facilities[0].loans.length, 1);
});
