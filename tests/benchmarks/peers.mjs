// Peers in JavaScript: each prints `task name nanoseconds`, or says what is not installed.
// The first argument, if any, is our own work as a WASM module.

import { readFile } from 'node:fs/promises';

function measure(task, name, work) {
  for (let i = 0; i < 200; i += 1) work();
  let best = Infinity;
  for (let round = 0; round < 5; round += 1) {
    let count = 0;
    const start = process.hrtime.bigint();
    while (process.hrtime.bigint() - start < 100_000_000n) {
      work();
      count += 1;
    }
    best = Math.min(best, Number(process.hrtime.bigint() - start) / count);
  }
  console.log(task, name, best);
}

const flows = [1_000_000, ...Array(360).fill(-5307.26720622811)];

try {
  const { default: Loan } = await import('loanjs');
  const loan = Loan.Loan ?? Loan;
  measure('level_360', 'npm_loanjs', () => loan(1_000_000, 360, 4.9, 'annuity'));
} catch {
  console.log('loanjs is not installed: it takes no part');
}

try {
  const { ipmt, ppmt, irr } = await import('financial');
  measure('level_360', 'npm_financial', () => {
    for (let period = 1; period <= 360; period += 1) {
      ipmt(0.049 / 12, period, 360, 1_000_000);
      ppmt(0.049 / 12, period, 360, 1_000_000);
    }
  });
  measure('irr_361', 'npm_financial', () => irr(flows, 0.004));
} catch {
  console.log('financial is not installed: it takes no part');
}

if (process.argv[2]) {
  const { instance } = await WebAssembly.instantiate(await readFile(process.argv[2]));
  measure('plan_and_price', 'wasm', () => instance.exports.main(0, 0));
}
