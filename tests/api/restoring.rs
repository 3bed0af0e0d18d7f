//! An installation backed up while it serves, lost, and restored elsewhere: nothing is doubled or forgotten.

use std::path::PathBuf;

use server::Opening;
use server::command_line::{Backup, Restore, Verify};
use server::data_folder::DataFolder;
use server::keys::Opener;
use server::opening::OpeningError;
use shared::api::{
    ApplicationView, ConsistencyView, Draw, DrawRequest, Empty, Endpoint, GetContractPdf,
    GetEvidence, GetFacility, GetLoan, GetLogConsistency, GetLogHead, LoanView, Repay, RepayAmount,
    RepayRequest, SignContract,
};
use shared::evidence::file::{Findings, verify};
use shared::evidence::log::verify_consistency;
use shared::timestamp::Timestamp;
use tests::borrower::Borrower;
use tests::folder::Folder;
use tests::identity::{ACCOUNT, CLEAN_PERSON, Person};
use tests::journey::{accepted, draw_of, yuan};
use tests::line::{Asked, InProcess, Line as _, Reply};
use tests::operator::{typed, word};
use tests::shop::Shop;
use tests::signer::Signer;

/// An installation with a loan, as it was when it was backed up.
struct Before {
    scratch: Folder,
    opener: Opener,
    borrower: Borrower<InProcess>,
    application: String,
    facility: String,
    loan: String,
    /// Commands that were answered, with the answers.
    answered: Vec<(Asked, Reply)>,
    /// The evidence file as it was downloaded, and where it was put.
    evidence: (Findings, PathBuf),
    pdf: Vec<u8>,
    clock: Timestamp,
}

async fn downloaded(borrower: &mut Borrower<InProcess>, id: &str) -> Vec<u8> {
    let reply = borrower.try_asking::<GetEvidence>(&[id], &Empty {}).await;
    assert!(reply.is_success(), "{}", reply.text());
    reply.body
}

async fn pdf(borrower: &mut Borrower<InProcess>, id: &str) -> Vec<u8> {
    borrower.try_asking::<GetContractPdf>(&[id], &Empty {}).await.body
}

/// A command about `subject` as it was sent, and what it was answered.
async fn carried_out<E: Endpoint>(
    borrower: &mut Borrower<InProcess>,
    subject: &str,
    request: &E::Request,
) -> (Asked, Reply) {
    let asked = borrower.asked::<E>(&[subject], request);
    let reply = borrower.line.send(asked.clone()).await;
    assert!(reply.is_success(), "{}", reply.text());
    (asked, reply)
}

/// Signs, draws and repays a part in a folder of its own, and backs it up while it is open.
async fn backed_up() -> Before {
    let scratch = Folder::new("restoring");
    let opener = Opener::KeyFile(scratch.put("elsewhere.key", &[7; 32]));
    let shop = Shop::open_in(&scratch.at("first"), &opener, Shop::morning()).await;
    let (mut borrower, application) = accepted(&shop).await;
    let device = Signer::seeded(1);
    let (contract, prepared) = borrower.prepare_signing(&application, &device).await;
    let request = device.sign(&application, &contract, &prepared);
    let signing = carried_out::<SignContract>(&mut borrower, &application, &request).await;
    let facility = signing.1.json::<ApplicationView>().facility_id.expect("signing opens it");
    borrower.name_account(&facility).await;
    let drawing = carried_out::<Draw>(&mut borrower, &facility, &draw_of(yuan(100_000))).await;
    let loan = drawing.1.json::<LoanView>().loan_id;
    shop.work().await;
    let part = RepayRequest { pay: RepayAmount::Amount(yuan(30_000)) };
    let repaying = carried_out::<Repay>(&mut borrower, &loan, &part).await;
    shop.work().await;

    let file = downloaded(&mut borrower, &application).await;
    let findings = verify(&file).expect("it holds before the backup");
    let place = scratch.put("kept-before.json", &file);
    let pdf = pdf(&mut borrower, &application).await;
    let first = scratch.at("first");
    typed::<Backup>(&["--data", word(&first), word(&scratch.at("backup.tar"))])
        .run()
        .expect("a backup beside a server that serves");
    Before {
        scratch,
        opener,
        borrower,
        application,
        facility,
        loan,
        answered: vec![signing, drawing, repaying],
        evidence: (findings, place),
        pdf,
        clock: shop.here.now(),
    }
}

