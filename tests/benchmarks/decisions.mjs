// json-rules-engine on the rules and cases in the file named: prints decisions a second.

import { readFile } from 'node:fs/promises';

try {
  const { Engine } = await import('json-rules-engine');
  const { products, cases } = JSON.parse(await readFile(process.argv[2], 'utf8'));
  const engines = products.map((rules) => new Engine(rules));
  const round = async () => {
    for (const facts of cases) {
      for (const engine of engines) await engine.run(facts);
    }
  };
  await round();
  let best = 0;
  for (let turn = 0; turn < 3; turn += 1) {
    const start = process.hrtime.bigint();
    await round();
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    best = Math.max(best, (products.length * cases.length) / seconds);
  }
  console.log(best);
} catch (error) {
  console.log(error.code === 'ERR_MODULE_NOT_FOUND' ? 'it is not installed' : error.message);
}
