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
    let certified = authorities.certify(&request(&key, &key), "李,四 \"+\"", Some("好味"), now());
    let [own, issuers @ ..] = certified.unwrap();
    let chain = CertificateChain::read(&own, &issuers).unwrap();
    chain.check(now()).unwrap();
    chain.check(now().plus_days(365)).unwrap();
    assert!(chain.check(now().plus_days(366)).is_err());
    assert!(chain.own().subject().contains("好味"), "{}", chain.own().subject());
    let other = SigningKey::from_slice(&[6; 32]).unwrap();
    let stolen = authorities.certify(&request(&key, &other), "李四", None, now());
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
        authorities.certify(&request(&key, &key), "李四", None, now()).unwrap();
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
