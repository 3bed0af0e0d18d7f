// Every product of the catalogue, by hand: from its own screen to its money, with the demonstration's
// own people and whatever the product wants to see on the way.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { afterEach, test } from "node:test";
import * as desk from "./support/desk.mjs";
import * as journey from "./support/journey.mjs";
import * as life from "./support/life.mjs";
import { mobile } from "./support/person.mjs";
import { answerEverything } from "./support/product.mjs";
import { scene } from "./support/scene.mjs";
import { BINARY } from "./support/shop.mjs";

const CHAIN_COMPANY = "91330100799655058B";
const INVOICE = "25512000000012345671";
const ACCOUNT = "6217001540012345672";
const SEGMENTS = { 91: "小微企业", 92: "个体工商户" };

const here = scene();
afterEach(() => here.end());

// Who is approved for which product, as the binary itself tells whoever gives a demonstration.
const approvals = execFileSync(BINARY, ["people", "--json"], { encoding: "utf8" })
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line))
  .filter(({ walk }) => walk.outcome === "approve")
  .filter(({ walk }, at, all) => all.findIndex((other) => other.walk.product === walk.product) === at);

const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

// What is typed of the paper a product lends on; a product without an entry has none to type. Nothing is
// financed twice, so no two products show the same invoice.
const PAPERS = {
  "invoice-e": { number: INVOICE, amount: "10万" },
  "bill-pledge": { number: "1".repeat(30), amount: "10万", due: inDays(60) },
  "chain-receivable": { debtor: CHAIN_COMPANY, amount: "10万", due: inDays(90), invoices: "25512000000012345672" },
  "chain-order": { buyer: CHAIN_COMPANY, number: "PO-2026-1", amount: "10万", prepaid: "3万" },
  "property-quick": { certificate: "川（2024）泸州市不动产权第0012345号" },
};
// Papers that somebody else delivers.
const DELIVERED = ["chain-payable", "feed-scene"];

// What is seen at a noodle shop, as the demonstration's list of people says.
const VISIT = {
  strong_months: "4", strong_sales: "4万", ordinary_months: "6", ordinary_sales: "3万",
  slack_months: "2", slack_sales: "15000", margin: "50", running_costs: "6000",
  household_income: "3000", household_spending: "4000", instalments: "1000", stock: "5000",
  turns: "3", takings: "3100", equity_now: "180000", equity_at_start: "60000",
  put_in: "-20000", profit: "130000",
};

function personOf({ walk, business_name, person_name }) {
  return {
    mobile: mobile(),
    segment: walk.business ? SEGMENTS[walk.business.slice(0, 2)] : "农户",
    businessName: business_name,
    uscc: walk.business,
    personName: person_name,
    residentId: walk.person,
    account: ACCOUNT,
  };
}

// From the product's own form to its review.
async function applyFor(phone, product, person, yuan) {
  await journey.openQuote(phone);
  await phone.choose(person.segment);
  await phone.retype(phone.field("想借多少（元）"), String(yuan));
  await phone.goto(`/products/${product}`);
  await phone.page.locator(".guide").waitFor();
  await phone.page.locator("form").first().evaluate(answerEverything);
  await phone.tapButton("立即申请");
  await journey.signIn(phone, person);
  await journey.giveIdentity(phone, person);
  await journey.giveConsents(phone);
  await journey.submit(phone);
}

// An officer goes there and hands in the form.
async function visit(person) {
  const officer = await here.phone();
  await desk.arrive(officer);
  await desk.openCase(officer, person.businessName);
  for (const [line, text] of Object.entries(VISIT)) await officer.page.locator(`#${line}`).fill(text);
  await officer.page.locator("#note").last().fill("在店内核实");
  await officer.tapButton("提交调查表并重新审批");
  await officer.page.getByText("已办结").waitFor();
}

async function presentPapers(phone, product) {
  const typed = PAPERS[product];
  if (!typed && !DELIVERED.includes(product)) return;
  if (typed) {
    for (const [field, text] of Object.entries(typed)) {
      await phone.page.locator(`#paper-${field}`).fill(text);
    }
    await phone.tapButton("登记并请对方确认");
  } else {
    await phone.tapButton("获取单据");
  }
  await phone.page.locator('li[data-standing="lends"]').first().waitFor();
  const open = phone.button("去用款");
  if (await open.isVisible()) await phone.tap(open);
}

// Draws a small amount. Some products pay out on the bank's working days only, and say so: then the
// demonstration moves on.
async function drawOnAWorkingDay(phone) {
  await phone.page.locator("#amount").fill("1万");
  await journey.draw(phone);
  const closed = phone.page.getByText("下一个工作日是").first();
  await closed.or(phone.page.getByText("已到账").first()).waitFor();
  if (!(await closed.isVisible())) return;
  // What keeps a date on one line is no part of it.
  const said = (await closed.innerText()).replaceAll("\u2060", "");
  const [opens] = said.match(/\d{4}-\d{2}-\d{2}/);
  while (!(await life.today(phone)).includes(opens)) await life.walk(phone, "过一天");
  await phone.page.locator("#amount").fill("1万");
  await journey.draw(phone);
}

test("there is somebody for every product that is defined", async () => {
  const phone = await here.phone();
  await phone.goto("/products");
  const { body } = await phone.ask("/api/v1/products");
  const defined = body.catalogue.products.map(({ id }) => id).sort();
  assert.equal(defined.length, 18);
  assert.deepEqual(approvals.map(({ walk }) => walk.product).sort(), defined);
});

for (const approval of approvals) {
  const { product, yuan, visited } = approval.walk;
  test(`${product} comes from its own screen to its money`, async () => {
    const [phone, person] = [await here.phone(), personOf(approval)];
    await applyFor(phone, product, person, yuan);
    if (visited) {
      await phone.isAt(/\/(progress|decision)$/);
      await visit(person);
      await phone.page.reload();
    }
    await journey.arriveAt(phone, "decision", /\/decision$/);
    await journey.readCost(phone);
    await journey.sign(phone);
    await journey.nameAccount(phone, person);
    await presentPapers(phone, product);
    await phone.button("立即用款").waitFor();
    await drawOnAWorkingDay(phone);
    await journey.receiveMoney(phone);
    const { body } = await phone.ask("/api/v1/overview");
    assert.equal(body.facilities.length, 1);
  });
}
