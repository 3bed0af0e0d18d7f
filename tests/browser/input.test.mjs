// Bad input, on every form: a sentence under the field, and what was typed stays.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
import { look } from "./support/look.mjs";
import { misspelt, people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const here = scene();
afterEach(() => here.end());

// The sentence under a field, as assistive technology finds it.
async function sentence(phone, id) {
  const input = phone.page.locator(`#${id}`);
  await phone.page.waitForFunction(
    (id) => document.getElementById(id).getAttribute("aria-invalid") === "true", id);
  const described = await input.getAttribute("aria-describedby");
  const error = described.split(" ").find((name) => name.endsWith("error"));
  return phone.page.locator(`#${error}`).innerText();
}

async function isAccepted(phone, id) {
  await phone.page.waitForFunction(
    (id) => document.getElementById(id).getAttribute("aria-invalid") !== "true", id);
}

test("amounts of the quote are read as people write them", async () => {
  const phone = await here.phone();
  await journey.openQuote(phone);
  for (const [typed, spoken] of [
    ["３０００００", "30万元"], ["300,000", "30万元"], ["30万", "30万元"], ["￥300,000.00", "30万元"],
  ]) {
    await phone.page.locator("#wanted").fill(typed);
    await phone.page.getByText(spoken, { exact: true }).first().waitFor();
    await isAccepted(phone, "wanted");
    assert.equal(await phone.page.locator("#wanted").inputValue(), typed);
  }
});

test("amounts of the quote that are none are refused under the field and kept", async () => {
  const phone = await here.phone();
  await journey.openQuote(phone);
  for (const typed of ["-1", "0", "", "abc", "🙂", "1e9", "三十万元整吧"]) {
    await phone.retype(phone.page.locator("#wanted"), typed);
    assert.match(await sentence(phone, "wanted"), /请填写/, typed);
    assert.equal(await phone.page.locator("#wanted").inputValue(), typed);
  }
  assert.deepEqual(await look(phone, "quote-bad-amount"), []);
  for (const [label, id] of [
    ["近12个月销售额（万元）", "annual_sales"],
    ["经营年限（年）", "months_in_business"],
    ["现有经营负债（万元）", "existing_debt"],
  ]) {
    for (const typed of ["-5", "🙂", "1e9x"]) {
      await phone.type(label, typed);
      assert.match(await sentence(phone, id), /请|超出/, `${label} ${typed}`);
      assert.equal(await phone.field(label).inputValue(), typed);
    }
    await phone.type(label, "１２");
    await isAccepted(phone, id);
  }
});

test("a mobile number that is none is refused before anything is sent", async () => {
  const phone = await here.phone();
  await phone.goto("/sign-in");
  for (const typed of ["", "1380013800", "23800138000", "📱", "138001380001"]) {
    await phone.page.locator("#mobile").fill(typed);
    await phone.tapButton("获取验证码");
    assert.match(await sentence(phone, "mobile"), /手机号/, typed);
    assert.equal(await phone.page.locator("#mobile").inputValue(), typed);
  }
  assert.deepEqual(await look(phone, "sign-in-bad-number"), []);
  await phone.page.locator("#mobile").fill("１３８ ０００１ ２３４５");
  await phone.tapButton("获取验证码");
  await phone.page.locator(".simulator__code").waitFor();
});

test("identities with a slip are refused field by field, and what was typed survives a reload", async () => {
  const phone = await here.phone();
  const person = people.enterpriseApproved();
  await journey.openQuote(phone);
  await journey.apply(phone);
  await journey.signIn(phone, person);
  await journey.typeIdentity(phone, person);
  const cases = [
    ["uscc", misspelt(person.uscc), /校验|核对/],
    ["uscc", person.uscc.slice(0, 17), /18/],
    ["uscc", "91510500MA6PH🙂01D", /./],
    ["resident_id", misspelt(person.residentId), /校验|核对/],
    ["resident_id", person.residentId.slice(0, 17), /17位/],
    ["resident_id", "510502200906150010", /18\s*周岁|成年/],
    ["resident_id", "510502203006150019", /./],
    ["person_name", "🙂", /./],
    ["person_name", "", /请输入/],
    ["business_name", "", /请输入/],
  ];
  const right = {
    uscc: person.uscc, resident_id: person.residentId,
    person_name: person.personName, business_name: person.businessName,
  };
  for (const [id, typed, expected] of cases) {
    await phone.page.locator(`#${id}`).fill(typed);
    await phone.tapButton("保存并继续");
    const said = await sentence(phone, id);
    assert.match(said, expected, `${id} ${typed}: ${said}`);
    assert.equal(await phone.page.locator(`#${id}`).inputValue(), typed);
    await phone.page.locator(`#${id}`).fill(right[id]);
  }
  const kept = phone.page.waitForResponse((response) => response.url().endsWith("/typed"));
  await phone.page.locator("#uscc").fill(misspelt(person.uscc));
  await phone.tapButton("保存并继续");
  await phone.page.getByRole("alert").getByRole("link").first().waitFor();
  assert.deepEqual(await look(phone, "identity-bad"), []);

  await kept;
  await phone.page.reload();
  await phone.page.locator("#uscc").waitFor();
  assert.equal(await phone.page.locator("#uscc").inputValue(), misspelt(person.uscc));
  assert.equal(await phone.page.locator("#business_name").inputValue(), person.businessName);

  await phone.page.locator("#uscc").fill("９１５１０５００ ma6ph0001d");
  await phone.tapButton("保存并继续");
  await phone.button("同意并授权").waitFor();
});

test("accounts, draws and repayments are checked under their field", async () => {
  const phone = await here.phone();
  const person = people.enterpriseApproved();
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  await journey.readCost(phone);
  await journey.sign(phone);
  await phone.field("账号").waitFor();
  for (const typed of ["", "1234", "6217🙂"]) {
    await phone.type("账号", typed);
    await phone.tapButton("确认账户");
    assert.match(await sentence(phone, "number"), /./, typed);
    assert.equal(await phone.field("账号").inputValue(), typed);
  }
  await journey.nameAccount(phone, person);
  for (const [typed, expected] of [
    ["-1", /金额/], ["0", /金额/], ["🙂", /金额/], ["1e9", /金额/], ["100000000000", /超过/],
  ]) {
    await phone.page.locator("#amount").fill(typed);
    assert.match(await sentence(phone, "amount"), expected, typed);
    assert.equal(await phone.page.locator("#amount").inputValue(), typed);
  }
  await phone.page.locator("#amount").fill("１０万");
  await journey.draw(phone);
  await journey.receiveMoney(phone);
  await phone.tapButton("查看借据");
  for (const [typed, expected] of [["-1", /金额/], ["0", /金额/], ["🙂", /金额/], ["200000", /超过/]]) {
    await phone.page.locator("#repay").fill(typed);
    assert.match(await sentence(phone, "repay"), expected, typed);
    assert.equal(await phone.page.locator("#repay").inputValue(), typed);
  }
});
