// What the bank knows: shown with its source and its day, held against what people import themselves.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
import { look } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const here = scene();
afterEach(() => here.end());

// Applies for a product that the quote screen does not offer: the same application, another product.
async function applyFor(phone, product) {
  await phone.page.route("**/api/v1/applications", async (route) => {
    const asked = JSON.parse(route.request().postData());
    await route.continue({ postData: JSON.stringify({ ...asked, product_id: product }) });
  });
}

const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

// A year of statements with this much coming in, and out again, every month.
function account(monthly) {
  const today = new Date();
  const lines = [...Array(12).keys()].reverse().map((back) => {
    const day = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1));
    return `${day.toISOString().slice(0, 10)},${monthly},${monthly},180000\n`;
  });
  return `日期,收入,支出,余额\n${lines.join("")}`;
}

test("everything that was found is listed with its source, its day and its authorisation", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseCounterOffered()];
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  await phone.goto("/me");
  await phone.tapLink("银行掌握的我的信息");
  await phone.heading("银行掌握的我的信息").waitFor();
  const card = (name) => phone.page.locator("section.card").filter({
    has: phone.page.getByRole("heading", { name, level: 2 }),
  });
  const tax = card("税务机关");
  await tax.getByText("已核实").waitFor();
  await tax.getByText("模拟").first().waitFor();
  assert.match(await tax.innerText(), /依据《涉税信息查询授权书》查询/);
  const sales = tax.locator(".facts__row").filter({ hasText: "近12个月销售额" });
  assert.match(await sales.innerText(), /50万元[^]*您填写的是190万元/);
  assert.match(await card("自行申报").innerText(), /您自己说的/);
  assert.match(await card("身份").first().innerText(), /陈\*/);
  assert.deepEqual(await look(phone, "profile"), []);
  await phone.tap(sales.getByRole("button", { name: "数据有误" }));
  await phone.page.locator("#says").fill("190");
  await phone.page.locator("#why").fill("税务申报表上是190万元");
  assert.deepEqual(await look(phone, "profile-dispute"), []);
  await phone.tapButton("提出异议");
  await sales.getByText("已收到，正在核查").waitFor();
  await phone.tapButton("English");
  await phone.heading("What the bank knows about me").waitFor();
  assert.deepEqual(await look(phone, "profile-english"), []);
});

test("somebody of whom nothing is known is told so", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await phone.goto("/sign-in");
  await journey.signIn(phone, person);
  await phone.isAt(/\/me$/);
  await phone.goto("/profile");
  await phone.heading("还没有您的信息").waitFor();
  assert.deepEqual(await look(phone, "profile-empty"), []);
});

test("while the profile cannot be read the screen says so and reads it again", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await phone.goto("/sign-in");
  await journey.signIn(phone, person);
  await phone.isAt(/\/me$/);
  await phone.page.route("**/api/v1/profile", (route) => route.abort());
  await phone.goto("/profile");
  await phone.page.locator(".notice[data-tone=bad]").waitFor();
  assert.deepEqual(await look(phone, "profile-failed"), []);
  await phone.page.unroute("**/api/v1/profile");
  await phone.tapButton("重试");
  await phone.heading("还没有您的信息").waitFor();
});

test("a file of statements is read line by line, and a difference from the bank's record is shown", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await applyFor(phone, "enterprise-joy");
  await journey.openQuote(phone);
  await journey.apply(phone);
  await journey.signIn(phone, person);
  await journey.giveIdentity(phone, person);
  const chooser = phone.page.getByLabel("选择CSV文件");
  await phone.isAt(/\/bank_flow_query$/);
  await chooser.setInputFiles(file("流水.csv", "日期,收入,支出,余额\n2026-02-30,1,,1\n"));
  await phone.page.getByText("第2行：“2026-02-30”不是日期，请写成2026-03-15这样。").waitFor();
  assert.deepEqual(await look(phone, "import-refused"), []);
  await chooser.setInputFiles(file("工作簿.xlsx", "PK\u0003\u0004\u0000"));
  await phone.page.getByText("这不是文本文件").waitFor();
  await chooser.setInputFiles(file("流水.csv", account(700_000)));
  await phone.page.getByText("840万元").waitFor();
  assert.deepEqual(await look(phone, "import-read"), []);
  await journey.giveConsents(phone);
  await journey.submit(phone);
  await journey.arriveAt(phone, "decision", /\/decision$/);
  await phone.heading("需要客户经理看一下").waitFor();
  await phone.page.getByText("对不上的数据").waitFor();
  await phone.page.getByText(/导入的文件中近12个月银行流水流入840万元，银行流水为570万元/).waitFor();
  assert.deepEqual(await look(phone, "decision-findings"), []);
});
