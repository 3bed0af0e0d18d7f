// The main job by hand: every tap a person makes from the quote to a repaid loan.

// Waits for a screen by its address and its heading, and lets whoever watches look at it.
export async function arriveAt(phone, name, address) {
  await phone.isAt(address);
  await phone.page.locator("main h1, .hero__title").first().waitFor();
  await phone.onScreen?.(name);
}

export async function openQuote(phone) {
  await phone.goto("/");
  await phone.page.locator(".answer__figure").first().waitFor();
  await phone.onScreen?.("quote");
}

// Leaves the quote for an application; somebody unknown is asked to sign in first.
export async function apply(phone) {
  await phone.tapButton("立即申请");
}

// Makes the application that is started next one for another product of the same kind of borrower: the
// quote screen offers only those it can quote.
export async function choosing(phone, product) {
  await phone.page.route("**/api/v1/applications", async (route) => {
    const asked = route.request();
    if (asked.method() !== "POST") return route.continue();
    const body = { ...asked.postDataJSON(), product_id: product };
    return route.continue({ postData: JSON.stringify(body) });
  });
}

export async function signIn(phone, person) {
  await arriveAt(phone, "sign-in", /\/sign-in$/);
  await phone.type("手机号", person.mobile);
  await phone.tapButton("获取验证码");
  const code = await phone.page.locator(".simulator__code").innerText();
  await phone.onScreen?.("sign-in-code");
  // The sixth digit signs in by itself.
  await phone.type("短信验证码", code);
}

export async function typeIdentity(phone, person) {
  await arriveAt(phone, "identity", /\/identity$/);
  if (person.uscc) {
    await phone.page.locator("#business_name").fill(person.businessName);
    await phone.page.locator("#uscc").fill(person.uscc);
  }
  await phone.page.locator("#person_name").fill(person.personName);
  await phone.page.locator("#resident_id").fill(person.residentId);
}

export async function giveIdentity(phone, person) {
  await typeIdentity(phone, person);
  await phone.tapButton("保存并继续");
}

// Gives every authorisation, each on its own screen, until there is nothing left but to submit.
export async function giveConsents(phone) {
  const give = phone.button("同意并授权");
  const submit = phone.button("提交申请");
  for (let given = 0; given < 6; given += 1) {
    await give.or(submit).waitFor();
    if (await submit.isVisible()) return;
    const address = phone.page.url();
    await phone.onScreen?.(`consent-${address.split("/").at(-1)}`);
    await phone.tap(give);
    await phone.page.waitForFunction((address) => location.href !== address, address);
  }
}

export async function submit(phone) {
  await arriveAt(phone, "review", /\/review$/);
  await phone.tapButton("提交申请");
}

// From the sign-in to the decision.
export async function applyAs(phone, person) {
  await apply(phone);
  await signIn(phone, person);
  await giveIdentity(phone, person);
  await giveConsents(phone);
  await submit(phone);
  await arriveAt(phone, "decision", /\/decision$/);
}

export async function readCost(phone) {
  await phone.tapButton("看清成本，继续");
  await arriveAt(phone, "cost", /\/cost$/);
  await phone.tap(phone.page.locator("label.check"));
  await phone.tapButton("我已看清，继续");
}

// Has a photo compared, under a consent of its own, where the limit asks for it before signing.
export async function beSeen(phone) {
  await phone.isAt(/\/(contract|face_check)$/);
  if (!phone.page.url().endsWith("/face_check")) return;
  await phone.tapButton("同意并授权");
  await arriveAt(phone, "face", /\/face$/);
  await phone.page.locator("#photo").setInputFiles(photo());
}

// A photo, as far as anybody can tell from how it begins.
export function photo(length = 4096) {
  const buffer = Buffer.alloc(length, 7);
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]).copy(buffer);
  return { name: "face.jpg", mimeType: "image/jpeg", buffer };
}

// Reads the agreement and acknowledges its key clauses, topic by topic, so that it can be signed.
export async function readContract(phone) {
  await beSeen(phone);
  await arriveAt(phone, "contract", /\/contract$/);
  const confirm = phone.button(/我已逐条看懂并确认$/);
  const confirmed = phone.page.getByText(/^已逐条确认以上/);
  for (let topic = 0; topic < 2; topic += 1) {
    await phone.tap(confirm.first());
    await confirmed.nth(topic).waitFor();
  }
}

export async function sign(phone) {
  await readContract(phone);
  await phone.tapButton("签署合同");
}

export async function nameAccount(phone, person) {
  await phone.isAt(/\/facilities\/[^/]+$/);
  await phone.field("账号").waitFor();
  await phone.onScreen?.("account");
  await phone.type("账号", person.account);
  await phone.tapButton("确认账户");
}

export async function draw(phone) {
  await phone.button("立即用款").waitFor();
  await phone.onScreen?.("facility");
  await phone.tapButton("立即用款");
}

export async function receiveMoney(phone) {
  await phone.page.getByText("已到账").first().waitFor();
  await phone.onScreen?.("arrival");
}

// From an approval to the money in the account.
export async function comeToMoney(phone, person) {
  await readCost(phone);
  await sign(phone);
  await nameAccount(phone, person);
  await draw(phone);
  await receiveMoney(phone);
}

export async function repayEverything(phone) {
  await phone.tapButton("查看借据");
  await phone.button("确认还款").waitFor();
  await phone.onScreen?.("loan");
  await phone.tapButton("全部还清");
  await phone.tapButton("确认还款");
  await phone.page.getByText("这笔借款已还清").waitFor();
  await phone.onScreen?.("loan-settled");
}
