//! The certificate that a loan is settled, as readers and experts who never heard of Puhui see it.

use std::process::Command;

use serde_json::json;
use shared::api::{
    Empty, GetEvidence, GetFacility, GetSettlementCertificate, GetSettlementCertificatePdf, Repay,
    RepayAmount, RepayRequest,
};
use shared::canonical::{self, Digest};
use shared::evidence::EvidenceBundle;
use shared::schedule::RepaymentMethod;
use shared::statement::SettlementCertificate;
use tests::evidence::count;
use tests::folder::Folder;
use tests::shop::Shop;

use crate::pdf::{cms_verify, pdfsig, take_apart};
use crate::program::run;
use crate::verdicts::{others, verdict};

/// A borrower's own copy.
struct Kept {
    pdf: Vec<u8>,
    /// Of what is certified, as the borrower saw it.
    digest: Digest,
    /// The loan.
    loan: String,
    /// The evidence of the application it was drawn under.
    bundle: EvidenceBundle,
    /// The root of the demonstration authorities, in DER.
    root: Vec<u8>,
    /// The moment it was kept, in seconds since 1970.
    at: String,
}

/// Borrows, pays everything back and keeps the certificate.
async fn keep() -> Kept {
    let shop = Shop::open().await;
    let mut lent = shop.lent(10_000, 12, RepaymentMethod::AnyTime).await;
    shop.live(3, &mut lent).await;
    let (loan, borrower) = (lent.loan, &mut lent.borrower);
    let everything = RepayRequest { pay: RepayAmount::Everything };
    borrower.ask::<Repay>(&[&loan], &everything).await;
    let digest = borrower.ask::<GetSettlementCertificate>(&[&loan], &Empty {}).await.digest;
    shop.work().await;
    let reply = borrower.try_asking::<GetSettlementCertificatePdf>(&[&loan], &Empty {}).await;
    let id = borrower.ask::<GetFacility>(&[&lent.facility], &Empty {}).await.application_id;
    let bundle = borrower.ask::<GetEvidence>(&[&id], &Empty {}).await;
    let root = shop.outside().authorities().root().expect("a root");
    let at = (shop.here.now().as_micros() / 1_000_000).to_string();
    Kept { pdf: reply.body, digest, loan, bundle, root, at }
}

#[tokio::test]
async fn pdfsig_says_the_bank_signed_the_whole_certificate_and_after_a_changed_byte_that_it_did_not()
 {
    let kept = keep().await;
    let folder = Folder::new("settled");
    let file = folder.put("settled.pdf", &kept.pdf);
    let said = pdfsig(&file);
    assert!(said.contains("Signature Validation: Signature is Valid."), "{said}");
    assert!(said.contains("Total document signed"), "{said}");
    assert!(said.contains("ETSI.CAdES.detached"), "{said}");
    assert!(said.contains("结清证明专用章"), "{said}");
    let (sound, said) = run(Command::new("qpdf").arg("--check").arg(&file));
    assert!(sound, "{said}");
    // The signature's own place is not covered by it; everything around it is.
    let place = kept.pdf.windows(11).position(|window| window == b"/Contents <");
    let place = place.expect("a signature");
    let last = kept.pdf.len() - 2;
    for at in (0..place).step_by(place / 12).chain([last]) {
        let mut changed = kept.pdf.clone();
        changed[at] ^= 1;
        let said = pdfsig(&folder.put("changed.pdf", &changed));
        let whole = said.contains("Signature is Valid.") && said.contains("Total document signed");
        assert!(!whole, "byte {at}: {said}");
    }
}

#[tokio::test]
async fn openssl_follows_the_bank_s_certificate_to_the_labelled_root_and_finds_any_change() {
    let kept = keep().await;
    let folder = Folder::new("settled");
    let parts = take_apart(&folder, &kept.pdf, &kept.root);
    let (valid, said) = cms_verify(&parts, &kept.at);
    assert!(valid, "{said}");
    let covered = std::fs::read(&parts.covered).expect("what is signed");
    for at in (0..covered.len()).step_by(covered.len() / 12) {
        let mut changed = covered.clone();
        changed[at] ^= 1;
        std::fs::write(&parts.covered, &changed).expect("a file");
        assert!(!cms_verify(&parts, &kept.at).0, "byte {at}");
    }
}

#[tokio::test]
async fn what_is_certified_travels_in_the_pdf_and_is_printed_in_it() {
    let kept = keep().await;
    let folder = Folder::new("settled");
    let pdf = folder.put("settled.pdf", &kept.pdf);
    let data = folder.path().join("certificate.json");
    let mut detach = Command::new("pdfdetach");
    assert!(run(detach.args(["-save", "1", "-o"]).arg(&data).arg(&pdf)).0);
    let data = std::fs::read(&data).expect("the certificate's data");
    assert_eq!(Digest::of(&data), kept.digest);
    let certificate: SettlementCertificate = serde_json::from_slice(&data).expect("a certificate");
    let (_, text) = run(Command::new("pdftotext").args(["-raw"]).arg(&pdf).arg("-"));
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let text = squeezed(&text);
    for part in [&certificate.text.zh, &certificate.text.en, &certificate.borrower] {
        assert!(text.contains(&squeezed(part)), "{part}");
    }
    assert!(text.contains(&kept.digest.to_string()));
    let (_, metadata) = run(Command::new("pdfinfo").arg("-meta").arg(&pdf));
    assert!(metadata.contains("<pdfaid:part>3</pdfaid:part>"), "{metadata}");
}

#[tokio::test]
async fn the_evidence_names_what_is_certified_and_what_was_signed_and_another_verifier_finds_it_whole()
 {
    let kept = keep().await;
    let folder = Folder::new("settled");
    let covered = std::fs::read(take_apart(&folder, &kept.pdf, &kept.root).covered);
    let named = json!({ "settlement_certified": {
        "certificate": kept.digest.to_string(),
        "loan_id": kept.loan,
        "pdf": Digest::of(&covered.expect("what is signed")).to_string(),
    }});
    assert_eq!(
        count(&kept.bundle, "settlement_certified"),
        1,
        "looked at three times, signed once"
    );
    let place = kept.bundle.events.iter().position(|event| event.body == named);
    let place = place.unwrap_or_else(|| panic!("{:?}", kept.bundle.events));
    let document = &kept.bundle.documents[&kept.digest];
    assert_eq!(Digest::of(document.as_bytes()), kept.digest);
    let mut forged = kept.bundle.clone();
    forged.events[place].body["settlement_certified"]["certificate"] =
        json!(Digest::of(b"another certificate").to_string());
    let mut replaced = kept.bundle.clone();
    replaced.documents.insert(kept.digest, document.replace(&kept.loan, "another loan"));
    let cases = [
        (&kept.bundle, "ok".to_owned()),
        (&forged, format!("event {} altered", place + 1)),
        (&replaced, format!("document {} altered", kept.digest)),
    ];
    for (bundle, expected) in cases {
        let file = canonical::bytes(bundle).expect("a file");
        folder.put("evidence.json", &file);
        let said = others(&folder, &["evidence.json".to_owned()]);
        assert_eq!((verdict(&file), &said["evidence.json"]), (expected.clone(), &expected));
    }
}
