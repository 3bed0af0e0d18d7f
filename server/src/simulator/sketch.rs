//! What a sound business looks like when nothing particular is known of it.

use shared::canonical::Digest;
use shared::facts::Metric;

/// What one party knows: values in base units.
pub(super) type Known = Vec<(Metric, i64)>;

/// The outline of a sound business or person: everything else follows from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sketch {
    /// 0 to 255, from small to large.
    pub(super) size: i64,
    /// 0 to 255, from young to old.
    pub(super) age: i64,
    /// Sales of a year in fen: 800,000 to 5,900,000 yuan.
    pub(super) sales: i64,
}

impl Sketch {
    /// The outline of whoever is called `identity`: always the same.
    pub(super) fn of(identity: &str) -> Self {
        let byte = |what: &str| {
            let digest = Digest::of(format!("{what} of {identity}").as_bytes());
            i64::from(digest.as_bytes().first().copied().unwrap_or_default())
        };
        let (size, age) = (byte("size"), byte("age"));
        Self { size, age, sales: 80_000_000 + size * 2_000_000 }
    }
}
