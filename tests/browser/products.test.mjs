// The product supermarket: find, compare, read, try, and apply for what the quote does not ask about.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as journey from "./support/journey.mjs";
import { look, overflow, picture, settled } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { answerEverything } from "./support/product.mjs";
import { scene } from "./support/scene.mjs";

const here = scene();
afterEach(() => here.end());

const entries = (phone) => phone.page.locator("[data-list=market] > li");
const names = (phone) => phone.page.locator("[data-list=market] h3").allInnerTexts();
const entry = (phone, name) => entries(phone).filter({ has: phone.page.getByRole("heading", { name }) });

async function openMarket(phone) {
  await phone.goto("/products");
  await journey.arriveAt(phone, "products", /\/products$/);
  await entries(phone).first().waitFor();
}

async function openProduct(phone, id) {
  await phone.goto(`/products/${id}`);
  await phone.page.locator(".guide").waitFor();
  await settled(phone);
}

// Waits until so many products are listed.
async function listed(phone, count) {
  await phone.page.waitForFunction(
    (count) => document.querySelectorAll("[data-list=market] > li").length === count, count);
}

const limit = (phone) => phone.page.locator("#limit");

// Waits until the limit shown is another one, and returns it.
async function limitAfter(phone, before) {
  await phone.page.waitForFunction(
    (before) => document.querySelector("#limit").innerText !== before, before);
  return limit(phone).innerText();
}

test("every product is listed, and narrowed by borrower, security, repayment, purpose and name", async () => {
  const phone = await here.phone();
  await openMarket(phone);
  await phone.choose("全部");
  await listed(phone, 19);
  assert.match(await entry(phone, "票保通").innerText(), /尚未开放/);
  await phone.choose("农户");
  await listed(phone, 4);
  assert.deepEqual((await names(phone)).sort(), ["乐业贷（新希望六和购料贷）", "乡村振兴贷款", "票保通", "裕农快贷"].sort());
  await phone.choose("全部");
  await phone.page.getByText("担保、还款、用途").click();
  await phone.field("担保方式").selectOption({ label: "抵押" });
  await listed(phone, 1);
  assert.deepEqual(await names(phone), ["抵押快贷"]);
  await phone.field("还款方式").selectOption({ label: "按季节还款" });
  await phone.page.getByText("没有符合条件的产品").waitFor();
  await phone.tapButton("清除筛选条件");
  await listed(phone, 19);
  await phone.field("用途").selectOption({ label: "向新希望六和购买饲料" });
  await listed(phone, 1);
  await phone.field("用途").selectOption({ label: "不限" });
  await phone.field("按名称搜索").fill("税");
  await phone.page.waitForFunction(() =>
    [...document.querySelectorAll("[data-list=market] h3")].every((name) => /税/.test(name.closest("li").innerText)));
  assert.ok((await names(phone)).includes("云税贷"));
});

test("the need is changed here, and every figure follows", async () => {
  const phone = await here.phone();
  await openMarket(phone);
  const cost = () => entry(phone, "小微快贷").locator(".rank__cost").innerText();
  const before = await cost();
  await phone.page.getByText("借 30万元，用 12个月").click();
  await phone.retype(phone.field("想借多少（元）"), "10万");
  await phone.page.getByText("借 10万元，用 12个月").waitFor();
  await phone.page.waitForFunction((before) =>
    [...document.querySelectorAll(".rank__cost")].every((cost) => cost.innerText !== before), before);
  assert.notEqual(await cost(), before);
  await phone.page.getByRole("button", { name: "6个月", exact: true }).tap();
  await phone.page.getByText("借 10万元，用 6个月").waitFor();
  // The quote takes the need over.
  await phone.goto("/");
  assert.equal(await phone.field("想借多少（元）").inputValue(), "10万");
});

test("the recommendation says why and can be switched off for good, here and in the quote", async () => {
  const phone = await here.phone();
  await openMarket(phone);
  await phone.page.getByText("总成本最低").waitFor();
  assert.match(await entries(phone).first().innerText(), /比次低的少/);
  await phone.tapButton("按总成本推荐");
  await phone.page.getByText("按产品目录的顺序排列，不作推荐。").waitFor();
  await phone.page.getByText("总成本最低").waitFor({ state: "detached" });
  const published = await phone.ask("/api/v1/products");
  const order = published.body.catalogue.products
    .filter((product) => product.segments.includes("micro_enterprise"))
    .map((product) => product.name.zh);
  assert.deepEqual(await names(phone), [...order, "票保通"]);
  await phone.goto("/");
  await phone.page.locator(".rank__item").first().waitFor();
  assert.equal(await phone.button("按总成本推荐").getAttribute("aria-pressed"), "false");
  assert.equal(await phone.page.getByText("总成本最低").count(), 0);
  await phone.tapButton("按总成本推荐");
  await phone.page.getByText("总成本最低").waitFor();
});

