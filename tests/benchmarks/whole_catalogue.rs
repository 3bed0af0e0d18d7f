//! What a phone does with the whole catalogue, piece by piece; `cargo xtask measure` has a slow
//! phone do it.

use std::hint::black_box;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use shared::catalogue::{Catalogue, files};
use shared::counterfactual::counterfactuals;
use shared::facts::Segment;
use shared::money::Money;
use shared::quote::{Need, QuoteRequest, every_offer};

use crate::cases::{CASES, day, facts};

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| files::sample().expect("the sample catalogue"));

/// Which piece comes next.
static NEXT: AtomicU64 = AtomicU64::new(0);

const SEGMENTS: [Segment; 3] = [Segment::MicroEnterprise, Segment::SoleTrader, Segment::Farmer];

/// Quotes every product of the catalogue to one business of each segment, of whom everything is
/// known; the next call quotes to the next three.
///
/// # Panics
/// When a product is left out.
pub fn quote_every_product() {
    let case = NEXT.fetch_add(1, Ordering::Relaxed) % CASES;
    let mut quoted = 0;
    for segment in SEGMENTS {
        let need = Need { amount: Money::from_fen(30_000_000), term_months: 12, method: None };
        let request = QuoteRequest { facts: facts(segment, case), need, on: day() };
        let answer = every_offer(&CATALOGUE, &request).expect("a quote");
        quoted += black_box(&answer).offers.len() + answer.unavailable.len();
    }
    assert!(quoted >= CATALOGUE.products().len(), "only {quoted} products were quoted");
}

/// Finds everything that would change the answer of one product to one business; the next call
/// takes the next product.
///
/// # Panics
/// Never: the catalogue has a product, and rates for the day.
pub fn advise() {
    let products = CATALOGUE.products();
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let turn = usize::try_from(next).expect("a small number") % products.len();
    let product = products.get(turn).expect("a product");
    let segment = product.segments.first().copied().unwrap_or_default();
    let lpr = CATALOGUE.lpr_on(day()).expect("rates");
    let wanted = Money::from_fen(300_000_000);
    black_box(counterfactuals(product, &facts(segment, next % CASES), lpr, wanted, day()));
}
