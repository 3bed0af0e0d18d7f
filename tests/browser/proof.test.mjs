// What a borrower keeps: the agreement read clause by clause, signed and taken away, the evidence checked on the
// phone, and any evidence file by anybody, without a network.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { promisify } from "node:util";
import * as journey from "./support/journey.mjs";
import { look } from "./support/look.mjs";
import { people } from "./support/person.mjs";
import { scene } from "./support/scene.mjs";

const here = scene();
afterEach(() => here.end());

// The files of a test, gone afterwards.
async function withFolder(use) {
  const folder = await mkdtemp(join(tmpdir(), "puhui-proof-"));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// Somebody whose agreement can be read.
async function reading() {
  const [phone, person] = [await here.phone(), people.enterpriseApproved()];
  await journey.openQuote(phone);
  await journey.applyAs(phone, person);
  await journey.readCost(phone);
  await journey.arriveAt(phone, "contract", /\/contract$/);
  return [phone, person];
}

async function applicationOf(phone) {
  const { body } = await phone.ask("/api/v1/overview");
  return body.applications[0].application_id;
}

// What a link that downloads brings, as a file of ours.
async function taken(phone, name, path) {
  const [download] = await Promise.all([
    phone.page.waitForEvent("download"),
    phone.tapLink(name),
  ]);
  await download.saveAs(path);
}

test("nothing is signed before every key clause is acknowledged, each with a record of its own", async () => {
  const [phone] = await reading();
  await phone.tapButton("先确认重点条款");
  const focused = () => phone.page.evaluate(() => document.activeElement.id);
  assert.equal(await focused(), "acknowledge-cost", "the button leads to what is missing");
  assert.deepEqual(await look(phone, "contract"), []);
  await journey.sign(phone);
  await phone.isAt(/\/facilities\/[^/]+$/);
  const evidence = await phone.ask(`/api/v1/applications/${await applicationOf(phone)}/evidence`);
  const said = evidence.body.events.map(({ body }) => body.clause_acknowledged?.clause).filter(Boolean);
  assert.equal(new Set(said).size, said.length);
  assert.ok(said.length >= 6, `${said.length} clauses`);
});

test("the signed agreement is taken away as a PDF that others find valid, and the evidence as one file", async () => {
  const [phone] = await reading();
  await journey.sign(phone);
  await phone.isAt(/\/facilities\/[^/]+$/);
  await phone.goto(`/applications/${await applicationOf(phone)}/evidence`);
  await phone.page.getByText("核验通过：链条、签名与日志证明都对得上").waitFor();
  await phone.page.getByText("可信时间戳").first().waitFor();
  await phone.page.getByText("存证日志").first().waitFor();
  assert.deepEqual(await look(phone, "evidence-signed"), []);
  await withFolder(async (folder) => {
    const [pdf, file] = [join(folder, "agreement.pdf"), join(folder, "evidence.json")];
    await taken(phone, "下载已签合同（PDF）", pdf);
    const { stdout } = await promisify(execFile)("pdfsig", ["-nocert", pdf]);
    assert.match(stdout, /Signature is Valid/);
    assert.match(stdout, /Total document signed/);
    await taken(phone, "下载存证文件", file);
    await phone.tapLink("核验一份存证文件");
    await phone.isAt(/\/verify$/);
    await phone.page.locator("#evidence-file").setInputFiles(file);
    await phone.page.getByText("核验通过：链条、签名与日志证明都对得上").waitFor();
    assert.deepEqual(await look(phone, "verify-holds"), []);

    const bundle = JSON.parse(await readFile(file, "utf8"));
    bundle.events[2].at += 1;
    await writeFile(file, JSON.stringify(bundle));
    await phone.page.locator("#evidence-file").setInputFiles(file);
    await phone.page.getByText("event 3 altered").waitFor();
    assert.deepEqual(await look(phone, "verify-broken"), []);
  });
});

test("anybody can check a file without signing in and without a network", async () => {
  const phone = await here.phone();
  await phone.goto("/verify");
  await phone.page.locator("#evidence-file").waitFor({ state: "attached" });
  await phone.page.evaluate(() => navigator.serviceWorker.ready);
  await phone.page.waitForFunction(async () => (await caches.keys()).length > 0);
  await phone.page.reload();
  await phone.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await phone.context.setOffline(true);
  await phone.page.reload();
  await phone.heading("核验存证文件").waitFor();
  assert.deepEqual(await look(phone, "verify"), []);
  const kept = new URL("../evidence/kept/later.json", import.meta.url);
  const buffer = await readFile(kept);
  const file = (buffer) => ({ name: "kept.json", mimeType: "application/json", buffer });
  const input = phone.page.locator("#evidence-file");
  await input.setInputFiles(file(buffer));
  await phone.page.getByText("核验通过：链条、签名与日志证明都对得上").waitFor();
  await input.setInputFiles(file(buffer.subarray(0, buffer.length - 9)));
  await phone.page.getByText("file malformed").waitFor();
  await phone.page.getByText("核验不能证明什么").waitFor();
});

test("whoever signs in from the evidence page is led back to it", async () => {
  const phone = await here.phone();
  const evidence = "/applications/01931e5c-0000-7000-8000-000000000000/evidence";
  await phone.goto(evidence);
  await phone.tapButton("登录");
  await journey.signIn(phone, people.enterpriseApproved());
  await phone.isAt(new RegExp(`^${evidence}$`));
  // It is nobody's; whoever comes here is told so, and not led away.
  await phone.page.getByText("没有找到您要的内容。").waitFor();
});

test("a time-stamp that has to wait is said to be under way, and the signature stands", async () => {
  const [phone] = await reading();
  await here.shop.script({ service: "timestamp", identity: "*", behaviour: { status: 503 }, times: null });
  await journey.sign(phone);
  await phone.isAt(/\/facilities\/[^/]+$/);
  await phone.goto(`/applications/${await applicationOf(phone)}/evidence`);
  await phone.page.getByText("核验通过：链条、签名与日志证明都对得上").waitFor();
  await phone.page.getByText(/^时间戳办理中/).waitFor();
  assert.deepEqual(await look(phone, "evidence-unstamped"), []);
  await here.shop.clearScripts();
});
