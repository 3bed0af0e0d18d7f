// Everything after the money: a year of a loan walked in a demonstration, every screen looked at.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as life from "./support/life.mjs";
import { look } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const LOAN = { amount: "30000", method: "等额本息", term: "12个月" };

const here = scene();
afterEach(() => here.end());

async function see(phone, name) {
  assert.deepEqual(await look(phone, name), []);
}

test("a payment is looked at before it is made, and what is quoted for a day is what that day asks", async () => {
  const phone = await here.phone();
  const loan = await life.borrow(phone, people.enterpriseApproved(), LOAN);
  await phone.page.getByText("接下来要还").waitFor();
  await life.walk(phone, "过一天");
  await phone.button("确认还款").waitFor();
  await phone.page.locator("#repay").fill("5000");
  await phone.page.getByText("比按计划还少付").waitFor();
  await see(phone, "life-repay");

  // A double tap is one payment.
  phone.isNervous = true;
  await phone.tapButton("确认还款");
  phone.isNervous = false;
  await phone.page.getByText("还款成功").waitFor();
  const { body } = await phone.ask(`/api/v1${loan}`);
  assert.equal(body.movements.length, 2);

  await life.unfold(phone, "算一算以后某一天还清");
  await phone.page.getByText("那天一共要付").waitFor();
  const quoted = await phone.page.locator(".facts__row").filter({ hasText: "那天一共要付" })
    .locator(".facts__value").innerText();
  await see(phone, "life-payoff");
  await life.typeDay(phone, "payoff-day", ["2020", "1", "1"]);
  await phone.page.getByText("请选择今天或以后的日期").waitFor();
  await life.walk(phone, "过一天");
  await phone.button("确认还款").waitFor();
  const tomorrow = await phone.ask(`/api/v1${loan}`);
  const digits = (text) => text.replace(/[^0-9.]/g, "");
  assert.equal(digits(quoted), tomorrow.body.payoff);

  await life.unfold(phone, "当天日终的余额与状态");
  await phone.page.getByText("那天还清要付").waitFor();
  await see(phone, "life-past");
});

test("the interest book shows every day, and leaves as two files", async () => {
  const phone = await here.phone();
  const loan = await life.borrow(phone, people.enterpriseApproved(), LOAN);
  await phone.goto(`${loan}/interest`);
  await phone.page.getByText("今天借的，还没有产生利息").waitFor();
  await life.walk(phone, "过一个月");
  await phone.page.getByText("到今天累计利息").waitFor();
  await see(phone, "interest-book");
  for (const name of ["导出 CSV", "导出 JSON"]) {
    const [file] = await Promise.all([
      phone.page.waitForEvent("download"),
      phone.tapLink(name),
    ]);
    assert.match(file.suggestedFilename(), /\.(csv|json)$/);
    assert.equal(await file.failure(), null);
  }
});

test("principal is deferred, the loan extended, its method and account changed, each seen before it holds", async () => {
  const phone = await here.phone();
  const loan = await life.borrow(phone, people.enterpriseApproved(), LOAN);
  await life.follow(phone, "变更还款安排", "变更还款安排");
  await see(phone, "servicing");

  await phone.tapButton("办延期还本");
  await phone.heading("延期还本").waitFor();
  await phone.choose("2期");
  await see(phone, "servicing-defer");
  await phone.tapButton("看看会怎么变");
  await phone.page.getByText("变更前后对比").first().waitFor();
  await see(phone, "servicing-preview");
  const before = await phone.ask(`/api/v1${loan}/standing`);
  await phone.tapButton("不办了");
  await phone.heading("变更还款安排").waitFor();
  const still = await phone.ask(`/api/v1${loan}/standing`);
  assert.deepEqual(still.body.upcoming, before.body.upcoming, "nothing has changed");

  await phone.tapButton("办延期还本");
  await phone.tapButton("看看会怎么变");
  phone.isNervous = true;
  await phone.tapButton("确认办理");
  phone.isNervous = false;
  await phone.heading("已办理").waitFor();
  await see(phone, "servicing-done");

  await phone.tapButton("再办别的");
  await phone.tapButton("办展期");
  await phone.choose("3个月");
  await phone.tapButton("看看会怎么变");
  await phone.page.getByText("总成本多").waitFor();
  await phone.tapButton("确认办理");
  await phone.heading("已办理").waitFor();

  await phone.tapButton("再办别的");
  await phone.tapButton("换方式");
  await phone.tapButton("看看会怎么变");
  await phone.page.getByText("请选择一种还款方式").waitFor();
  await phone.choose("等额本金");
  await phone.tapButton("看看会怎么变");
  await phone.tapButton("确认办理");
  await phone.heading("已办理").waitFor();

  await phone.tapButton("再办别的");
  await phone.tapButton("换账户");
  await phone.type("新的扣款账号", "6222021234567890128");
  await phone.tapButton("看看会怎么变");
  await phone.page.getByText("还款计划和成本都不变").waitFor();
  await phone.tapButton("确认办理");
  await phone.heading("已办理").waitFor();
  await phone.tapLink("回到借据");
  await phone.page.getByText("0128").waitFor();
  const after = await phone.ask(`/api/v1${loan}/standing`);
  assert.equal(after.body.upcoming.length, 15);
});

