//! Advice on one case, as a module: `main` gives it once.

fn main() {
    benchmarks::whole_catalogue::advise();
}
