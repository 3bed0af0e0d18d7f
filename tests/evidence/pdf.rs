//! The signed agreement, as readers and experts who never heard of Puhui see it.

use std::path::{Path, PathBuf};
use std::process::Command;

use shared::canonical::Digest;
use shared::contract::Contract;
use shared::evidence::{ContractSignature, SignatureTimestamp};

use crate::kept::{Kept, keep};
use crate::program::run;
use tests::folder::Folder;

/// The moment the tests live at, for programs that would take the wall clock: 2026-11-23 10:05 in China.
const THEN: &str = "1795399500";

/// The files openssl wants: what is signed, the signature, the roots.
struct Parts {
    covered: PathBuf,
    cms: PathBuf,
    root: PathBuf,
}

/// Takes a signed PDF apart the way the standard says.
fn take_apart(folder: &Folder, pdf: &[u8], root: &[u8]) -> Parts {
    let text = String::from_utf8_lossy(pdf);
    let range = text.rsplit("/ByteRange [").next().and_then(|rest| rest.split(']').next());
    let numbers: Vec<usize> = range
        .expect("a signature")
        .split_whitespace()
        .map(|number| number.parse().expect("a number"))
        .collect();
    let [_, before, after, _] = numbers.as_slice() else { panic!("four numbers: {numbers:?}") };
    let digits = &pdf[before + 1..after - 1];
    let cms: Vec<u8> = digits
        .as_chunks::<2>()
        .0
        .iter()
        .map(|pair| u8::from_str_radix(str::from_utf8(pair).expect("ASCII"), 16).expect("a byte"))
        .collect();
    let root = folder.put("root.der", root);
    let pem = root.with_extension("pem");
    let convert = ["x509", "-inform", "DER", "-in"];
    let mut convert_to_pem = openssl();
    convert_to_pem.args(convert).arg(&root).arg("-out").arg(&pem);
    assert!(run(&mut convert_to_pem).0);
    Parts {
        covered: folder.put("covered.bin", &[&pdf[..*before], &pdf[*after..]].concat()),
        cms: folder.put("signature.der", &cms),
        root: pem,
    }
}

fn openssl() -> Command {
    Command::new("openssl")
}

/// Whether openssl finds the signature valid over the covered bytes, from our root.
fn cms_verify(parts: &Parts) -> (bool, String) {
    let mut command = openssl();
    command.args(["cms", "-verify", "-binary", "-inform", "DER", "-purpose", "any"]);
    command.args(["-attime", THEN, "-out", "/dev/null", "-in"]).arg(&parts.cms);
    command.arg("-content").arg(&parts.covered).arg("-CAfile").arg(&parts.root);
    run(&mut command)
}

/// What pdfsig says about the one signature.
fn pdfsig(pdf: &Path) -> String {
    run(Command::new("pdfsig").args(["-nocert"]).arg(pdf)).1
}

fn body<T: serde::de::DeserializeOwned>(kept: &Kept, kind: &str) -> T {
    let found = kept.bundle.events.iter().find_map(|event| event.body.get(kind));
    serde_json::from_value(found.expect("an event").clone()).expect("its kind")
}

fn file(kept: &Kept, digest: Digest) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(&kept.bundle.files[&digest]).expect("base64")
}

#[tokio::test]
async fn pdfsig_says_valid_and_that_the_whole_document_is_signed() {
    let kept = keep().await;
    let folder = Folder::new("evidence");
    let said = pdfsig(&folder.put("contract.pdf", &kept.pdf));
    assert!(said.contains("Signature Validation: Signature is Valid."), "{said}");
    assert!(said.contains("Total document signed"), "{said}");
    assert!(said.contains("ETSI.CAdES.detached"), "{said}");
    assert!(said.contains("陈秀兰"), "{said}");
    let (sound, said) =
        run(Command::new("qpdf").arg("--check").arg(folder.path().join("contract.pdf")));
    assert!(sound, "{said}");
}