test("a year of a loan: overdue and why, paid by itself again, renewed, settled, certified", async () => {
  const phone = await here.phone();
  const loan = await life.borrow(phone, people.enterpriseApproved(), LOAN);
  await phone.tap(phone.page.getByRole("switch", { name: "到期自动扣款" }));
  await phone.page.locator('[role="switch"][aria-checked="false"]').first().waitFor();
  await life.walk(phone, "过一个月");
  await life.walk(phone, "过一天");
  await life.walk(phone, "过一个月");
  await phone.page.getByText("这笔借款已逾期").waitFor();
  await phone.page.getByText("征信").first().waitFor();
  await see(phone, "life-overdue");
  await phone.tapButton("填入今天要付的金额");
  await phone.tapButton("确认还款");
  await phone.page.getByText("还款成功").waitFor();
  await phone.tap(phone.page.getByRole("switch", { name: "到期自动扣款" }));
  await phone.page.locator('[role="switch"][aria-checked="true"]').first().waitFor();
  await life.walk(phone, "过一个月");
  await life.unfold(phone, "最近的自动扣款");
  await phone.page.getByText("已扣款").first().waitFor();
  await see(phone, "life-collecting");

  await phone.tapButton("全部还清");
  await phone.tapButton("确认还款");
  await phone.page.getByText("这笔借款已还清").waitFor();
  await phone.tapLink("查看结清证明");
  await phone.page.getByText("兹证明").waitFor();
  await see(phone, "keepsakes-settled");

  await phone.goto(`${loan}/interest`);
  await phone.page.getByText("逐日明细").first().waitFor();
  await see(phone, "interest-book-overdue");
});

test("several loans are repaid with one amount, months agreed to, and a limit frozen and opened again", async () => {
  const phone = await here.phone();
  const loan = await life.borrow(phone, people.enterpriseApproved(), LOAN);
  await phone.tapLink("回到我的额度");
  await phone.button("立即用款").waitFor();
  await phone.retype(phone.page.locator("#amount"), "20000");
  await phone.tapButton("立即用款");
  await phone.page.getByText("已到账").first().waitFor();
  const { body } = await phone.ask(`/api/v1${loan}`);
  const facility = `/facilities/${body.facility_id}`;
  await phone.goto(facility);
  await phone.page.getByText("今天利息").first().waitFor();
  await see(phone, "life-facility");

  await life.follow(phone, "几笔一起还", "几笔一起还");
  await phone.page.locator("#repay").fill("25000");
  await phone.page.getByText("分到每一笔").waitFor();
  await see(phone, "repay-several");
  await phone.tapButton("确认还款");
  await phone.page.getByText("还款成功").waitFor();
  const after = await phone.ask(`/api/v1${facility}`);
  const owed = after.body.loans.reduce((sum, each) => sum + Number(each.principal), 0);
  assert.equal(owed, 25000);

  await life.walk(phone, "过一个月");
  await phone.goto(`${facility}/statements`);
  await phone.tap(phone.button("查看").first());
  await phone.page.getByText("月度对账单").waitFor();
  await see(phone, "statement");
  await phone.tapButton("有不符的地方");
  await phone.tapButton("提交");
  await phone.page.getByText("请说明哪里不符").waitFor();
  await phone.tapButton("取消");
  await phone.tapButton("核对一致");
  await phone.page.getByText("您已确认核对一致").waitFor();

  await phone.goto(facility);
  await phone.tapButton("冻结额度");
  await phone.page.getByText("额度已冻结").waitFor();
  await see(phone, "life-frozen");
  await phone.tapButton("解除冻结");
  await phone.button("立即用款").waitFor();
});

