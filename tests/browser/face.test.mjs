// Seeing, above a limit, that whoever signs is the applicant: by a photo, or by a person of the bank.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as desk from "./support/desk.mjs";
import * as journey from "./support/journey.mjs";
import { look } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const here = scene({ faceCheckFrom: "1.00" });
afterEach(() => here.end());

// Somebody who has read the cost sheet and has to be seen.
async function toBeSeen() {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  await journey.readCost(phone);
  await journey.arriveAt(phone, "face-consent", /\/face_check$/);
  return [phone, person];
}

test("a photo is compared under a consent of its own, an unclear one is tried again, and then one signs", async () => {
  const [phone, person] = await toBeSeen();
  await phone.heading("人脸信息处理单独同意书").waitFor();
  await phone.button("不刷脸，由工作人员核实").waitFor();
  assert.deepEqual(await look(phone, "face-consent"), []);
  await phone.tapButton("同意并授权");
  await journey.arriveAt(phone, "face", /\/face$/);
  await phone.page.getByText("演示：由模拟器比对，不是真实的人脸核验。").waitFor();
  assert.deepEqual(await look(phone, "face"), []);
  const camera = phone.page.locator("#photo");
  assert.equal(await camera.getAttribute("capture"), "user");
  await camera.setInputFiles(journey.photo(20));
  await phone.page.getByText("照片太小，看不清，请重新拍摄。").waitFor();

  const { residentId: identity } = person;
  await here.shop.script({ service: "face", identity, behaviour: { face: "unclear" } });
  await camera.setInputFiles(journey.photo());
  await phone.page.getByText(/还可以试2次/).waitFor();
  assert.deepEqual(await look(phone, "face-unclear"), []);
  await phone.page.locator("#photo").setInputFiles(journey.photo());
  await journey.sign(phone);
  await journey.nameAccount(phone, person);
  await journey.draw(phone);
  await journey.receiveMoney(phone);
});

test("whoever does without a photo is seen by a person of the bank, and signs then", async () => {
  const [phone, person] = await toBeSeen();
  await phone.tapButton("不刷脸，由工作人员核实");
  await journey.arriveAt(phone, "face-waits", /\/face$/);
  await phone.page.getByText("等待银行工作人员核实").waitFor();
  assert.deepEqual(await look(phone, "face-at-the-desk"), []);

  const officer = await here.phone();
  await desk.arrive(officer);
  await desk.openCase(officer, person.businessName);
  await officer.page.getByText("请当面或视频核对身份证原件与本人").waitFor();
  assert.deepEqual(await look(officer, "desk-signer"), []);
  await officer.page.locator("#note").fill("视频核对身份证原件，人证一致");
  await officer.tapButton("答复客户");
  await officer.page.getByText("请选择核实结果").waitFor();
  await officer.choose("是本人，可以签署");
  await officer.tapButton("答复客户");
  await officer.page.getByText("已办结").waitFor();

  await phone.page.reload();
  await journey.sign(phone);
  await phone.isAt(/\/facilities\/[^/]+$/);
});

test("a photo of somebody else settles nothing: it says so, who looks, and by when", async () => {
  const [phone, person] = await toBeSeen();
  await phone.tapButton("同意并授权");
  await journey.arriveAt(phone, "face", /\/face$/);
  const { residentId: identity } = person;
  await here.shop.script({ service: "face", identity, behaviour: { face: "different" } });
  await phone.page.locator("#photo").setInputFiles(journey.photo());
  await phone.page.getByText("照片与身份证件不一致").waitFor();
  await phone.page.getByText(/承诺在.*前核实/).waitFor();
  assert.deepEqual(await look(phone, "face-different"), []);
});

test("a party that is away says so, loses nothing, and the photo can be taken again", async () => {
  const [phone, person] = await toBeSeen();
  await phone.tapButton("同意并授权");
  await journey.arriveAt(phone, "face", /\/face$/);
  const { residentId: identity } = person;
  await here.shop.script({ service: "face", identity, behaviour: { status: 503 }, times: 3 });
  await phone.page.locator("#photo").setInputFiles(journey.photo());
  await phone.page.getByText("人脸核验机构暂时没有回应，这次不计次数").waitFor();
  assert.deepEqual(await look(phone, "face-away"), []);
  await phone.page.locator("#photo").setInputFiles(journey.photo());
  await journey.readContract(phone);
});

test("an officer sees the devices they are signed in on", async () => {
  const officer = await here.phone();
  await desk.arrive(officer);
  await officer.tap(officer.page.getByText("登录与设备"));
  await officer.page.getByText("本机").first().waitFor();
  assert.deepEqual(await look(officer, "desk-devices"), []);
});
