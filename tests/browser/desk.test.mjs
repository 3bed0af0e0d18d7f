// People of the bank at their desk, and what their borrowers see of it.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as desk from "./support/desk.mjs";
import * as journey from "./support/journey.mjs";
import { look } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const WIDE = { viewport: { width: 1280, height: 900 }, isMobile: false, deviceScaleFactor: 1 };

const here = scene();
afterEach(() => here.end());

async function decided(person) {
  const phone = await here.phone();
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  return phone;
}

test("an officer decides a referred case and the borrower goes on to sign", async () => {
  const person = people.enterpriseReferredByRule();
  const phone = await decided(person);
  await phone.heading("需要客户经理看一下").waitFor();
  await phone.page.getByText("承诺在").first().waitFor();
  assert.deepEqual(await look(phone, "decision-promised"), []);

  const officer = await here.phone();
  await desk.arrive(officer);
  assert.deepEqual(await look(officer, "desk-queue"), []);
  await desk.openCase(officer, person.businessName);
  assert.deepEqual(await look(officer, "desk-case"), []);
  await officer.page.locator("#limit").fill("100000");
  await officer.tapButton("提交审批意见");
  await officer.page.locator("#problems").waitFor();
  await desk.giveGround(officer, "已核对书面材料", "电话核实，流水齐全");
  await desk.giveGround(officer, "合计负债过高", "按流水压降");
  assert.deepEqual(await look(officer, "desk-case-filled"), []);
  await officer.tapButton("提交审批意见");
  await officer.page.getByText("已办结").waitFor();
  assert.deepEqual(await look(officer, "desk-case-closed"), []);

  await phone.page.reload();
  await phone.heading("可以借，但比您想的少").waitFor();
  await phone.page.getByText("由 演示客户经理（8001）审批").waitFor();
  await phone.tap(phone.page.getByText("历次审批结果"));
  await phone.page.getByText("第1版").waitFor();
  assert.deepEqual(await look(phone, "decision-by-person"), []);
  await journey.comeToMoney(phone, person);
});

test("facts seen on paper make a new version that the engine decides", async () => {
  const person = people.enterpriseReferred();
  const phone = await decided(person);
  await phone.heading("需要客户经理看一下").waitFor();
  const officer = await here.phone(WIDE);
  await desk.arrive(officer);
  await desk.openCase(officer, person.businessName);
  await officer.tap(officer.page.getByText("录入核实数据"));
  await officer.field("纳税信用等级").selectOption({ label: "B级" });
  await officer.type("近24个月纳税额", "20");
  await officer.page.getByText("= 20万元").waitFor();
  await officer.page.locator("#note").fill("近两年完税证明和信用等级通知原件");
  assert.deepEqual(await look(officer, "desk-record-wide"), []);
  await officer.tapButton("录入并重新审批");
  await officer.page.getByText("系统按新数据审批").waitFor();
  await phone.page.reload();
  await phone.heading(/您的申请通过了|可以借，但比您想的少/).waitFor();
});

test("a datum disputed goes to an officer and comes back corrected, or with the reason", async () => {
  const person = people.enterpriseDeclined();
  const phone = await decided(person);
  await phone.heading("这次不能借给您").waitFor();
  await phone.tap(phone.page.getByText("审批所依据的数据"));
  const datum = phone.page.locator(".list__item").filter({ hasText: "欠税" }).last();
  await phone.tap(datum.getByRole("button", { name: "数据有误" }));
  await phone.page.locator("#says").fill("0");
  await phone.page.locator("#why").fill("九月已缴清，有完税证明");
  assert.deepEqual(await look(phone, "dispute"), []);
  await phone.tapButton("提出异议");
  await phone.page.getByText("已收到，正在核查").waitFor();

  const officer = await here.phone();
  await desk.arrive(officer);
  await desk.openCase(officer, person.businessName);
  await officer.page.getByText("九月已缴清，有完税证明").waitFor();
  assert.deepEqual(await look(officer, "desk-dispute"), []);
  await officer.page.locator("#correction").fill("0");
  await officer.type("说明", "已核对完税证明原件");
  await officer.tapButton("答复客户");
  await officer.page.getByText("已办结").waitFor();

  await phone.goto("/me");
  await phone.page.getByText("成立，已更正").waitFor();
  assert.deepEqual(await look(phone, "me-disputes"), []);
});

test("the desk and a borrower's pages keep to themselves", async () => {
  const officer = await here.phone();
  await desk.arrive(officer);
  await officer.goto("/me");
  await officer.isAt(/\/desk$/);
  const refused = await officer.ask("/api/v1/overview");
  assert.equal(refused.status, 403);

  const phone = await decided(people.enterpriseApproved());
  await phone.goto("/desk");
  await phone.isAt(/\/me$/);
  assert.equal((await phone.ask("/api/v1/desk/cases")).status, 403);
});

test("a pool is paid into and its ledger says so", async () => {
  const officer = await here.phone();
  await desk.arrive(officer);
  await officer.tapLink("风险补偿资金池");
  await officer.isAt(/\/desk\/pools$/);
  assert.deepEqual(await look(officer, "desk-pools"), []);
  await officer.tap(officer.page.locator("a.list__item").first());
  await officer.isAt(/\/desk\/pools\/[^/]+$/);
  await officer.type("金额（元）", "100万");
  await officer.tapButton("登记出资");
  await officer.page.getByText("政府出资 100万元").waitFor();
  assert.deepEqual(await look(officer, "desk-pool"), []);
});
