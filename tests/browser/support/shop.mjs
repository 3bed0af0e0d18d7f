// A shop of our own: the server binary as it is shipped, on a free port, with an empty data folder.

import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

// The binary that is tested.
export const BINARY = process.env.PUHUI_BINARY
  ?? fileURLToPath(new URL("../../../target/release/puhui", import.meta.url));

const SETTINGS = await readFile(
  fileURLToPath(new URL("../../../server/src/institution.toml", import.meta.url)), "utf8");

// What the payment rail signs its notices with, here.
const NOTICE_KEY = "a key of these tests";

export class Shop {
  #child;
  #folder;
  #printed = [];

  // Opens for business; `readingSeconds` is how long the cost sheet must be read, `log` how much the
  // server writes to its log, `faceCheckFrom` the limit from which signers have to be seen.
  static async open({ readingSeconds = 1, log = "warn", faceCheckFrom = "5000000.00" } = {}) {
    const shop = new Shop();
    shop.log = log;
    shop.#folder = await mkdtemp(join(tmpdir(), "puhui-shop-"));
    const settings = SETTINGS
      .replace("reading_seconds = 10", `reading_seconds = ${readingSeconds}`)
      .replace('face_check_from = "5000000.00"', `face_check_from = "${faceCheckFrom}"`)
      .replace('payment_notice_key = ""', `payment_notice_key = "${NOTICE_KEY}"`);
    await writeFile(join(shop.#folder, "institution.toml"), settings);
    await shop.start();
    return shop;
  }

  // Starts the server on the shop's data folder and waits until it answers.
  async start() {
    const port = this.url ? new URL(this.url).port : "0";
    this.#child = spawn(
      BINARY,
      ["serve", "--data", this.#folder, "--listen", `127.0.0.1:${port}`],
      {
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, DATABASE_URL: "", RUST_LOG: this.log },
      },
    );
    const printed = this.#printed;
    this.#child.stderr.on("data", (text) => printed.push(String(text)));
    const lines = createInterface({ input: this.#child.stdout });
    const found = [];
    const addresses = new Promise((resolve, reject) => {
      lines.on("line", (line) => {
        printed.push(line);
        found.push(...(line.match(/http:\/\/[0-9a-z.:[\]]+/g) ?? []));
        if (found.length >= 2) resolve(found);
      });
      this.#child.on("exit", (code) => reject(new Error(`the server stopped (${code})\n${printed.join("\n")}`)));
      this.#child.on("error", reject);
    });
    [this.url, this.outside] = await addresses;
    const health = await fetch(`${this.url}/api/v1/health`);
    if (!health.ok) throw new Error(`the server is not well: ${health.status}`);
  }

  // Edits a catalogue file, which the next start reads; returns how to undo it.
  async edit(file, from, to) {
    const path = join(this.#folder, "catalogue", file);
    const text = await readFile(path, "utf8");
    if (!text.includes(from)) throw new Error(`${file} does not say ${from}`);
    await writeFile(path, text.replace(from, to));
    return () => writeFile(path, text);
  }

  // Makes an outside party behave: see the simulator's scripts in the server.
  async script(script) {
    await this.#toSimulator("POST", JSON.stringify(script));
  }

  // The payment rail tells of money that came in by itself.
  async tellPayment(reference, notice) {
    const body = JSON.stringify(notice);
    const signature = createHmac("sha256", NOTICE_KEY).update(`${reference}\n${body}`).digest("hex");
    const headers = { "content-type": "application/json", "payment-signature": signature };
    const address = `${this.url}/api/v1/payment-notices/${reference}`;
    const answer = await fetch(address, { method: "PUT", headers, body });
    if (!answer.ok) throw new Error(`the notice is refused: ${answer.status} ${await answer.text()}`);
    return (await answer.json()).disposition;
  }

  async clearScripts() {
    await this.#toSimulator("DELETE");
  }

  async #toSimulator(method, body) {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${this.outside}/simulator/scripts`, { method, headers, body });
    if (!answer.ok) throw new Error(`the simulator refuses: ${answer.status} ${await answer.text()}`);
  }

  // Everything the server has said: its log, and what it tells whoever started it.
  get said() {
    return this.#printed.join("\n");
  }

  // Everything in the data folder, byte for byte, as one text.
  async files() {
    const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const contents = files.map((entry) => readFile(join(entry.parentPath ?? entry.path, entry.name), "latin1"));
    return (await Promise.all(contents)).join("\n");
  }

  // Kills the server as a power cut would; nothing can be said goodbye to.
  async kill() {
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await gone;
  }

  async close() {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const gone = once(this.#child, "exit");
      this.#child.kill("SIGTERM");
      await gone;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}
