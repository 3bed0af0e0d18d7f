// Passkeys in a real browser: registered, then one tap to sign in and one to sign.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { byName, plugIn } from "./support/authenticator.mjs";
import * as journey from "./support/journey.mjs";
import { look } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const here = scene();
afterEach(() => here.end());

// A phone with an authenticator in it, at the shop's name.
async function phoneWithAuthenticator() {
  const phone = await here.phone({ baseURL: byName(here.shop) });
  const authenticator = await plugIn(phone);
  return { phone, authenticator };
}

// Signs in by code at the devices screen and adds a passkey.
async function register(phone, authenticator) {
  await phone.goto("/me/devices");
  await phone.tapButton("登录");
  await journey.signIn(phone, people.enterpriseApproved());
  await journey.arriveAt(phone, "devices", /\/me\/devices$/);
  await phone.tapButton("添加这台设备的通行密钥");
  await phone.button("删除").waitFor();
  assert.equal((await authenticator.passkeys()).length, 1);
}

async function signOut(phone) {
  await phone.goto("/me");
  await phone.tapButton("退出登录");
  await phone.isAt(/^\/$/);
}

test("a returning user signs in with one tap", async () => {
  const { phone, authenticator } = await phoneWithAuthenticator();
  await register(phone, authenticator);
  await signOut(phone);
  await phone.goto("/sign-in");
  await phone.button("用通行密钥登录").waitFor();
  phone.taps = 0;
  await phone.tapButton("用通行密钥登录");
  await phone.page.waitForFunction(() => location.pathname !== "/sign-in");
  console.log(`taps to sign in by passkey: ${phone.taps}`);
  assert.equal(phone.taps, 1);
  const sessions = await phone.ask("/api/v1/sessions");
  assert.equal(sessions.body.sessions[0].signed_in_by, "passkey");
});

test("a returning user signs an agreement with one tap, verified by the passkey", async () => {
  const { phone, authenticator } = await phoneWithAuthenticator();
  await register(phone, authenticator);
  const person = people.enterpriseApproved();
  await journey.openQuote(phone);
  await journey.apply(phone);
  await journey.giveIdentity(phone, person);
  await journey.giveConsents(phone);
  await journey.submit(phone);
  await journey.arriveAt(phone, "decision", /\/decision$/);
  await journey.readCost(phone);
  await journey.readContract(phone);
  phone.taps = 0;
  await phone.tapButton("签署合同");
  await phone.isAt(/\/facilities\/[^/]+$/);
  assert.equal(phone.taps, 1);
  const overview = await phone.ask("/api/v1/overview");
  const [{ application_id: id }] = overview.body.applications;
  const evidence = await phone.ask(`/api/v1/applications/${id}/evidence`);
  const verified = evidence.body.events.find(({ body }) => body.signer_verified);
  assert.equal(verified.body.signer_verified.by, "passkey");

  await journey.nameAccount(phone, person);
  await phone.button("立即用款").waitFor();
  phone.taps = 0;
  await journey.draw(phone);
  await journey.receiveMoney(phone);
  assert.equal(phone.taps, 1, "a draw above the threshold is one tap as well");
});

test("somebody who is not the owner, or has no passkey here, is told what to do", async () => {
  const { phone, authenticator } = await phoneWithAuthenticator();
  await register(phone, authenticator);
  await signOut(phone);
  await authenticator.isOwner(false);
  await phone.goto("/sign-in");
  await phone.tapButton("用通行密钥登录");
  await phone.page.getByText("没有完成验证").waitFor();
  await authenticator.isOwner(true);
  await authenticator.forget();
  await phone.tapButton("用通行密钥登录");
  await phone.page.getByText("没有完成验证").waitFor();
  assert.match(phone.page.url(), /\/sign-in$/);
  assert.deepEqual(await look(phone, "sign-in-refused"), []);
});

test("an address without a name offers no passkeys and says so", async () => {
  const phone = await here.phone();
  await phone.goto("/sign-in");
  await phone.field("手机号").waitFor();
  assert.equal(await phone.button("用通行密钥登录").count(), 0);
});

test("devices are listed and ended one by one, and passkeys can be removed", async () => {
  const { phone, authenticator } = await phoneWithAuthenticator();
  const person = people.enterpriseApproved();
  const other = await here.phone({ baseURL: byName(here.shop) });
  for (const one of [other, phone]) {
    await one.goto("/me/devices");
    await one.tapButton("登录");
    await journey.signIn(one, person);
    await journey.arriveAt(one, "devices", /\/me\/devices$/);
  }
  await phone.page.getByText("本机").waitFor();
  const problems = await look(phone, "devices");
  await phone.tapButton("退出登录");
  await phone.page.waitForFunction(() => document.querySelectorAll("main .list__item").length === 1);
  assert.equal((await other.ask("/api/v1/session")).status, 401);
  await phone.tapButton("添加这台设备的通行密钥");
  await phone.button("删除").waitFor();
  problems.push(...(await look(phone, "devices-passkey")));
  await phone.tapButton("删除");
  await phone.page.getByText("还没有通行密钥").waitFor();
  assert.deepEqual(problems, []);
  assert.equal((await authenticator.passkeys()).length, 1, "the device's own copy is its owner's to delete");
});