/// The same installation, restored into another folder; the first is gone.
async fn restored(before: &mut Before) -> Shop {
    let (scratch, second) = (&before.scratch, before.scratch.at("second"));
    std::fs::remove_dir_all(scratch.at("first")).expect("the first machine is lost");
    typed::<Restore>(&["--data", word(&second), word(&scratch.at("backup.tar"))])
        .run()
        .expect("a restored folder");
    let shop = Shop::open_in(&second, &before.opener, before.clock.plus_seconds(600)).await;
    before.borrower.line = shop.line.clone();
    shop
}

/// Whether `puhui verify` says that a file holds.
fn holds(words: &[&str]) -> bool {
    typed::<Verify>(words).run().expect("files that can be read")
}

#[tokio::test]
async fn a_restored_installation_answers_as_before_and_a_repeated_command_does_nothing_again() {
    let mut before = backed_up().await;
    let stood = before.borrower.ask::<GetFacility>(&[&before.facility], &Empty {}).await;
    let shop = restored(&mut before).await;
    let borrower = &mut before.borrower;
    for (asked, first) in &before.answered {
        let again = borrower.line.send(asked.clone()).await;
        assert_eq!(again.header("idempotency-hit"), Some("true"), "{}", asked.path);
        assert_eq!((again.status, &again.body), (first.status, &first.body), "{}", asked.path);
    }
    shop.work().await;
    let stands = borrower.ask::<GetFacility>(&[&before.facility], &Empty {}).await;
    assert_eq!((stands.available, stands.loans.len()), (stood.available, 1));
    let loan = borrower.ask::<GetLoan>(&[&before.loan], &Empty {}).await;
    assert_eq!(loan.principal, yuan(70_000));
    assert_eq!(loan.movements.len(), 2, "one draw and one payment: {:?}", loan.movements);
    assert_eq!(pdf(borrower, &before.application).await, before.pdf, "the same agreement");
}

#[tokio::test]
async fn evidence_kept_before_verifies_against_the_restored_log_which_goes_on_where_it_was() {
    let mut before = backed_up().await;
    let shop = restored(&mut before).await;
    let (old, kept) = &before.evidence;
    let borrower = &mut before.borrower;

    let head = borrower.ask::<GetLogHead>(&[], &Empty {}).await;
    let [key] = head.keys.as_slice() else { panic!("one key: {:?}", head.keys) };
    assert_eq!(key.verifier, old.log_key, "the same key signs");
    assert!(holds(&["--key", &key.verifier, word(kept)]), "kept before, verified today");

    let request = DrawRequest { term_months: 6, ..draw_of(yuan(20_000)) };
    borrower.ask::<Draw>(&[&before.facility], &request).await;
    shop.work().await;
    let file = downloaded(borrower, &before.application).await;
    let new = verify(&file).expect("evidence that holds");
    assert!(new.events.len() > old.events.len() && new.log.size > old.log.size);
    assert_eq!(new.events[..old.events.len()], old.events, "the chain goes on");

    let sizes = [old.log.size.to_string(), new.log.size.to_string()];
    let asked = borrower.try_asking::<GetLogConsistency>(&[&sizes[0], &sizes[1]], &Empty {}).await;
    let proof = asked.json::<ConsistencyView>();
    verify_consistency((old.log.size, old.log.root), (new.log.size, new.log.root), &proof.hashes)
        .expect("a log that only grew");
    let (scratch, proof) = (&before.scratch, asked.body);
    let (after, proof) = (scratch.put("after.json", &file), scratch.put("proof.json", &proof));
    assert!(holds(&["--earlier", word(kept), "--consistency", word(&proof), word(&after)]));
    assert!(!holds(&["--earlier", word(&after), word(kept)]), "not the other way round");

    let mut other = shop.borrower("13900139000").await;
    let id = other.apply(&Person::sole_trader(), 100_000).await;
    shop.work().await;
    let others = verify(&downloaded(&mut other, &id).await).expect("evidence that holds");
    assert!(others.log.size > new.log.size, "everybody's events are in the same log");
    assert_eq!(others.log_key, old.log_key);
}