test("a higher limit is answered at once, with the gap and what would close it", async () => {
  const phone = await here.phone();
  const loan = await life.borrow(phone, people.enterpriseApproved(), LOAN);
  const { body } = await phone.ask(`/api/v1${loan}`);
  await phone.goto(`/facilities/${body.facility_id}/limit`);
  await phone.heading("提高额度").waitFor();
  await phone.tapButton("申请提额");
  await phone.page.getByText("请填写金额").waitFor();
  await phone.page.locator("#wanted").fill("300万");
  await phone.tapButton("申请提额");
  await phone.page.getByText("请那时再办理").first().waitFor();
  await life.walk(phone, "过一个月");
  await life.walk(phone, "过一天");
  await phone.page.locator("#wanted").fill("300万");
  await phone.tapButton("申请提额");
  await phone.page.getByText("还差").waitFor();
  await see(phone, "higher-limit");
  const connect = phone.button("同意授权并连接").first();
  if (await connect.isVisible()) {
    await phone.tap(connect);
    await phone.page.getByText("还差").waitFor();
  }
});

test("a payment the rail does not answer is recorded, told in whatever language is spoken, and made once", async () => {
  const phone = await here.phone();
  const loan = await life.borrow(phone, people.enterpriseApproved(), LOAN);
  await here.shop.script({ service: "payment", identity: "*", behaviour: { status: 503 }, times: 3 });
  await phone.page.locator("#repay").fill("1000");
  await phone.tapButton("确认还款");
  await phone.page.getByText("这笔还款已经记下").waitFor();
  await see(phone, "life-unanswered");
  await phone.tap(phone.button("Switch to English"));
  await phone.page.getByText("This repayment is recorded").waitFor();
  await see(phone, "life-unanswered-english");
  await phone.tapButton("Repay now");
  await phone.page.getByText("Repaid ¥1,000.00").waitFor();
  const { body } = await phone.ask(`/api/v1${loan}`);
  assert.equal(body.movements.length, 2, "sent again it is the same payment");
});

test("a complaint is promised an answer and can be taken back; nothing typed is lost without a network", async () => {
  const phone = await here.phone();
  const loan = await life.borrow(phone, people.enterpriseApproved(), LOAN);
  await life.follow(phone, "投诉与人工复核", "投诉与人工复核");
  await phone.tapButton("提交");
  await phone.page.locator(".field__error").filter({ hasText: "请说明情况" }).waitFor();
  await phone.type("说明情况", "利息好像多算了一天");
  await phone.context.setOffline(true);
  await phone.tapButton("提交");
  await phone.page.getByText("没有收到服务器的回复").waitFor();
  assert.equal(await phone.field("说明情况").inputValue(), "利息好像多算了一天");
  await phone.context.setOffline(false);
  await phone.tapButton("提交");
  await phone.page.getByText("已收到").waitFor();
  await phone.page.getByText("前答复").first().waitFor();
  await see(phone, "requests");
  await phone.tapButton("撤回");
  await phone.page.getByText("已撤回").waitFor();
  await phone.goto(`${loan}/papers`);
  await phone.link("加入手机日历").waitFor();
  await see(phone, "keepsakes");
});

