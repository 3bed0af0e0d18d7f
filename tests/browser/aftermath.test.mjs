// What goes another way after the money: a limit that has expired, a higher limit on what a source says now, a
// higher limit on a paper somebody has to check, how things stood on another day.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as desk from "./support/desk.mjs";
import * as journey from "./support/journey.mjs";
import * as life from "./support/life.mjs";
import { look, settled } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const CONNECT = "同意授权并连接";
const LOAN = { amount: "30000", method: "等额本息", term: "12个月" };

const here = scene();
afterEach(async () => {
  await here.shop.clearScripts();
  await here.end();
});

async function see(phone, name) {
  assert.deepEqual(await look(phone, name), []);
}

async function facilityOf(phone, loan) {
  const { body } = await phone.ask(`/api/v1${loan}`);
  return `/facilities/${body.facility_id}`;
}

test("a limit that has expired draws nothing, says why and what to do; its loan runs on", async () => {
  const phone = await here.phone();
  const loan = await life.borrow(phone, people.enterpriseApproved(), LOAN);
  const facility = await facilityOf(phone, loan);
  await phone.goto(facility);
  await phone.button("立即用款").waitFor();
  await phone.retype(phone.page.locator("#amount"), "20000");
  // The screen stays open while the year goes by.
  const before = await phone.ask(`/api/v1${facility}`);
  await life.skipBeyond(phone, before.body.expires_on);
  await phone.tapButton("立即用款");
  await phone.page.getByText("额度有效期到").waitFor();
  await phone.link("重新申请").waitFor();
  await see(phone, "aftermath-expired-refused");
  await phone.goto(facility);
  await phone.page.getByText("额度已到期，不能再用款").waitFor();
  assert.equal(await phone.button("立即用款").count(), 0);
  assert.equal(await phone.page.getByText("提高额度").count(), 0, "there is no higher limit to be had");
  await see(phone, "aftermath-expired");
  const after = await phone.ask(`/api/v1${facility}`);
  assert.equal(after.body.loans.length, 1, "nothing was drawn");
  await phone.tapLink("重新申请");
  await phone.button("立即申请").waitFor();
});

// A month after the money of a product whose limit follows from the year's sales.
async function monthLater(phone) {
  await journey.choosing(phone, "micro-quick");
  const loan = await life.borrow(phone, people.enterpriseApproved(), LOAN);
  const facility = await facilityOf(phone, loan);
  await life.walk(phone, "过一个月");
  await life.walk(phone, "过一天");
  await phone.goto(`${facility}/limit`);
  await phone.heading("提高额度").waitFor();
  return facility;
}

// Asks for so much, and connects whatever can tell more.
async function wish(phone, wanted) {
  await phone.page.locator("#wanted").fill(wanted);
  await phone.tapButton("申请提额");
  await phone.page.getByText("还差").waitFor();
  const connect = phone.button(CONNECT);
  while ((await connect.count()) > 0) {
    await phone.tap(connect.first());
    // One answer after the other: each decides on what the one before told.
    await settled(phone);
  }
}

test("a higher limit is granted on what a source says now, accepted, and holds at once", async () => {
  const phone = await here.phone();
  const facility = await monthLater(phone);
  const before = await phone.ask(`/api/v1${facility}`);
  await here.shop.script({
    service: "tax", identity: "*", behaviour: { facts: { annual_sales: "50000000.00" } }, times: null,
  });
  const wanted = Number(before.body.limit) + 10000;
  await wish(phone, String(wanted));
  await phone.page.getByText("可以提高").first().waitFor();
  await see(phone, "aftermath-granted");
  phone.isNervous = true;
  await phone.tapButton("接受新额度");
  phone.isNervous = false;
  await phone.page.getByText("额度已提高").waitFor();
  await see(phone, "aftermath-accepted");
  const after = await phone.ask(`/api/v1${facility}`);
  assert.equal(Number(after.body.limit), wanted);

  await phone.goto(facility);
  await life.unfold(phone, "当天日终的额度、审批依据与产品目录");
  await phone.page.getByText("当天有效的审批结果").waitFor();
  await phone.page.getByText("当天有效的产品目录").waitFor();
  await see(phone, "aftermath-past");
});

test("a photograph of a paper is handed in, checked at the desk, and the limit decided on it", async () => {
  const phone = await here.phone();
  const facility = await monthLater(phone);
  await wish(phone, "300万");
  const field = phone.page.locator("#annual_sales");
  const file = (name, mimeType, bytes) => ({ name, mimeType, buffer: Buffer.from(bytes) });
  await field.setInputFiles(file("nothing.jpg", "image/jpeg", []));
  await phone.page.getByText("文件是空的").waitFor();
  await field.setInputFiles(file("book.xlsx", "application/zip", [0x50, 0x4b, 3, 4, 0, 0]));
  await phone.page.getByText("请上传照片").waitFor();
  await see(phone, "aftermath-paper-refused");
  await field.setInputFiles(file("return.jpg", "image/jpeg", [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
  await phone.page.getByText("核对中").waitFor();
  await see(phone, "aftermath-paper-waits");

  const officer = await here.phone();
  await desk.arrive(officer);
  await officer.tap(officer.page.locator("a.list__item").filter({ hasText: "核对提额材料" }));
  await officer.link("查看材料").waitFor();
  await see(officer, "aftermath-paper-desk");
  await officer.page.locator("#correction").fill("5000万");
  await officer.page.locator("#note").fill("已核对年度纳税申报表原件");
  await officer.tapButton("答复客户");
  await officer.page.getByText("材料属实，已按此重新审批").first().waitFor();

  await phone.goto(`${facility}/limit`);
  await phone.page.getByText("可以提高").first().waitFor();
  await phone.page.getByText("按人工核对的材料").waitFor();
  await see(phone, "aftermath-paper-granted");
});
