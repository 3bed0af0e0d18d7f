// Counter-offer, referral, refusal: each says why, in plain words.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
import { look } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const here = scene();
afterEach(() => here.end());

async function decided(person) {
  const phone = await here.phone();
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  return phone;
}

const reasons = (phone) => phone.page.locator(".list__title").allInnerTexts();

// The card that says what would change the answer.
const advice = (phone) => phone.page.locator("section.card", { hasText: "怎样改变结果" });

test("a counter-offer shows its reasons and what was declared against what was verified", async () => {
  const person = people.enterpriseCounterOffered();
  const phone = await decided(person);
  await phone.heading("可以借，但比您想的少").waitFor();
  assert.ok((await reasons(phone)).length > 0);
  const row = phone.page.getByRole("row").filter({ hasText: "近12个月销售额" });
  const [declared, verified] = await row.getByRole("cell").allInnerTexts();
  assert.equal(declared, "190万元");
  assert.notEqual(verified, declared);
  assert.match(await advice(phone).innerText(), /怎样能借更多[^]*现在是[^]*万元/);
  assert.deepEqual(await look(phone, "decision-counter"), []);
  await journey.comeToMoney(phone, person);
});

test("a referral says that a person decides and what was missing", async () => {
  const phone = await decided(people.enterpriseReferred());
  await phone.heading("需要客户经理看一下").waitFor();
  assert.ok((await reasons(phone)).length > 0);
  assert.deepEqual(await look(phone, "decision-referred"), []);
});

test("a refusal says why, and a person can be asked to look again", async () => {
  const phone = await decided(people.enterpriseDeclined());
  await phone.heading("这次不能借给您").waitFor();
  assert.match((await reasons(phone)).join(), /欠税/);
  assert.match(await advice(phone).innerText(), /怎样就可以借[^]*欠税降到 0元[^]*现在是 1.26万元；需先归还或结清1.26万元[^]*两项一起做到才行/);
  assert.deepEqual(await look(phone, "decision-declined"), []);
  await phone.tapButton("请人工复核这个结果");
  await phone.heading("需要客户经理看一下").waitFor();
});

test("whom the registry does not name learns it with the decision, and signs once the registry does", async () => {
  const person = people.enterpriseOfAnother();
  const phone = await decided(person);
  await phone.page.getByText("须由登记的本人签署").waitFor();
  await phone.page.getByText(/登记的法定代表人是高\*\*，不是您/).waitFor();
  assert.equal(await phone.button("看清成本，继续").count(), 0, "nothing leads on to the signature");
  assert.deepEqual(await look(phone, "decision-signatory"), []);
  await phone.tapButton("重新查询登记");
  await phone.button("重新查询登记").waitFor();

  const behaviour = { signatory: { name: person.personName } };
  await here.shop.script({ service: "registry", identity: person.uscc, behaviour });
  await phone.tapButton("重新查询登记");
  await phone.page.getByText(/市场监管登记，.*模拟服务/).waitFor();
  await phone.page.getByText("陈**，法定代表人").waitFor();
  await journey.comeToMoney(phone, person);
});

test("an offer can be given up", async () => {
  const phone = await decided(people.enterpriseApproved());
  await phone.tapButton("放弃");
  await phone.heading("申请已撤回").waitFor();
});

test("when the rules have changed since the decision, its advice says so and follows today's", async () => {
  const phone = await decided(people.enterpriseDeclined());
  assert.match(await advice(phone).innerText(), /纳税信用等级达到 M级/);
  const product = (await phone.ask(new URL(phone.page.url()).pathname.replace(/(.*applications\/[^/]+).*/, "/api/v1$1"))).body.product_id;
  const undo = await here.shop.edit(`${product}.toml`, "threshold = \"M\"", "threshold = \"B\"");
  await here.shop.kill();
  await here.shop.start();
  await phone.page.reload();
  await phone.page.getByText("审批之后产品规则更新过").waitFor();
  assert.match(await advice(phone).innerText(), /纳税信用等级达到 B级/);
  await undo();
  await here.shop.kill();
  await here.shop.start();
});
