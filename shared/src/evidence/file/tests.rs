use ed25519_dalek::{Signer as _, SigningKey};
use proptest::prelude::*;

use super::*;
use crate::canonical;
use crate::evidence::key::endorsement_text;
use crate::evidence::log::Tiles;
use crate::evidence::note::{SignedNote, Verifier};
use crate::evidence::tests::life;
use crate::evidence::{EvidenceBundle, Inclusion, LogKey, append};

const ORIGIN: &str = "log.example";

/// A bank with a log of its own, as far as a file shows it.
struct Bank {
    keys: Vec<SigningKey>,
    from_sizes: Vec<u64>,
    tiles: Tiles,
    size: u64,
}

fn verifier(key: &SigningKey) -> Verifier {
    Verifier::new(ORIGIN, key.verifying_key().to_bytes()).unwrap()
}

fn signed(key: &SigningKey, text: String) -> String {
    let signature = key.sign(text.as_bytes()).to_bytes();
    SignedNote::new(text, &verifier(key), signature).to_string()
}

impl Bank {
    /// A bank whose log holds a few events of somebody else already.
    fn new() -> Self {
        let mut bank = Self {
            keys: vec![SigningKey::from_bytes(&[1; 32])],
            from_sizes: vec![0],
            tiles: Tiles::new(),
            size: 0,
        };
        bank.log(&[b"one".as_slice(), b"two", b"three"].map(log::leaf_hash));
        bank
    }

    fn log(&mut self, leaves: &[Digest]) {
        self.tiles.append(self.size, leaves);
        self.size = self.size.saturating_add(u64::try_from(leaves.len()).unwrap());
    }

    fn rotate(&mut self) {
        let seed = u8::try_from(self.keys.len()).unwrap().saturating_add(1);
        self.keys.push(SigningKey::from_bytes(&[seed; 32]));
        self.from_sizes.push(self.size.saturating_add(1));
    }

    fn log_keys(&self) -> Vec<LogKey> {
        let mut listed = Vec::new();
        let mut before: Option<&SigningKey> = None;
        for (key, from_size) in self.keys.iter().zip(&self.from_sizes) {
            let verifier = verifier(key);
            let endorsement =
                before.map(|before| signed(before, endorsement_text(&verifier, *from_size)));
            listed.push(LogKey {
                endorsement: endorsement.unwrap_or_default(),
                from_size: *from_size,
                verifier: verifier.to_string(),
            });
            before = Some(key);
        }
        listed
    }

    fn bundle(&self, events: Vec<EvidenceEvent<Value>>, first_leaf: u64) -> EvidenceBundle {
        let head = LogHead { size: self.size, root: self.tiles.root(self.size).unwrap() };
        let last = events.last().unwrap();
        let chain = SignedChainHead {
            application_id: last.application_id.clone(),
            head: last.head(),
            size: self.size,
        };
        let key = self.keys.last().unwrap();
        let inclusion = (first_leaf..).take(events.len()).map(|index| Inclusion {
            hashes: self.tiles.inclusion(index, self.size).unwrap().unwrap(),
            index,
        });
        EvidenceBundle {
            chain_head: signed(key, chain.text(ORIGIN)),
            documents: [(Digest::of(b"sheet"), "sheet".to_owned())].into(),
            inclusion: inclusion.collect(),
            events,
            files: [(Digest::of(b"certificate"), "Y2VydGlmaWNhdGU=".to_owned())].into(),
            format: EvidenceBundle::FORMAT.to_owned(),
            keys: self.log_keys(),
            log_head: signed(key, head.text(ORIGIN)),
        }
    }
}

/// The events before anything is signed; the signatures have their own tests, with certificates.
fn events() -> Vec<EvidenceEvent<Value>> {
    let unsigned = life().into_iter().take_while(|event| event.body.key() != "contract_signed");
    unsigned
        .map(|event| serde_json::from_value(serde_json::to_value(event).unwrap()).unwrap())
        .collect()
}

fn leaves(events: &[EvidenceEvent<Value>]) -> Vec<Digest> {
    events.iter().map(|event| log::leaf_hash(event.digest.as_bytes())).collect()
}

fn bank_and_bundle() -> (Bank, EvidenceBundle) {
    let (mut bank, events) = (Bank::new(), events());
    let first = bank.size;
    bank.log(&leaves(&events));
    bank.rotate();
    bank.log(&[Digest::of(b"somebody after us")]);
    let bundle = bank.bundle(events, first);
    (bank, bundle)
}

fn verdict(bundle: &EvidenceBundle) -> String {
    match verify(&canonical::bytes(bundle).unwrap()) {
        Ok(_) => "ok".to_owned(),
        Err(broken) => broken.to_string(),
    }
}

#[test]
fn a_whole_file_holds_and_tells_what_is_absent() {
    let (bank, bundle) = bank_and_bundle();
    let findings = verify(&canonical::bytes(&bundle).unwrap()).unwrap();
    assert_eq!(findings.events, bundle.events);
    assert_eq!(findings.log.size, bank.size);
    assert_eq!(findings.log_key, verifier(&bank.keys[1]).to_string());
    assert!(findings.absent.contains(&Digest::of(b"facts")));
    assert!(!findings.absent.contains(&Digest::of(b"sheet")));
}

