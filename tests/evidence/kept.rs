//! What a borrower keeps: the evidence file of a whole life, and the signed agreement.

use shared::api::{Empty, GetContractPdf, GetEvidence};
use shared::evidence::EvidenceBundle;
use tests::journey::accepted;
use tests::shop::Shop;
use tests::signer::Signer;

/// A borrower's own copies.
pub(crate) struct Kept {
    /// From consent to drawdown.
    pub(crate) bundle: EvidenceBundle,
    /// The agreement, signed and time-stamped.
    pub(crate) pdf: Vec<u8>,
    /// The root of the demonstration authorities, in DER.
    pub(crate) root: Vec<u8>,
}

/// Lives through it all and keeps the files. Somebody else's events lie between ours in the log.
pub(crate) async fn keep() -> Kept {
    let shop = Shop::open().await;
    let (mut borrower, id) = accepted(&shop).await;
    borrower.ask::<GetEvidence>(&[&id], &Empty {}).await;
    let mut other = shop.borrower("13900139000").await;
    other.apply(&tests::identity::Person::sole_trader(), 100_000).await;
    shop.work().await;
    let facility = borrower.sign(&id, &Signer::seeded(1)).await;
    borrower.name_account(&facility).await;
    borrower.draw(&facility, 100_000).await;
    shop.work().await;
    let bundle = borrower.ask::<GetEvidence>(&[&id], &Empty {}).await;
    let pdf = borrower.try_asking::<GetContractPdf>(&[&id], &Empty {}).await.body;
    let root = shop.outside().authorities().root().expect("a root");
    Kept { bundle, pdf, root }
}
