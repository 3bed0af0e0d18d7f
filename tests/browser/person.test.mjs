// What somebody allowed, what was asked, their own data: seen, taken back, taken home, deleted.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
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
