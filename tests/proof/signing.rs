//! Somebody signs, again and again.

use server::printing;
use shared::api::{Empty, GetContractPdf, PrepareSigning, SignContract};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::line::InProcess;
use tests::shop::Shop;
use tests::signer::Signer;

use crate::{ROUNDS, timed};

/// What signing came to.
#[derive(Default)]
pub(crate) struct Taken {
    pub(crate) rendering: Vec<Duration>,
    pub(crate) preparing: Vec<Duration>,
    pub(crate) accepting: Vec<Duration>,
    pub(crate) signing: Vec<Duration>,
    pub(crate) unsigned_bytes: usize,
    pub(crate) signed_bytes: usize,
}

/// A database that is gone afterwards.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", self.0.display()));
        }
    }
}

/// Lets people sign one after the other.
pub(crate) async fn measure() -> Taken {
    let file = format!("puhui-signing-{}.db", std::process::id());
    let file = Scratch(std::env::temp_dir().join(file));
    let url = format!("sqlite://{}", file.0.display());
    let shop = Shop::open_with(|opening| opening.store_url = url).await;
    let mut taken = Taken::default();
    for number in 0..ROUNDS {
        let mut borrower = shop.borrower(&format!("138{number:08}")).await;
        let id = borrower.apply(&Person::enterprise(), 300_000).await;
        shop.work().await;
        let sheet = borrower.show_cost_sheet(&id).await;
        shop.pass(60);
        borrower.acknowledge(&id, &sheet).await;
        sign(&shop, &mut borrower, &id, &mut taken).await;
        shop.work().await;
        let pdf = borrower.try_asking::<GetContractPdf>(&[&id], &Empty {}).await;
        taken.signed_bytes = taken.signed_bytes.max(pdf.body.len());
    }
    taken
}

async fn sign(shop: &Shop, borrower: &mut Borrower<InProcess>, id: &str, taken: &mut Taken) {
    let signer = Signer::seeded(1);
    let contract = borrower.contract(id).await;
    let contract = borrower.acknowledge_clauses(id, &contract).await;
    let now = shop.here.now();
    let pdf = timed(&mut taken.rendering, || printing::contract(&contract.contract, now));
    taken.unsigned_bytes = taken.unsigned_bytes.max(pdf.expect("a PDF").len());
    let begun = Instant::now();
    let prepared = borrower.ask::<PrepareSigning>(&[id], &signer.prepare(&contract)).await;
    taken.preparing.push(begun.elapsed());
    let half = Instant::now();
    let request = signer.sign(id, &contract, &prepared);
    borrower.ask::<SignContract>(&[id], &request).await;
    taken.accepting.push(half.elapsed());
    taken.signing.push(begun.elapsed());
}