test("up to three products stand side by side, also on the narrowest phone", async () => {
  const phone = await here.phone();
  await openProduct(phone, "tax-e");
  await phone.type("近12个月增值税（万元）", "4");
  await phone.type("近12个月企业所得税（万元）", "2");
  await openMarket(phone);
  for (const name of ["税e贷", "小微快贷", "云税贷"]) {
    await phone.tap(entry(phone, name).getByRole("button", { name: "加入对比" }));
  }
  const other = entry(phone, "税金贷").getByRole("button", { name: "加入对比" });
  assert.equal(await other.getAttribute("aria-disabled"), "true");
  await phone.tapLink("开始对比");
  await phone.isAt(/\/products\/compare$/);
  const columns = phone.page.getByRole("columnheader");
  await columns.first().waitFor();
  assert.equal(await columns.count(), 3);
  for (const row of ["年利率（单利）", "综合年化成本（IRR）", "综合年化成本（单利）", "1万元用1天", "总成本", "首期应还", "末期应还", "总费用", "担保方式", "答复时间承诺"]) {
    assert.equal(await phone.page.getByRole("row").filter({ hasText: row }).getByRole("cell").count(), 3, row);
  }
  const costs = await phone.page.locator(".caps__value").allInnerTexts();
  const fen = costs.map((cost) => Number(cost.replaceAll(/[^\d]/g, "")));
  assert.deepEqual(fen, [...fen].sort((a, b) => a - b), "the cheapest comes first");
  assert.deepEqual(await look(phone, "products-compare"), []);
  // The address carries the choice.
  const again = await here.phone();
  await again.goto("/products/compare?with=micro-quick,cloud-tax");
  await again.page.getByRole("columnheader").first().waitFor();
  assert.equal(await again.page.getByRole("columnheader").count(), 2);
});

test("a product is tried with its own short form, and its guide tells the rules that decide", async () => {
  const phone = await here.phone();
  await openProduct(phone, "tax-e");
  const guide = await phone.page.locator(".guide").innerText();
  for (const heading of ["申请条件", "额度怎么算", "利率怎么定", "期限与还款", "需要的授权与材料", "资金用途"]) {
    assert.match(guide, new RegExp(heading));
  }
  const { body } = await phone.ask("/api/v1/products");
  const product = body.catalogue.products.find(({ id }) => id === "tax-e");
  assert.match(await phone.page.locator(".card", { hasText: "由现行规则生成" }).last().innerText(), new RegExp(`第 ${product.version} 版.*${body.catalogue.version}`));
  assert.match(await phone.page.locator(".answer").innerText(), /先填写下面标出的几项/);
  const fields = phone.page.locator(".card", { hasText: "测一测" }).locator("input:not([type=radio]), select, fieldset");
  assert.ok(await fields.count() <= 6, "at most six answers");
  await phone.type("近12个月增值税（万元）", "4");
  await phone.type("近12个月企业所得税（万元）", "2");
  await phone.page.waitForFunction(() => /40/.test(document.querySelector("#limit").innerText));
  assert.match(await phone.page.locator(".caps").innerText(), /增值税的6倍加企业所得税的8倍/);
  const before = await limit(phone).innerText();
  await phone.type("近12个月增值税（万元）", "lots");
  await phone.page.getByText("请填写金额，单位万元").waitFor();
  await phone.type("近12个月增值税（万元）", "5");
  assert.notEqual(await limitAfter(phone, before), before);
  // A reason when it is not for this business, and what would change that.
  await phone.type("距最近一次缴税（个月）", "9");
  await phone.page.getByRole("heading", { name: "暂时不能办理" }).waitFor();
  assert.match(await phone.page.locator("main").innerText(), /距最近一次缴税 不超过 6个月，目前为 9个月/);
  await phone.page.getByText("这些规则从哪里来").click();
  await phone.page.locator(".badge", { hasText: "未核实" }).first().waitFor();
});

test("a score shows its factors, and an uplift the limit before and after", async () => {
  const phone = await here.phone();
  await openProduct(phone, "value-tech");
  await phone.type("有效专利数", "6");
  await phone.type("研发人员占比（百分比）", "25");
  await phone.type("研发投入占比（百分比）", "7");
  await phone.page.getByRole("radio", { name: "是" }).first().check({ force: true });
  const score = phone.page.locator("section.card", { hasText: "VALUE 科创评分" });
  await score.waitFor();
  assert.equal(await score.locator(".caps__item").count(), 5);
  assert.match(await score.innerText(), /14 \/ 20 分/);

  await openProduct(phone, "property-quick");
  await phone.type("抵押物评估价值（万元）", "100");
  await phone.field("抵押物类型").selectOption({ label: "住宅" });
  await phone.type("在先抵押余额（万元）", "0");
  const uplift = phone.page.locator("section.card", { hasText: "抵押率提升" });
  await uplift.waitFor();
  assert.match(await uplift.innerText(), /提升前的额度\s*70万元\s*提升后的额度\s*80万元\s*还需：当前逾期金额 不超过 0元/);
  await phone.type("当前逾期金额（万元）", "0");
  await phone.page.getByText("已享受").waitFor();
  assert.match(await limit(phone).innerText(), /80/);
});

