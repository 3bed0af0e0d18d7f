// When something does not work: wrong codes, outside parties down, the server gone.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
import { look } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const here = scene();
afterEach(() => here.end());

test("five wrong codes lock signing in, and the screen says until when", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await phone.goto("/sign-in");
  await phone.type("手机号", person.mobile);
  await phone.tapButton("获取验证码");
  const right = await phone.page.locator(".simulator__code").innerText();
  const wrong = right === "111111" ? "222222" : "111111";
  const code = phone.page.locator("#code");
  for (let left = 4; left > 0; left -= 1) {
    await code.fill("");
    await code.fill(wrong);
    await phone.page.getByText(`还可以再试${left}次`).first().waitFor();
    assert.equal(await code.inputValue(), wrong, "what was typed stays");
  }
  assert.deepEqual(await look(phone, "sign-in-wrong-code"), []);
  await code.fill("");
  await code.fill(wrong);
  await phone.page.getByText(/锁定.*\d\d:\d\d/).waitFor();
  assert.deepEqual(await look(phone, "sign-in-locked"), []);
  await code.fill("");
  await code.fill(right);
  await phone.page.getByText(/锁定/).first().waitFor();
  assert.match(phone.page.url(), /sign-in$/);
});

test("while the tax bureau is down the application waits, says so, and goes on by itself", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await here.shop.script({ service: "tax", identity: person.uscc, behaviour: { status: 503 }, times: null });
  await journey.openQuote(phone);
  await journey.apply(phone);
  await journey.signIn(phone, person);
  await journey.giveIdentity(phone, person);
  await journey.giveConsents(phone);
  await journey.submit(phone);
  await journey.arriveAt(phone, "progress", /\/progress$/);
  await phone.page.getByText("暂时连不上，自动重试中").waitFor();
  await phone.page.getByText("可以先离开").waitFor();
  assert.deepEqual(await look(phone, "progress-retrying"), []);
  await here.shop.clearScripts();
  phone.page.setDefaultTimeout(90_000);
  await journey.arriveAt(phone, "decision", /\/decision$/);
  await phone.heading("您的申请通过了").waitFor();
});

test("with the server gone the screen says so, keeps what was typed, and goes on when it is back", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await journey.openQuote(phone);
  await journey.apply(phone);
  await journey.signIn(phone, person);
  await journey.typeIdentity(phone, person);
  await here.shop.kill();
  await phone.tapButton("保存并继续");
  await phone.page.getByText(/连不上服务器|没有收到服务器的回复/).waitFor();
  assert.equal(await phone.page.locator("#uscc").inputValue(), person.uscc);
  assert.deepEqual(await look(phone, "identity-server-gone"), []);
  await here.shop.start();
  await phone.tapButton("保存并继续");
  await phone.button("同意并授权").waitFor();
});
