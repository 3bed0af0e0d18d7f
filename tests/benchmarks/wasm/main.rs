//! One piece of work, as a module for Node: `main` of the WASM module does it once.

fn main() {
    benchmarks::work::plan_and_price();
}