test("a product the quote does not know is applied for with what its form was told", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await openMarket(phone);
  await phone.tap(entry(phone, "税e贷").getByRole("link", { name: "税e贷" }).first());
  await phone.isAt(/\/products\/tax-e$/);
  await phone.type("近12个月增值税（万元）", "9");
  await phone.type("近12个月企业所得税（万元）", "3");
  await phone.page.waitForFunction(() => /万元/.test(document.querySelector("#limit").innerText));
  await phone.tapButton("立即申请");
  await journey.signIn(phone, person);
  await journey.giveIdentity(phone, person);
  await journey.giveConsents(phone);
  await journey.arriveAt(phone, "review", /\/review$/);
  const review = await phone.page.locator("main").innerText();
  assert.match(review, /税e贷/);
  assert.match(review, /近12个月增值税\s*9万元/);
  await phone.tapButton("提交申请");
  await journey.arriveAt(phone, "decision", /\/decision$/);
  await journey.comeToMoney(phone, person);
});

test("every product can be applied for from its own screen", async () => {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  const { body } = await here.phone().then(async (other) => {
    await other.goto("/products");
    return other.ask("/api/v1/products");
  });
  assert.equal(body.catalogue.products.length, 18);
  for (const [index, product] of body.catalogue.products.entries()) {
    await openProduct(phone, product.id);
    await phone.page.locator("form").first().evaluate(answerEverything);
    await phone.tapButton("立即申请");
    if (index === 0) await journey.signIn(phone, person);
    await phone.isAt(/\/applications\/[^/]+\//);
    const id = new URL(phone.page.url()).pathname.split("/")[2];
    const started = await phone.ask(`/api/v1/applications/${id}`);
    assert.equal(started.body.product_id, product.id);
    assert.ok(product.segments.includes(started.body.segment), product.id);
  }
});

test("products seen once are seen without the bank, and an unreachable bank is said with a retry", async () => {
  const phone = await here.phone();
  await phone.page.route("**/api/v1/products", (route) => route.abort());
  await phone.goto("/products");
  await phone.page.getByText("连不上服务器").waitFor();
  await phone.page.unroute("**/api/v1/products");
  await phone.tapButton("重试");
  await listed(phone, 15);
  await phone.page.route("**/api/v1/products", (route) => route.abort());
  await phone.page.reload();
  await listed(phone, 15);
});

test("a product nobody knows is said to be none, and one announced what is known of it", async () => {
  const phone = await here.phone();
  await phone.goto("/products/no-such-product");
  await phone.heading("没有这个页面").waitFor();
  await phone.goto("/products/bill-guarantee");
  await phone.heading("票保通").waitFor();
  await phone.page.getByText("尚未开放").waitFor();
});

test("every screen of the products works for everybody, holds still and fits narrow phones", async () => {
  const phone = await here.phone();
  const problems = [];
  await openMarket(phone);
  for (const fold of await phone.page.locator("summary").all()) await phone.tap(fold);
  problems.push(...(await look(phone, "products")));
  for (const [name, id] of [["product", "property-quick"], ["product-score", "value-tech"], ["product-farmer", "feed-scene"]]) {
    await openProduct(phone, id);
    await phone.page.locator("form").first().evaluate(answerEverything);
    await settled(phone);
    problems.push(...(await look(phone, name)));
  }
  await phone.goto("/products/bill-guarantee");
  await phone.heading("票保通").waitFor();
  problems.push(...(await look(phone, "product-announced")));
  await phone.goto("/products/compare");
  await phone.page.getByText("还没有选要对比的产品").waitFor();
  problems.push(...(await look(phone, "products-compare-empty")));
  assert.equal(problems.join("\n"), "");
});

test("in large print and on a wide screen the products fit", async () => {
  const phone = await here.phone();
  await openMarket(phone);
  await phone.button("大字").tap();
  for (const path of ["/products", "/products/property-quick", "/products/compare?with=micro-quick,cloud-tax"]) {
    await phone.goto(path);
    await phone.page.locator("main .card, main .rank").first().waitFor();
    await settled(phone);
    await picture(phone, `large${path.replaceAll(/[^a-z]+/g, "-")}`);
    assert.deepEqual(await overflow(phone), [], path);
  }
  const desk = await here.phone({ viewport: { width: 1280, height: 900 }, isMobile: false });
  for (const path of ["/products", "/products/property-quick", "/products/compare?with=micro-quick,cloud-tax"]) {
    await desk.goto(path);
    await desk.page.locator("main .card, main .rank").first().waitFor();
    await settled(desk);
    await picture(desk, `desk${path.replaceAll(/[^a-z]+/g, "-")}`);
    assert.deepEqual(await overflow(desk), [], path);
  }
});
