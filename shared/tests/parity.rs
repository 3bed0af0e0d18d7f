//! One engine, two places: the same seeded cases fold to the same digest natively and in a
//! real browser.
//!
//! The number of cases is fixed when the test is compiled: `PUHUI_PARITY_CASES`, 2,000 when
//! it is not set. Each run prints `parity <cases> <digest>`; the build program runs both and
//! compares the lines.
#![cfg(feature = "catalogue-files")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use chrono::{Days, NaiveDate};
use sha2::{Digest as _, Sha256};
use shared::canonical::Digest;
use shared::catalogue::{Catalogue, files};
use shared::decision::{DecisionRequest, decide};
use shared::facts::{Facts, Metric, Segment, Source};
use shared::money::Money;
use shared::quote::{Need, QuoteRequest, quote};
use shared::schedule::RepaymentMethod;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// SplitMix64: a full-period generator that is the same on every machine.
struct Seeded(u64);

impl Seeded {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.below(from.len() as u64)).unwrap()]
    }

    /// Small and large amounts alike: uniform in the number of digits.
    fn sized(&mut self, maximum: i64) -> i64 {
        let digits = u32::try_from(self.below(14)).unwrap();
        let bound = 10_u64.saturating_pow(digits).saturating_add(1);
        i64::try_from(self.below(bound)).unwrap().min(maximum)
    }
}

fn facts(seeded: &mut Seeded, on: NaiveDate) -> Facts {
    let segment = seeded.pick(&[Segment::MicroEnterprise, Segment::SoleTrader, Segment::Farmer]);
    let mut facts = Facts::new(segment);
    for metric in Metric::ALL {
        // One in eight is not known.
        if seeded.below(8) == 0 {
            continue;
        }
        let value = if metric.maximum() <= 1_200 {
            i64::try_from(seeded.below(metric.maximum().unsigned_abs() + 1)).unwrap()
        } else {
            seeded.sized(metric.maximum())
        };
        facts.set(*metric, value, Source::Declared, on).unwrap();
    }
    facts
}

fn need(seeded: &mut Seeded) -> Need {
    let methods = [
        None,
        Some(RepaymentMethod::AnyTime),
        Some(RepaymentMethod::LevelInstalment),
        Some(RepaymentMethod::EqualPrincipal),
        Some(RepaymentMethod::InterestOnly),
        Some(RepaymentMethod::Bullet),
        Some(RepaymentMethod::Seasonal),
    ];
    Need {
        amount: Money::from_fen(seeded.sized(1_000_000_000).max(1)),
        term_months: u16::try_from(seeded.below(40)).unwrap(),
        method: seeded.pick(&methods),
    }
}

/// Quotes and decisions, each folded into the one before.
struct Folding {
    catalogue: Catalogue,
    seeded: Seeded,
    folded: Digest,
}

impl Folding {
    fn start() -> Self {
        let catalogue = files::sample().unwrap();
        Self { catalogue, seeded: Seeded(20_261_121), folded: Digest::ZERO }
    }

    /// Folds `cases` more cases in.
    fn go_on(&mut self, cases: u64) {
        for _ in 0..cases {
            self.one_more();
        }
    }

    fn one_more(&mut self) {
        let seeded = &mut self.seeded;
        let first_day = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
        let on = first_day.checked_add_days(Days::new(seeded.below(1_100))).unwrap();
        let request = QuoteRequest { facts: facts(seeded, on), need: need(seeded), on };
        let quoted = quote(&self.catalogue, &request).unwrap();
        let products = self.catalogue.products();
        let product = usize::try_from(seeded.below(products.len() as u64)).unwrap();
        let asked = DecisionRequest {
            declared: &request.facts,
            need: &request.need,
            on,
            product_id: &products[product].id,
            verified: &request.facts,
        };
        let decided = decide(&self.catalogue, &asked).unwrap();
        let mut hasher = Sha256::new();
        hasher.update(self.folded.as_bytes());
        hasher.update(quoted.digests.input.as_bytes());
        hasher.update(quoted.digests.output.as_bytes());
        hasher.update(decided.digests.output.as_bytes());
        self.folded = Digest::from_bytes(hasher.finalize().into());
    }
}

fn cases() -> u64 {
    option_env!("PUHUI_PARITY_CASES").and_then(|count| count.parse().ok()).unwrap_or(2_000)
}

/// The digest of the first `cases` cases.
#[cfg(not(target_arch = "wasm32"))]
fn fold(cases: u64) -> Digest {
    let mut folding = Folding::start();
    folding.go_on(cases);
    folding.folded
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn seeded_cases_fold_to_one_digest_natively() {
    println!("parity {} {}", cases(), fold(cases()));
}

/// In slices, between which the browser answers its driver: one that is silent for half a minute
/// is taken for dead.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_test::wasm_bindgen_test]
async fn seeded_cases_fold_to_one_digest_in_the_browser() {
    const SLICE: u64 = 1_000;
    let mut folding = Folding::start();
    let mut left = cases();
    while left > 0 {
        folding.go_on(left.min(SLICE));
        left = left.saturating_sub(SLICE);
        next_turn().await;
    }
    wasm_bindgen_test::console_log!("parity {} {}", cases(), folding.folded);
}

/// The browser's next turn of its event loop.
#[cfg(target_arch = "wasm32")]
async fn next_turn() {
    use wasm_bindgen::JsCast;
    let later = js_sys::Reflect::get(&js_sys::global(), &"setTimeout".into()).unwrap();
    let later: js_sys::Function = later.dyn_into().unwrap();
    let turn = js_sys::Promise::new(&mut |resolve, _| {
        later.call1(&wasm_bindgen::JsValue::NULL, &resolve).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(turn).await.unwrap();
}

/// The same seed gives the same digest twice, and another case gives another: the fold
/// would notice a difference.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn one_case_more_changes_the_digest_and_nothing_else_does() {
    assert_eq!(fold(50), fold(50));
    assert_ne!(fold(50), fold(51));
}
