use der::{Decode as _, Encode as _};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};
use shared::canonical::Digest;
use shared::evidence::certificate::CertificateChain;
use shared::evidence::certification_request_info;
use shared::evidence::token::Token;
use shared::timestamp::Timestamp;

use super::*;
use crate::signing::query::{TimeStampQuery, TimeStampReply};

fn now() -> Timestamp {
    Timestamp::from_micros(1_795_400_000_000_000).unwrap()
}

fn term() -> Term {
    Term::of_signer(now())
}

fn authorities(folder: &KeyFolder) -> Authorities {
    Authorities::open(folder, Randomness::seeded(3), now()).unwrap()
}

/// A PKCS #10 request by `key`, signed by `signer`.
fn request(key: &SigningKey, signer: &SigningKey) -> Vec<u8> {
    let info =
        certification_request_info(&certificates::public_key(key).unwrap().to_der().unwrap());
    let signature: DerSignature = signer.sign(&info);
    let request = x509_cert::request::CertReq {
        info: x509_cert::request::CertReqInfo::from_der(&info).unwrap(),
        algorithm: x509_cert::spki::AlgorithmIdentifierOwned {
            oid: der::oid::db::rfc5912::ECDSA_WITH_SHA_256,
            parameters: None,
        },
        signature: der::asn1::BitString::from_bytes(signature.as_bytes()).unwrap(),
    };
    request.to_der().unwrap()
}

#[test]
fn a_certificate_follows_from_the_root_for_a_year_and_names_whom_it_should() {
    let authorities = authorities(&KeyFolder::in_memory());
    let key = SigningKey::from_slice(&[5; 32]).unwrap();
    let certified = authorities.certify(&request(&key, &key), "李,四 \"+\"", Some("好味"), term());
    let [own, issuers @ ..] = certified.unwrap();
    let chain = CertificateChain::read(&own, &issuers).unwrap();
    chain.check(now()).unwrap();
    chain.check(now().plus_days(365)).unwrap();
    assert!(chain.check(now().plus_days(366)).is_err());
    assert!(chain.own().subject().contains("好味"), "{}", chain.own().subject());
    let other = SigningKey::from_slice(&[6; 32]).unwrap();
    let stolen = authorities.certify(&request(&key, &other), "李四", None, term());
    assert!(matches!(stolen, Err(AuthorityError::Unproven)));
}

#[test]
fn a_stamp_says_what_was_there_and_when() {
    let authorities = authorities(&KeyFolder::in_memory());
    let digest = Digest::of(b"signature");
    let query = TimeStampQuery::new(digest, [200; 8]).unwrap();
    let reply = authorities.stamp(&query.to_der().unwrap(), now()).unwrap();
    let token = TimeStampReply::from_der(&reply).unwrap().into_token().unwrap();
    let token = Token::read(&token.to_der().unwrap()).unwrap();
    assert_eq!(token.info().nonce, query.nonce);
    let carried = token.certificates();
    let (own, above) = carried.split_first().unwrap();
    let chain = CertificateChain::read(own, above).unwrap();
    let at = token.check(digest, &chain).unwrap();
    assert_eq!(at.seconds_since(Timestamp::MIN), now().seconds_since(Timestamp::MIN));
    assert!(token.check(Digest::of(b"something else"), &chain).is_err());
    let key = SigningKey::from_slice(&[5; 32]).unwrap();
    let [signer, issuers @ ..] =
        authorities.certify(&request(&key, &key), "李四", None, term()).unwrap();
    let signer = CertificateChain::read(&signer, &issuers).unwrap();
    assert!(token.check(digest, &signer).is_err(), "a signer is no time-stamping authority");
}

#[test]
fn the_same_authorities_are_there_after_a_restart() {
    let folder = KeyFolder::in_memory();
    let before = authorities(&folder).root().unwrap();
    assert_eq!(authorities(&folder).root().unwrap(), before);
    assert_ne!(authorities(&KeyFolder::in_memory()).stamping.der().unwrap(), before);
}

/// Whom its certificate is made out to: which authority, which generation.
fn title(authority: &Authority) -> String {
    authority.name().to_string()
}

#[test]
fn a_successor_of_the_certification_authority_is_a_new_root_with_everything_that_rests_on_it() {
    let folder = KeyFolder::in_memory();
    let before = authorities(&folder);
    Authorities::rotate(&folder, Rotated::Certification, &Randomness::seeded(4), now()).unwrap();
    let after = authorities(&folder);
    for (old, new) in [
        (&before.root, &after.root),
        (&before.issuing, &after.issuing),
        (&before.stamping, &after.stamping),
    ] {
        assert_ne!(old.key.to_bytes(), new.key.to_bytes());
        assert_eq!(title(new), title(old).replacen(",O=", " G2,O=", 1));
    }
    let key = SigningKey::from_slice(&[5; 32]).unwrap();
    for both in [&before, &after] {
        let [own, issuers @ ..] = both.certify(&request(&key, &key), "李四", None, term()).unwrap();
        assert_eq!(issuers[1], both.root().unwrap());
        CertificateChain::read(&own, &issuers).unwrap().check(now()).unwrap();
    }
    assert_eq!(authorities(&folder).root().unwrap(), after.root().unwrap(), "used from now on");
}

#[test]
fn a_successor_of_the_time_stamping_authority_rests_on_the_root_there_is() {
    let folder = KeyFolder::in_memory();
    let before = authorities(&folder);
    for generation in ["G2", "G3"] {
        let random = Randomness::seeded(4);
        let name = Authorities::rotate(&folder, Rotated::TimeStamping, &random, now()).unwrap();
        let after = authorities(&folder);
        assert!(name.contains(generation), "{name}");
        assert_eq!(title(&after.stamping), name);
        assert!(after.stamping.is_below(&before.root));
        assert_eq!(after.root().unwrap(), before.root().unwrap());
        assert_eq!(after.issuing.der().unwrap(), before.issuing.der().unwrap());
    }
}

#[test]
fn nobody_succeeds_authorities_that_are_not_there_and_none_are_made_by_asking() {
    let folder = KeyFolder::in_memory();
    for which in [Rotated::Certification, Rotated::TimeStamping] {
        let refused = Authorities::rotate(&folder, which, &Randomness::seeded(4), now());
        assert!(matches!(refused, Err(AuthorityError::Absent)));
    }
    assert_eq!(folder.read("simulated-root.crt").unwrap(), None);
}

#[test]
fn of_two_issuers_with_one_name_the_one_whose_key_signed_is_the_one_above() {
    let key = |seed: u8| SigningKey::from_slice(&[seed; 32]).unwrap();
    let root = name("CN", None, "Root").unwrap();
    let issued = |issuer: &SigningKey, subject: &x509_cert::name::Name, own: &SigningKey| {
        let kind = if *subject == root { Kind::Root } else { Kind::Signer };
        let public_key = certificates::public_key(own).unwrap();
        let (issuer_name, serial) = (&root, [1; 16]);
        let (from, until) = (now(), now().plus_days(1));
        certificates::issue(Issue {
            issuer,
            issuer_name,
            subject,
            public_key,
            kind,
            serial,
            from,
            until,
        })
        .unwrap()
    };
    let roots = [issued(&key(1), &root, &key(1)), issued(&key(2), &root, &key(2))];
    let signer = name("CN", None, "Signer").unwrap();
    for (at, seed) in [(0, 1), (1, 2)] {
        let own = issued(&key(seed), &signer, &key(9));
        let found = shared::evidence::certificate::path(&own, &roots);
        assert_eq!(found[1], &roots[at]);
    }
}