#[tokio::test]
async fn a_backup_is_of_no_use_without_what_locks_its_keys_and_never_overwrites_anything() {
    let before = backed_up().await;
    let (scratch, archive) = (&before.scratch, before.scratch.at("backup.tar"));
    let over = |data: PathBuf| typed::<Restore>(&["--data", word(&data), word(&archive)]).run();
    over(scratch.at("first")).expect_err("a folder that holds something");
    let data = scratch.at("first");
    let again = typed::<Backup>(&["--data", word(&data), word(&archive)]).run();
    again.expect_err("a file that is there");
    over(scratch.at("second")).expect("a new folder");
    let folder = DataFolder::open(&scratch.at("second")).expect("a folder");
    let stolen = scratch.put("another.key", &[8; 32]);
    for opener in [Opener::Nothing, Opener::KeyFile(stolen)] {
        let opened = Opening::from_folder(&folder, None, &opener);
        assert!(matches!(opened, Err(OpeningError::DataFolder(_))), "{opened:?}");
    }
    let bytes = std::fs::read(&archive).expect("the backup");
    for known in [CLEAN_PERSON, ACCOUNT, "陈秀兰"] {
        assert!(!bytes.windows(known.len()).any(|part| part == known.as_bytes()), "{known}");
    }
    let mut damaged = bytes;
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    let damaged = scratch.put("damaged.tar", &damaged);
    let third = scratch.at("third");
    let refused = typed::<Restore>(&["--data", word(&third), word(&damaged)]).run();
    refused.expect_err("one byte has changed");
    assert!(!third.exists(), "nothing half restored stays behind");
}

#[tokio::test]
async fn root_certificates_that_the_settings_name_come_back_with_what_rests_on_them() {
    let scratch = Folder::new("restoring");
    let first = scratch.at("first");
    drop(Shop::open_in(&first, &Opener::Nothing, Shop::morning()).await);
    let settings = std::fs::read_to_string(first.join("institution.toml")).expect("the settings");
    let named = |place: &str| {
        let (services, trust) = settings.split_once("[trust]").expect("a table of roots");
        let services = services.replace("certification = \"\"", "certification = \"http://ca\"");
        let trust =
            trust.replacen("certification = \"\"", &format!("certification = {place:?}"), 1);
        let text = [services, trust].join("[trust]");
        std::fs::write(first.join("institution.toml"), text).expect("the settings");
    };
    std::fs::create_dir(first.join("roots")).expect("a folder");
    std::fs::write(first.join("roots/ca.pem"), b"a root").expect("a root");
    let backup =
        |name: &str| typed::<Backup>(&["--data", word(&first), word(&scratch.at(name))]).run();
    for elsewhere in ["/etc/ssl/ca.pem", "../ca.pem", "roots/ca"] {
        named(elsewhere);
        backup("refused.tar").expect_err(elsewhere);
        assert!(!scratch.at("refused.tar").exists());
    }
    named("roots/ca.pem");
    backup("backup.tar").expect("a backup");
    let second = scratch.at("second");
    typed::<Restore>(&["--data", word(&second), word(&scratch.at("backup.tar"))])
        .run()
        .expect("a restored folder");
    assert_eq!(std::fs::read(second.join("roots/ca.pem")).expect("the root"), b"a root");
}
