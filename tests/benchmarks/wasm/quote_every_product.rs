//! Quotes of the whole catalogue, as a module: `main` makes them once.

fn main() {
    benchmarks::whole_catalogue::quote_every_product();
}