test("a loan near its end is renewed without repaying principal", async () => {
  const phone = await here.phone();
  const loan = await life.borrow(
    phone, people.enterpriseApproved(), { amount: "30000", method: "先息后本", term: "3个月" });
  for (const step of ["过一个月", "过一个月", "过一天", "过一天", "过一天"]) await life.walk(phone, step);
  await phone.page.getByText("无还本续贷或展期").waitFor();
  await life.follow(phone, "变更还款安排", "变更还款安排");
  await phone.tapButton("办续贷");
  await phone.choose("6个月");
  await phone.tapButton("看看会怎么变");
  await phone.page.getByText("确认后当天从账户扣").waitFor();
  await see(phone, "servicing-renew");
  await phone.tapButton("确认办理");
  await phone.heading("已办理").waitFor();
  await phone.tapLink("查看新借据");
  await phone.isAt(/\/loans\/[^/]+$/);
  assert.notEqual(new URL(phone.page.url()).pathname, loan);
  const old = await phone.ask(`/api/v1${loan}`);
  assert.ok(old.body.status.settled, "the old loan is settled");
  const { body } = await phone.ask(`/api/v1${new URL(phone.page.url()).pathname}`);
  assert.equal(body.principal, "30000.00");
});

test("who always paid on time takes the lower rate, in English and on a wide screen as well", async () => {
  const phone = await here.phone(
    { viewport: { width: 1280, height: 900 }, isMobile: false, deviceScaleFactor: 1 });
  const loan = await life.borrow(phone, people.enterpriseApproved(), LOAN);
  for (let month = 0; month < 7; month += 1) await life.walk(phone, "过一个月");
  await phone.tap(phone.button("Switch to English"));
  await phone.page.getByText("Next to be paid").waitFor();
  await see(phone, "life-english-wide");
  await life.follow(phone, "Change how you repay", "Change how you repay");
  await see(phone, "servicing-english-wide");
  await phone.tapButton("Take the discount");
  await phone.page.getByText("less in all").waitFor();
  await see(phone, "servicing-preview-english-wide");
  await phone.tapButton("Confirm");
  await phone.heading("It is done").waitFor();
  const { body } = await phone.ask(`/api/v1${loan}`);
  assert.equal(body.annual_rate, "0.0315");
});

test("money from outside is counted or held, what is too much goes back, and the loan says so", async () => {
  const phone = await here.phone();
  const loan = await life.borrow(phone, people.enterpriseApproved(), LOAN);
  const { body } = await phone.ask(`/api/v1${loan}`);
  const notice = { amount: "1000.00", on: body.today, payer_account: "6217001540012345672", loan: body.loan_id };
  const tell = (reference, changed) => here.shop.tellPayment(reference, { ...notice, ...changed });
  await tell(`counted-${body.loan_id}`, {});
  await tell(`counted-${body.loan_id}`, { amount: "2000.00" });
  await phone.goto(loan);
  await phone.page.getByText("别处转来的款").waitFor();
  await phone.page.getByText("已入账").first().waitFor();
  await see(phone, "life-incoming");
  await tell(`settling-${body.loan_id}`, { amount: "50000.00" });
  await phone.page.reload();
  await phone.page.getByText("这笔借款已还清").waitFor();
  const listed = await phone.ask(`/api/v1${loan}/incoming-payments`);
  assert.ok(listed.body.payments.length >= 2);
});

test("money that cannot be counted is held, what comes after the end goes back, and the borrower sees both", async () => {
  const phone = await here.phone();
  const loan = await life.borrow(phone, people.enterpriseApproved(), LOAN);
  const { body } = await phone.ask(`/api/v1${loan}`);
  const notice = {
    amount: "1000.00", on: "2020-01-01", payer_account: "6217001540012345672", loan: body.loan_id,
  };
  const held = await here.shop.tellPayment(`held-${body.loan_id}`, notice);
  assert.ok(held.held, JSON.stringify(held));
  await phone.goto(loan);
  await phone.page.getByText("到账日早于放款日，暂存核对").waitFor();
  await see(phone, "life-held");
  await phone.tapButton("全部还清");
  await phone.tapButton("确认还款");
  await phone.page.getByText("这笔借款已还清").waitFor();
  const late = { ...notice, on: body.today };
  const returned = await here.shop.tellPayment(`late-${body.loan_id}`, late);
  assert.ok(returned.returned, JSON.stringify(returned));
  await phone.page.reload();
  await phone.page.getByText("借款已还清，款项原路退回").waitFor();
  await see(phone, "life-returned");
});
