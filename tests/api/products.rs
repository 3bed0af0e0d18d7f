//! Every product of the catalogue: applied for with what it asks, and unmoved by later edits.

use server::keys::KeyFolder;
use server::randomness::Randomness;
use shared::api::{
    Empty, GetContract, GetFacility, GetLoan, GetProducts, LoanView, NextStep, RecordQuote,
    RecordQuoteRequest, StartApplication, StartApplicationRequest,
};
use shared::catalogue::files::{self, SAMPLE};
use shared::catalogue::{Catalogue, Product};
use shared::facts::{Facts, Metric, Segment, Source, Unit};
use shared::inquiry;
use shared::quote::{Need, QuoteRequest, asked_of, quote};
use std::path::PathBuf;
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::journey::yuan;
use tests::line::InProcess;
use tests::shop::Shop;
use tests::signer::Signer;

const MOBILE: &str = "13800138000";

/// Something believable for a metric; whether it is approved does not matter here.
fn believable(metric: Metric) -> i64 {
    match metric.unit() {
        Unit::Money => 50_000_000.min(metric.maximum()),
        Unit::Level(_) | Unit::Flag => metric.maximum(),
        Unit::Category(_) => 0,
        _ => 12.min(metric.maximum()),
    }
}

/// Records a quote that tells `product` what the quote screen and its own form ask.
async fn record(phone: &mut Borrower<InProcess>, product: &Product, segment: Segment) -> String {
    let published = phone.ask::<GetProducts>(&[], &Empty {}).await;
    let catalogue = Catalogue::published(published.catalogue, published.digest);
    let quoted = asked_of(segment);
    let mut facts = Facts::new(segment);
    let form = inquiry::asks(product, |metric| quoted.contains(&metric));
    for metric in quoted.iter().chain(&form) {
        let told = facts.set(*metric, believable(*metric), Source::Declared, published.today);
        told.expect("a value in range");
    }
    let need = Need { amount: yuan(80_000), term_months: 12, method: None };
    let request = QuoteRequest { facts, need, on: published.today };
    let digests = quote(&catalogue, &request).expect("a quote").digests;
    let recorded = phone.ask::<RecordQuote>(&[], &RecordQuoteRequest { request, digests }).await;
    recorded.quote_id
}

#[tokio::test]
async fn every_product_can_be_applied_for_with_what_its_own_form_asks() {
    let shop = Shop::open().await;
    let mut phone = shop.borrower(MOBILE).await;
    let products = shop.here.catalogue.products().to_vec();
    assert_eq!(products.len(), 18);
    for product in products {
        for segment in &product.segments {
            let quote_id = record(&mut phone, &product, *segment).await;
            let start = StartApplicationRequest { quote_id, product_id: product.id.clone() };
            let started = phone.ask::<StartApplication>(&[], &start).await;
            assert_eq!((&started.product_id, started.segment), (&product.id, *segment));
            assert_eq!(started.next_step, NextStep::GiveIdentity, "{}", product.id);
            assert_eq!(started.consents_needed, product.consents, "{}", product.id);
            for metric in inquiry::asks(&product, |metric| asked_of(*segment).contains(&metric)) {
                assert_eq!(started.declared.value(metric), Some(believable(metric)));
            }
        }
    }
}

/// A store on disk that outlives the server; gone when the test is over.
struct Disk(PathBuf);

impl Disk {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("puhui-products-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    /// The private keys, which the next server needs as well.
    fn keys(&self) -> KeyFolder {
        KeyFolder::open(&self.0.join("keys")).expect("a folder for keys")
    }

    fn url(&self) -> String {
        format!("sqlite://{}", self.0.join("puhui.db").display())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The sample with a product made dearer, smaller and shorter.
fn edited() -> Catalogue {
    let changes = [
        ("version = 1", "version = 2"),
        ("maximum = ", "maximum = \"50000.00\"\n# was "),
        ("floor = ", "floor = \"0.05\"\n# was "),
        ("cap = ", "cap = \"0.09\"\n# was "),
        ("terms_months = ", "terms_months = [3]\n# was "),
        ("overdue_penalty_percent = ", "overdue_penalty_percent = 30\n# was "),
    ];
    let texts: Vec<(&str, String)> = SAMPLE
        .iter()
        .map(|(name, text)| {
            let mut text = (*text).to_owned();
            if *name == "micro-quick.toml" {
                for (from, to) in changes {
                    assert!(text.contains(from), "{from}");
                    text = text.replacen(from, to, 1);
                }
            }
            (*name, text)
        })
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(n, t)| (*n, t.as_str())).collect();
    files::parse(&files).expect("the edit is a catalogue")
}

/// Signs and draws; returns application, facility and loan.
async fn sign_and_draw(shop: &Shop, phone: &mut Borrower<InProcess>) -> (String, String, LoanView) {
    let id = phone.apply(&Person::enterprise(), 300_000).await;
    shop.work().await;
    let sheet = phone.show_cost_sheet(&id).await;
    shop.pass(60);
    phone.acknowledge(&id, &sheet).await;
    let facility = phone.sign(&id, &Signer::seeded(1)).await;
    phone.name_account(&facility).await;
    let loan = phone.draw(&facility, 100_000).await;
    shop.work().await;
    (id, facility, loan)
}

#[tokio::test]
async fn a_product_edit_never_changes_what_was_signed() {
    let disk = Disk::new();
    let before = Shop::open_with(|opening| {
        opening.store_url = disk.url();
        opening.keys = disk.keys();
    })
    .await;
    let mut phone = before.borrower(MOBILE).await;
    let (id, facility, first) = sign_and_draw(&before, &mut phone).await;
    let contract = phone.ask::<GetContract>(&[&id], &Empty {}).await;
    let terms = phone.ask::<GetFacility>(&[&facility], &Empty {}).await;
    let loan = phone.ask::<GetLoan>(&[&first.loan_id], &Empty {}).await;
    drop(before);

    let after = Shop::open_with(|opening| {
        opening.store_url = disk.url();
        opening.keys = disk.keys();
        opening.catalogue = edited();
        opening.randomness = Randomness::seeded(2);
    })
    .await;
    phone.line = after.line.clone();
    let contract_after = phone.ask::<GetContract>(&[&id], &Empty {}).await;
    assert_eq!(contract_after.digest, contract.digest);
    assert_eq!(contract_after.contract, contract.contract);
    assert_eq!(phone.ask::<GetFacility>(&[&facility], &Empty {}).await, terms);
    assert_eq!(phone.ask::<GetLoan>(&[&first.loan_id], &Empty {}).await, loan);

    // Twelve months are gone from the product, and its rate is higher; what was signed still holds.
    let second = phone.draw(&facility, 50_000).await;
    assert_eq!(second.annual_rate, first.annual_rate);
    assert_eq!(second.schedule.maturity(), first.schedule.maturity());

    // Whoever applies now has the product as it is now.
    let mut other = after.borrower("13800138001").await;
    let next = other.apply(&Person::enterprise(), 300_000).await;
    after.work().await;
    let decided = other.application(&next).await.decision.expect("decided");
    let shared::decision::Answer::CounterOffer(offer) = decided.answer else {
        panic!("{:?}", decided.answer)
    };
    assert_eq!((offer.product_version, offer.limit), (2, yuan(50_000)));
    assert!(offer.price.annual_rate > first.annual_rate);
}
