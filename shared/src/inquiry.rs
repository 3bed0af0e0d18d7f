//! What a borrower is asked to try one product: a few facts, those its limit rests on first.
//!
//! The list follows from the product's own rules, so a product that is edited asks what it then needs.

use crate::catalogue::{LimitCandidate, Product};
use crate::facts::{Metric, Source, Unit};

/// The most anybody is asked about one product.
///
/// # Source
/// Ours: the quote asks no more than six things either.
pub const MOST: usize = 6;

/// The facts to ask about `product`: what its limit rests on, then what else the answer depends on,
/// without what is `known` already and what nobody can be expected to say. At most [`MOST`].
///
/// What is left out counts as not known, which a quote names as still to be verified.
pub fn asks(product: &Product, known: impl Fn(Metric) -> bool) -> Vec<Metric> {
    let open = product.metrics().into_iter().filter(|metric| !known(*metric));
    open.filter(|metric| can_be_asked(product, *metric)).take(MOST).collect()
}

/// Whether a borrower can be expected to know a metric. The age follows from the resident ID, a
/// division code is nothing people know, and what a visit finds out is asked for only where the limit
/// rests on it: nothing could be said without.
fn can_be_asked(product: &Product, metric: Metric) -> bool {
    match metric.verifier() {
        Source::Identity => false,
        Source::FieldVisit => rests_on(product, metric),
        _ => metric.unit() != Unit::Region,
    }
}

/// Whether `product` can be quoted at all only when `metric` is known: it is read by the basis, the
/// first of its limits.
pub fn rests_on(product: &Product, metric: Metric) -> bool {
    let basis = product.limits.first();
    basis.into_iter().flat_map(LimitCandidate::metrics).any(|read| read == metric)
}
