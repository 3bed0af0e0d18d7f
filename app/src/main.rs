//! Mounts the app; everything else lives in the library so that tests can reach it.

fn main() {
    app::start();
}
