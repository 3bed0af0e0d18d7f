// What somebody allowed, what was asked, their own data: seen, taken back, taken home, deleted.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as desk from "./support/desk.mjs";
import * as journey from "./support/journey.mjs";
import * as life from "./support/life.mjs";
import { look } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const here = scene();
afterEach(() => here.end());

// Somebody whose application was decided.
async function applied() {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  return { phone, person };
}

test("an authorisation is taken back in two taps, the first of which says what that changes", async () => {
  const { phone } = await applied();
  await phone.goto("/me");
  await phone.tapLink("授权管理");
  await journey.arriveAt(phone, "authorisations", /\/me\/authorisations$/);
  const problems = await look(phone, "authorisations");
  const tax = phone.page.locator("section.card").filter({ hasText: "涉税信息查询授权书" });
  phone.taps = 0;
  await phone.tap(tax.getByRole("button", { name: "撤回授权" }));
  await tax.getByText("审批前撤回的").waitFor();
  problems.push(...(await look(phone, "authorisation-effect")));
  await phone.tap(tax.getByRole("button", { name: "确认撤回" }));
  await phone.page.getByText("已撤回").waitFor();
  assert.equal(phone.taps, 2);
  assert.deepEqual(problems, []);
  const [download] = await Promise.all([
    phone.page.waitForEvent("download"),
    phone.tap(phone.link("下载凭证").first()),
  ]);
  assert.match(download.suggestedFilename(), /^puhui-receipt-.*\.json$/);
});

test("the query log says who was asked what, when and under which authorisation", async () => {
  const { phone } = await applied();
  await phone.goto("/me");
  await phone.tapLink("查询记录");
  await journey.arriveAt(phone, "queries", /\/me\/queries$/);
  for (const text of ["涉税信息查询授权书", "已答复", "模拟数据源"]) {
    await phone.page.getByText(text).first().waitFor();
  }
  assert.deepEqual(await look(phone, "queries"), []);
});

test("everything is taken home in one file, and deleted as far as the law lets it", async () => {
  const { phone, person } = await applied();
  await phone.goto("/me/data");
  await journey.arriveAt(phone, "data", /\/me\/data$/);
  const problems = await look(phone, "data");
  await phone.tapButton("下载我的全部资料");
  const save = phone.link("保存文件");
  await save.waitFor();
  const [download] = await Promise.all([phone.page.waitForEvent("download"), phone.tap(save)]);
  assert.equal(download.suggestedFilename(), "puhui-export.json");
  const text = await (await download.createReadStream()).toArray();
  assert.ok(Buffer.concat(text).toString().includes(person.residentId), "numbers are in full");

  await phone.tapButton("申请删除我的资料");
  problems.push(...(await look(phone, "data-deletion")));
  await phone.tapButton("确认删除，不可恢复");
  await phone.page.getByText("已处理您的删除申请").waitFor();
  assert.deepEqual(problems, []);
  assert.equal((await phone.ask("/api/v1/session")).status, 401);
});

test("what the law keeps of a deletion is explained by a person, by a promised time, where it can be followed", async () => {
  const phone = await here.phone();
  await life.borrow(phone, people.enterpriseApproved(), { amount: "30000", method: "等额本息", term: "12个月" });
  await phone.goto("/me/data");
  await phone.page.getByText("依法保留").first().waitFor();
  await phone.tapButton("申请删除我的资料");
  await phone.tapButton("确认删除，不可恢复");
  await phone.page.getByText("已处理您的删除申请").waitFor();
  await phone.page.getByText("前说明依据和期限").waitFor();
  const problems = await look(phone, "deletion-promised");
  await phone.tapLink("查看办理进度");
  await journey.arriveAt(phone, "deletion-waits", /\/requests$/);
  const mine = phone.page.locator("li.list__item").filter({ hasText: "删除个人资料" }).first();
  await mine.getByText("处理中").waitFor();
  await mine.getByText("已删除", { exact: true }).first().waitFor();
  await mine.getByText("额度或借款尚未结束").first().waitFor();
  problems.push(...(await look(phone, "deletion-waits")));

  const officer = await here.phone();
  await desk.arrive(officer);
  const waits = officer.page.locator("li.list__item").filter({ hasText: "申请删除个人资料" }).first();
  await waits.getByText("依法保留").first().waitFor();
  problems.push(...(await look(officer, "desk-deletion")));
  await officer.tap(waits.getByRole("button", { name: "答复" }));
  await officer.page.locator("#answer").fill("测额记录已删除；合同与交易记录在贷款结清后依法再存十年");
  await officer.tapButton("答复客户");
  await officer.page.getByText("申请删除个人资料").waitFor({ state: "detached" });

  await phone.page.reload();
  await mine.getByText("已答复").waitFor();
  await mine.getByText("测额记录已删除").waitFor();
  await mine.getByText("已删除", { exact: true }).first().waitFor();
  problems.push(...(await look(phone, "deletion-answered")));
  assert.deepEqual(problems, []);
});