#[tokio::test]
async fn openssl_says_valid_and_after_any_changed_byte_that_it_is_not() {
    let kept = keep().await;
    let folder = Folder::new("evidence");
    let parts = take_apart(&folder, &kept.pdf, &kept.root);
    let (valid, said) = cms_verify(&parts);
    assert!(valid, "{said}");
    let pdf = folder.path().join("changed.pdf");
    let covered = std::fs::read(&parts.covered).expect("what is signed");
    let every = covered.len() / 24;
    for at in (0..covered.len()).step_by(every) {
        let mut changed = covered.clone();
        changed[at] ^= 1;
        let changed = Parts { covered: folder.put("changed.bin", &changed), ..take_again(&parts) };
        assert!(!cms_verify(&changed).0, "byte {at}");
    }
    for at in (0..kept.pdf.len()).step_by(kept.pdf.len() / 12) {
        let mut changed = kept.pdf.clone();
        changed[at] ^= 1;
        std::fs::write(&pdf, &changed).expect("a file");
        let said = pdfsig(&pdf);
        // The room the signature leaves empty is covered by nothing; a change there still shows.
        let whole = said.contains("Signature is Valid.") && said.contains("Total document signed");
        assert!(!whole, "byte {at}: {said}");
    }
}

fn take_again(parts: &Parts) -> Parts {
    Parts { covered: parts.covered.clone(), cms: parts.cms.clone(), root: parts.root.clone() }
}

#[tokio::test]
async fn openssl_finds_the_time_stamp_good_for_this_signature_and_for_no_other() {
    let kept = keep().await;
    let folder = Folder::new("evidence");
    let parts = take_apart(&folder, &kept.pdf, &kept.root);
    let stamped: SignatureTimestamp = body(&kept, "timestamped");
    let token = folder.put("token.der", &file(&kept, stamped.token));
    let verify = |digest: String| {
        let mut command = openssl();
        command.args(["ts", "-verify", "-token_in", "-attime", THEN, "-digest", &digest, "-in"]);
        run(command.arg(&token).arg("-CAfile").arg(&parts.root))
    };
    let (valid, said) = verify(stamped.signature.to_string());
    assert!(valid && said.contains("Verification: OK"), "{said}");
    let (valid, said) = verify(Digest::of(b"another signature").to_string());
    assert!(!valid, "{said}");
    let cms = std::fs::read(&parts.cms).expect("a signature");
    let stamp = file(&kept, stamped.token);
    assert!(cms.windows(stamp.len()).any(|part| part == stamp), "the token is in the PDF");
}

#[tokio::test]
async fn the_agreement_s_data_travel_in_the_pdf_and_have_the_digest_that_was_signed() {
    let kept = keep().await;
    let folder = Folder::new("evidence");
    let pdf = folder.put("contract.pdf", &kept.pdf);
    let data = folder.path().join("contract.json");
    let mut detach = Command::new("pdfdetach");
    detach.args(["-save", "1", "-o"]).arg(&data).arg(&pdf);
    assert!(run(&mut detach).0);
    let signed: ContractSignature = body(&kept, "contract_signed");
    let data = std::fs::read(&data).expect("the agreement's data");
    assert_eq!(Digest::of(&data), signed.contract);
    let contract: Contract = serde_json::from_slice(&data).expect("an agreement");
    let (_, text) = run(Command::new("pdftotext").args(["-raw"]).arg(&pdf).arg("-"));
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let text = squeezed(&text);
    for clause in &contract.clauses {
        // Page breaks put a footer between lines; the beginning of each clause is in one piece.
        let heading = squeezed(&clause.heading.zh);
        assert!(text.contains(&heading), "{heading}");
        let start: String = squeezed(&clause.paragraphs[0].zh).chars().take(24).collect();
        assert!(text.contains(&start), "{start}");
    }
    assert!(text.contains("【重要】"), "key clauses are flagged");
    assert!(text.contains("万元整"), "amounts stand in capitals");
    assert!(text.contains(&signed.contract.to_string()));
}

#[tokio::test]
async fn the_pdf_says_it_conforms_to_pdf_a_3a_and_carries_its_only_face() {
    let kept = keep().await;
    let folder = Folder::new("evidence");
    let pdf = folder.put("contract.pdf", &kept.pdf);
    let (_, metadata) = run(Command::new("pdfinfo").arg("-meta").arg(&pdf));
    assert!(metadata.contains("<pdfaid:part>3</pdfaid:part>"), "{metadata}");
    assert!(metadata.contains("<pdfaid:conformance>A</pdfaid:conformance>"), "{metadata}");
    let (_, fonts) = run(Command::new("pdffonts").arg(&pdf));
    let fonts: Vec<&str> =
        fonts.lines().skip_while(|line| !line.starts_with("---")).skip(1).collect();
    assert_eq!(fonts.len(), 1, "{fonts:?}");
    assert!(fonts[0].contains("NotoSansCJKsc"), "{fonts:?}");
    assert!(kept.pdf.len() <= 300_000, "{} bytes", kept.pdf.len());
}
