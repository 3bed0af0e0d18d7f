// A relay in front of a shop, which can hand out another service worker: the next release.

import { createServer, request } from "node:http";

export class Relay {
  #server;
  // Put behind the service worker's text, when there is a next release.
  nextRelease = "";

  static async before(shop) {
    const relay = new Relay();
    const to = new URL(shop.url);
    relay.#server = createServer((asked, answer) => relay.#pass(to, asked, answer));
    await new Promise((resolve) => relay.#server.listen(0, "127.0.0.1", resolve));
    relay.url = `http://127.0.0.1:${relay.#server.address().port}`;
    return relay;
  }

  #pass(to, asked, answer) {
    const { method, url, headers } = asked;
    const isWorker = url === "/service-worker.js";
    if (isWorker) delete headers["accept-encoding"];
    const passed = request({ host: to.hostname, port: to.port, method, path: url, headers }, (given) => {
      if (isWorker) {
        delete given.headers["content-length"];
        delete given.headers.etag;
      }
      answer.writeHead(given.statusCode, given.headers);
      given.on("data", (part) => answer.write(part));
      given.on("end", () => answer.end(isWorker ? this.nextRelease : undefined));
    });
    passed.on("error", () => answer.destroy());
    asked.pipe(passed);
  }

  close() {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }
}