#[test]
fn what_was_done_to_the_chain_is_named_where_it_was_done() {
    let (_, whole) = bank_and_bundle();
    let last = whole.events.len();
    let changed = |change: fn(&mut EvidenceBundle)| {
        let mut bundle = whole.clone();
        change(&mut bundle);
        verdict(&bundle)
    };
    assert_eq!(changed(|bundle| bundle.events[2].at = Timestamp::MAX), "event 3 altered");
    assert_eq!(changed(|bundle| drop(bundle.events.remove(2))), "event 3 out_of_sequence");
    assert_eq!(changed(|bundle| bundle.events.swap(2, 3)), "event 3 out_of_sequence");
    let repeated = |bundle: &mut EvidenceBundle| bundle.events.insert(3, bundle.events[2].clone());
    assert_eq!(changed(repeated), "event 4 out_of_sequence");
    let shorter = changed(|bundle| drop(bundle.events.pop()));
    assert_eq!(shorter, format!("event {last} truncated"));
    assert_eq!(changed(|bundle| bundle.events.clear()), "event 1 empty");
}

#[test]
fn a_chain_written_anew_does_not_fit_what_the_bank_signed() {
    let (_, mut bundle) = bank_and_bundle();
    let more = serde_json::json!({ "review_requested": {} });
    let (count, last) = (bundle.events.len(), bundle.events.last().cloned().unwrap());
    let added = EvidenceEvent::following(Some(last.head()), "application-1", last.at, more.clone());
    bundle.events.push(added.unwrap());
    assert_eq!(verdict(&bundle), format!("event {} inserted", count.saturating_add(1)));
    bundle.events.pop();
    bundle.events.pop();
    let before = bundle.events.last().map(EvidenceEvent::head);
    let other = EvidenceEvent::following(before, "application-1", last.at, more);
    bundle.events.push(other.unwrap());
    assert_eq!(verdict(&bundle), format!("event {count} forked"));
}

#[test]
fn changed_documents_and_files_are_named() {
    let (_, whole) = bank_and_bundle();
    let (sheet, certificate) = (Digest::of(b"sheet"), Digest::of(b"certificate"));
    let mut bundle = whole.clone();
    bundle.documents.insert(sheet, "sheeT".to_owned());
    assert_eq!(verdict(&bundle), format!("document {sheet} altered"));
    let mut bundle = whole;
    bundle.files.insert(certificate, "AAAA".to_owned());
    assert_eq!(verdict(&bundle), format!("file {certificate} altered"));
}

#[test]
fn foreign_keys_forged_heads_and_replayed_proofs_are_named() {
    let (bank, whole) = bank_and_bundle();
    let foreign = SigningKey::from_bytes(&[9; 32]);
    let text = LogHead { size: bank.size, root: Digest::of(b"mine") }.text(ORIGIN);
    let mut bundle = whole.clone();
    bundle.log_head = signed(&foreign, text.clone());
    assert_eq!(verdict(&bundle), "log_head foreign_key");
    bundle.keys[1].verifier = verifier(&foreign).to_string();
    assert_eq!(verdict(&bundle), "key 2 foreign_key");
    let mut bundle = whole.clone();
    bundle.log_head = signed(&bank.keys[0], text);
    assert_eq!(verdict(&bundle), "log_head foreign_key", "an old key is in force no more");
    let mut bundle = whole.clone();
    let (size, larger) =
        (format!("\n{}\n", bank.size), format!("\n{}\n", bank.size.saturating_add(1)));
    bundle.log_head = whole.log_head.replace(&size, &larger);
    assert_eq!(verdict(&bundle), "log_head forged");
    let mut bundle = whole.clone();
    bundle.inclusion[4] = bundle.inclusion[5].clone();
    assert_eq!(verdict(&bundle), "inclusion 5 invalid");
    let mut bundle = whole.clone();
    bundle.inclusion.pop();
    assert_eq!(verdict(&bundle), format!("inclusion {} missing", whole.events.len()));
    let mut bundle = whole;
    bundle.keys.remove(1);
    assert_eq!(verdict(&bundle), "log_head foreign_key");
}

#[test]
fn a_head_from_before_the_rotation_still_verifies() {
    let (mut bank, events) = (Bank::new(), events());
    let first = bank.size;
    bank.log(&leaves(&events));
    let before = bank.bundle(events, first);
    assert_eq!(verdict(&before), "ok");
    bank.rotate();
    let known_today = EvidenceBundle { keys: bank.log_keys(), ..before };
    assert_eq!(verdict(&known_today), "ok");
}

#[test]
fn a_file_written_another_way_is_not_guessed_at() {
    let (_, bundle) = bank_and_bundle();
    let bytes = canonical::bytes(&bundle).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let again = |text: &str| verify(text.as_bytes()).unwrap_err().to_string();
    assert_eq!(again(&format!("{text}\n")), "file malformed");
    assert_eq!(again(&text.replacen(':', ": ", 1)), "file malformed");
    assert_eq!(again(&text.replacen("\"at\":", "\"at\":0", 1)), "file malformed");
    assert_eq!(again(&text.replace("bundle-2", "bundle-3")), "file unknown_format");
    assert_eq!(again(&"[".repeat(100_000)), "file malformed");
    assert_eq!(again(""), "file malformed");
}

#[test]
fn no_event_belongs_to_two_chains() {
    let (_, mut bundle) = bank_and_bundle();
    let body = serde_json::json!({ "review_requested": {} });
    let head = Some(bundle.events[2].head());
    bundle.events[3] =
        EvidenceEvent::following(head, "application-2", Timestamp::MIN, body).unwrap();
    assert_eq!(verdict(&bundle), "event 4 other_application");
    assert!(
        append(life().last(), "application-2", Timestamp::MIN, life()[0].body.clone()).is_err()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_flipped_bit_is_found(byte in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let (_, bundle) = bank_and_bundle();
        let mut bytes = canonical::bytes(&bundle).unwrap();
        let byte = byte.index(bytes.len());
        bytes[byte] ^= 1 << bit;
        prop_assert!(verify(&bytes).is_err());
    }

    #[test]
    fn no_bytes_at_all_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(verify(&bytes).is_err());
    }
}
