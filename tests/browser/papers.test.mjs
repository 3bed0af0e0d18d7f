// What stands behind a draw: papers, a scene, a seller who is paid.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
import { look } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const CHAIN_COMPANY = "91330100799655058B";
const SELLER = { name: "泸州市江阳区面粉厂", account: "4111111111111111" };

const here = scene();
afterEach(async () => {
  await here.shop.clearScripts();
  await here.end();
});

// From the quote to an open facility of `product` with its account named.
async function withFacility(product, person, amount = "5万") {
  const phone = await here.phone();
  await journey.openQuote(phone);
  await phone.choose(person.segment);
  await phone.type("想借多少（元）", amount);
  await journey.choosing(phone, product);
  await journey.applyAs(phone, person);
  await journey.readCost(phone);
  await journey.sign(phone);
  await journey.nameAccount(phone, person);
  return phone;
}

const paper = (phone, standing) => phone.page.locator(`li[data-standing="${standing}"]`);

// A day so many days from today, as the browser's calendar writes it.
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function presentReceivable(phone, { amount, invoice }) {
  await phone.type("欠款方统一社会信用代码", CHAIN_COMPANY);
  await phone.page.locator("#paper-amount").fill(amount);
  await phone.type("到期日", inDays(90));
  await phone.type("对应的发票号码", invoice);
  await phone.tapButton("登记并请对方确认");
}

test("a supplier comes from a receivable to its money, and the receivable is used once", async () => {
  const phone = await withFacility("chain-receivable", people.enterpriseApproved());
  await phone.page.getByText("先提供单据").waitFor();
  assert.deepEqual(await look(phone, "papers-wanted"), []);

  phone.taps = 0;
  await presentReceivable(phone, { amount: "10万", invoice: "25512000000012345671" });
  await paper(phone, "lends").waitFor();
  assert.match(await paper(phone, "lends").innerText(), /可以凭它用款 8万元/);
  // The answer came by itself, so nothing on the page moves until it is asked for.
  await phone.tapButton("去用款");
  await phone.button("立即用款").waitFor();
  assert.equal(await phone.page.evaluate(() => document.activeElement.id), "amount");
  await phone.page.locator("#amount").fill("8万");
  assert.deepEqual(await look(phone, "papers-confirmed"), []);
  await journey.draw(phone);
  await journey.receiveMoney(phone);
  console.log(`taps from a receivable to its money: ${phone.taps}`);
  await phone.tapButton("查看借据");
  await phone.page.getByText("25512000000012345671").first().waitFor();
  assert.deepEqual(await look(phone, "loan-on-papers"), []);

  await phone.tapLink("回到我的额度");
  await paper(phone, "financed").waitFor();
  await phone.tapButton("再登记一张");
  await presentReceivable(phone, { amount: "3万", invoice: "２５５１ 2000 0000 1234 5671" });
  await phone.page.getByText(/已经登记过|已于.*用于/).first().waitFor();
  assert.equal(await phone.page.locator("#paper-amount").inputValue(), "3万", "kept as typed");
});

test("what is wrong with a paper is said under its field, and disputed ones can be taken back", async () => {
  const phone = await withFacility("chain-receivable", people.enterpriseApproved());
  await phone.tapButton("登记并请对方确认");
  await phone.page.locator("#paper-debtor-error p").waitFor();
  for (const field of ["debtor", "amount", "due", "invoices"]) {
    assert.notEqual(await phone.page.locator(`#paper-${field}-error`).innerText(), "", field);
  }
  assert.deepEqual(await look(phone, "papers-refused"), []);
  await presentReceivable(phone, { amount: "10万", invoice: "25512000000012345678" });
  await paper(phone, "disputed").waitFor();
  assert.equal(await phone.button("立即用款").count(), 0);
  await phone.tapButton("撤下");
  await paper(phone, "disputed").waitFor({ state: "detached" });
});

test("a farmer's feed money goes to the feed company and nobody else", async () => {
  const phone = await withFacility("feed-scene", people.farmerApproved(), "2万");
  await phone.tapButton("获取单据");
  await paper(phone, "lends").waitFor();
  await phone.page.getByText("这笔钱直接付给卖方").waitFor();
  assert.equal(await phone.page.locator("#payee_name").count(), 0, "nobody is asked whom to pay");
  assert.deepEqual(await look(phone, "scene"), []);
  await journey.draw(phone);
  await journey.receiveMoney(phone);
  await phone.page.getByText("新希望六和").first().waitFor();
  await phone.tapButton("查看借据");
  await phone.page.getByText("这个产品都付给卖方").waitFor();
});

test("a second draw for one purpose within the month goes to the seller, and says why before", async () => {
  const record = { traded_12_months: "9000000.00", bank_inflow_12_months: "9000000.00" };
  for (const [service, metric] of [["platform", "traded_12_months"], ["bank", "bank_inflow_12_months"]]) {
    const facts = { [metric]: record[metric] };
    await here.shop.script({ service, identity: "*", behaviour: { facts }, times: null });
  }
  const phone = await withFacility("trade-quick", people.enterpriseApproved(), "90万");
  await phone.page.locator("#amount").fill("30万");
  assert.equal(await phone.page.getByText("这笔钱直接付给卖方").count(), 0);
  await journey.draw(phone);
  await journey.receiveMoney(phone);
  await phone.tapButton("查看借据");
  await phone.tapLink("回到我的额度");

  await phone.button("立即用款").waitFor();
  await phone.page.locator("#amount").fill("30万");
  await phone.page.getByText("这笔钱直接付给卖方").waitFor();
  await phone.page.getByText(/近 30 天同一用途的用款加上这笔共 600,000.00 元/).waitFor();
  await phone.tapButton("立即用款");
  assert.equal(await phone.page.evaluate(() => document.activeElement.id), "description");
  await phone.type("具体买什么", "朋友的ＳＴＯＣＫＳ");
  await phone.page.getByText("“stocks”属于禁止用途").waitFor();
  await phone.type("具体买什么", "面粉10吨");
  await phone.type("收款人（卖方）名称", "泸州青禾餐饮管理有限公司");
  await phone.type("收款人账号", SELLER.account);
  await phone.tapButton("立即用款");
  await phone.page.getByText("收款人不能是您自己").first().waitFor();
  assert.deepEqual(await look(phone, "payee"), []);
  await phone.type("收款人（卖方）名称", SELLER.name);
  await phone.tapButton("立即用款");
  await journey.receiveMoney(phone);
  await phone.page.getByText(SELLER.name).first().waitFor();
  await phone.tapButton("查看借据");
  await phone.page.getByText(/近 30 天同一用途共 600,000.00 元/).waitFor();
});
