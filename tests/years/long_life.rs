//! A loan repaid every day for five years, lived through day by day over HTTP.

use shared::api::{
    Empty, Endpoint, GetFacility, GetInterestBook, GetLoan, GetStanding, Repay, RepayAmount,
    RepayRequest,
};
use shared::catalogue::Catalogue;
use shared::schedule::RepaymentMethod;
use std::time::{Duration, Instant};
use tests::journey::yuan;
use tests::lent::Lent;
use tests::shop::Shop;

use crate::scratch::Scratch;

/// Five years of days.
const DAYS: u32 = 1_825;

/// How often each place is opened.
pub(crate) const ROUNDS: usize = 51;

/// How long opening took.
pub(crate) struct Opened {
    /// Repayments the loan has.
    pub(crate) repayments: usize,
    /// What was opened, and how long it took each time.
    pub(crate) times: Vec<(&'static str, Vec<Duration>)>,
}

/// Lives through the years and opens what the borrower would open.
pub(crate) async fn measure() -> Opened {
    let file = Scratch::new("long-life");
    let shop = Shop::open_with(|opening| {
        opening.store_url = file.url();
        opening.catalogue = for_five_years(&opening.catalogue);
    })
    .await;
    let mut lent = shop.lent(300_000, 60, RepaymentMethod::AnyTime).await;
    let loan = lent.loan.clone();
    for _ in 0..DAYS {
        shop.pass(24 * 3600);
        // A session of yesterday has ended.
        lent.borrower.sign_in().await;
        let pay = RepayRequest { pay: RepayAmount::Amount(yuan(100)) };
        lent.borrower.ask::<Repay>(&[&loan], &pay).await;
        shop.work().await;
    }
    let view = lent.view().await;
    let facility = lent.facility.clone();
    let times = vec![
        ("the facility", opening::<GetFacility>(&mut lent, &facility).await),
        ("the loan", opening::<GetLoan>(&mut lent, &loan).await),
        ("where it stands", opening::<GetStanding>(&mut lent, &loan).await),
        ("its whole interest book", opening::<GetInterestBook>(&mut lent, &loan).await),
    ];
    Opened { repayments: view.movements.len() - 1, times }
}

/// The sample catalogue, every product lending for five years as well.
fn for_five_years(sample: &Catalogue) -> Catalogue {
    let mut draft = sample.document().clone();
    for product in &mut draft.products {
        if !product.terms_months.contains(&60) {
            product.terms_months.push(60);
        }
        product.facility.months = 72;
    }
    Catalogue::try_from(draft).expect("a sound catalogue")
}

async fn opening<E: Endpoint<Request = Empty>>(lent: &mut Lent, name: &str) -> Vec<Duration> {
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let reply = lent.borrower.try_asking::<E>(&[name], &Empty {}).await;
        times.push(start.elapsed());
        assert!(reply.is_success(), "{}", reply.text());
    }
    times
}
