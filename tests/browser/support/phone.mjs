// A phone in somebody's hand: Debian's Chromium at 390 × 844, taps counted, faults noted.

import { chromium } from "playwright-core";

export const PORTRAIT = { width: 390, height: 844 };

export const ARGUMENTS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
  "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync",
];

export const executablePath = process.env.PUHUI_CHROMIUM ?? "/usr/bin/chromium";

// A browser; every phone in a test file shares one.
export function openBrowser(extra = []) {
  return chromium.launch({ executablePath, args: [...ARGUMENTS, ...extra] });
}

// Adds up unexpected movements of the page, as the browser reports them.
function watchShifts() {
  window.layoutShift = 0;
  window.layoutShifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      window.layoutShift += entry.value;
      const moved = entry.sources.map(({ node }) => node?.className || node?.nodeName).join(" ");
      window.layoutShifts.push(`${entry.value.toFixed(4)} ${moved}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

export class Phone {
  // How often the person tapped; typing and sliding are not taps.
  taps = 0;
  // What went wrong in the page: uncaught errors, refused scripts and styles.
  faults = [];
  // Taps twice as fast as anybody can, on every button.
  isNervous = false;

  static async pickUp(browser, shop, options = {}) {
    const phone = new Phone();
    phone.shop = shop;
    phone.viewport = options.viewport ?? PORTRAIT;
    phone.context = await browser.newContext({
      viewport: PORTRAIT,
      deviceScaleFactor: 2,
      hasTouch: true,
      isMobile: true,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      baseURL: shop.url,
      ...options,
    });
    phone.context.setDefaultTimeout(15_000);
    await phone.context.addInitScript(watchShifts);
    phone.page = await phone.context.newPage();
    phone.page.on("pageerror", (error) => phone.faults.push(String(error)));
    phone.page.on("console", (message) => {
      const isRefusal = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isRefusal) phone.faults.push(message.text());
    });
    return phone;
  }

  async goto(path) {
    await this.page.goto(path);
  }

  // Waits until the address is this one, by whatever way the page gets there.
  async isAt(pattern) {
    await this.page.waitForFunction(
      (pattern) => new RegExp(pattern).test(location.pathname), pattern.source);
  }

  // Taps what people see under that name: a button, a link, a choice.
  async tap(target) {
    this.taps += 1;
    if (this.isNervous && (await target.evaluate((element) => element.closest("button, a") !== null))) {
      await target.waitFor();
      await target.evaluate((element) => {
        element.click();
        element.click();
      }).catch((error) => {
        // The first tap may already have led to another page.
        if (!/context was destroyed/.test(String(error))) throw error;
      });
    } else {
      await target.tap();
    }
  }

  button(name) {
    return this.page.getByRole("button", { name });
  }

  link(name) {
    return this.page.getByRole("link", { name });
  }

  field(label) {
    return this.page.getByLabel(label);
  }

  // The page's own heading.
  heading(name) {
    return this.page.getByRole("heading", { name, level: 1 });
  }

  async tapButton(name) {
    await this.tap(this.button(name));
  }

  async tapLink(name) {
    await this.tap(this.link(name));
  }

  async choose(name) {
    await this.tap(this.page.locator("label").filter({ hasText: name }));
  }

  async type(label, text) {
    await this.field(label).fill(text);
  }

  // Types key by key into what is there already, as a person does: what moves on the page while
  // somebody types is no unexpected movement, but only keys tell the browser that somebody does.
  async retype(field, text) {
    await field.press("ControlOrMeta+a");
    await field.press("Backspace");
    await field.pressSequentially(text);
  }

  // Asks the shop as this person, over the phone's own session.
  ask(path) {
    return this.page.evaluate(async (path) => {
      const response = await fetch(path);
      return { status: response.status, body: await response.json() };
    }, path);
  }

  async putAway() {
    await this.context.close();
  }
}
